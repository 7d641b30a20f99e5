# One image for migrate, API and worker; docker-compose.yml says which.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund
# Of the fonts that papers are set in only the weights that they have.
RUN cd node_modules/@expo-google-fonts \
  && rm -r noto-s*-sc/[123568]00* noto-sans-sc/700Bold noto-sans-sc/900Black

FROM node:20-bookworm-slim
ENV NODE_ENV=production
# Threads that read spreadsheets and solve draws end, and what they took goes back to the system: 30 to 70 MB.
ENV MALLOC_ARENA_MAX=2
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/templates ./templates
# Nothing in the image belongs to whom it runs as.
USER node
EXPOSE 3000 3001
CMD ["node", "dist/ops/start-api.js"]
