import cookieParser from 'cookie-parser';
import express, { type Express } from 'express';
import rateLimit from 'express-rate-limit';
import { Refusal } from '../domain/errors';
import { sameOriginOnly } from './auth/csrf';
import { endOldSession, isSecure, sessions } from './auth/session';
import type { ApiDeps } from './deps';
import { docs } from './docs';
import { errorHandler } from './error-handler';
import { healthz, readyz } from './health';
import { createLive } from './live/live';
import { createMetrics } from './metrics';
import { openApiDocument } from './openapi';
import { createPages } from './pages/index';
import { requestLog } from './request-log';
import { createRouter } from './router';
import { ROUTES } from './routes';
import { securityHeaders } from './security-headers';

export interface Api {
  app: Express;
  /** Ends the streams that browsers keep open, so that a server can close without waiting for them. */
  endStreams(): Promise<void>;
  /** Ends what the app itself began; database and pool are closed by whoever made them. */
  close(): Promise<void>;
}

/** The whole HTTP side of an installation as one Express app. */
export function createApi(deps: ApiDeps): Api {
  const { config, logger } = deps;
  const app = express();
  const metrics = createMetrics(deps);
  const { middleware: session, close } = sessions(config, deps.sessionPool);
  const pages = createPages(deps);
  const live = createLive(deps);

  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  // Repeated names become lists and nothing nests: what a schema doesn't name is refused.
  app.set('query parser', 'simple');

  app.use(requestLog(logger), metrics.measure, securityHeaders(isSecure(config)));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(deps.checks));
  app.get('/metrics', metrics.serve);
  app.use(docs(() => openApiDocument(ROUTES, config.version), config.templates));
  app.use(...pages.assets);

  app.use(requestLimit(config.limits.requestsPerMinute), sameOriginOnly(config));
  app.use(session, cookieParser(), endOldSession(config, deps.machineClock));
  app.use(createRouter(deps, ROUTES));
  app.use(live.router);
  app.use(pages.router);

  app.use(() => {
    throw new Refusal('NOT_FOUND');
  });
  app.use(errorHandler({ logger, origin: config.origin, refuse: pages.refuse }));
  return { app, endStreams: live.close, close };
}

/**
 * A broad limit per address, counted in this process: it protects the process itself, so each may count its own. Guessing of
 * passwords is limited per account in the database, which all processes share.
 */
function requestLimit(perMinute: number) {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new Refusal('RATE_LIMITED', { retryAfter: 60 })),
  });
}
