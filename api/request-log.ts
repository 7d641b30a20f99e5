import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Where a secret could lie in something that is logged by mistake. */
export const REDACTED = [
  'password',
  'token',
  'code',
  'secret',
  '*.password',
  '*.token',
  '*.code',
  '*.secret',
  'req.headers',
  'res.headers',
  'err.meta.driverAdapterError.cause.originalMessage',
];

/**
 * One line for each request: method, route, status, time and id. No address, header, body or query: they hold ids, names and the
 * tokens of one-time links.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: () => randomUUID(),
    serializers: { req: ({ id, method }) => ({ id, method }), res: ({ statusCode }) => ({ statusCode }) },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'info' : 'debug',
    // The error handler logs errors itself, with their incident.
    customErrorObject: (_request, _response, _error, logged) => ({ ...logged, err: undefined }),
    customProps: (_request, response) => ({ route: (response as Response).locals?.route ?? 'other' }),
    autoLogging: { ignore: ({ url }) => url === '/healthz' || url === '/readyz' },
  });
}
