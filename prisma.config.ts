import { defineConfig } from 'prisma/config';

/**
 * For `prisma generate` and `prisma validate` only; migrations run through `npm run migrate` (ops/migrate), which needs no
 * engine download.
 */
export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
});
