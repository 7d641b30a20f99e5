import type { ErrorRequestHandler, Request, Response } from 'express';
import { MulterError } from 'multer';
import type { Logger } from 'pino';
import { isPassing, sqlState } from '../activities/database/database-error';
import { type ErrorCode, Refusal } from '../domain/errors';
import { localeOf } from './locale';
import { httpStatus, problemOf } from './problem';

/** Errors of the body parser and of multer by their own names. */
const LIBRARY_ERRORS: Record<string, ErrorCode> = {
  'charset.unsupported': 'UNSUPPORTED_MEDIA_TYPE',
  'encoding.unsupported': 'UNSUPPORTED_MEDIA_TYPE',
  'entity.parse.failed': 'BAD_JSON',
  'entity.too.large': 'BODY_TOO_LARGE',
  'entity.verify.failed': 'BAD_JSON',
  'request.aborted': 'BAD_INPUT',
  'request.size.invalid': 'BAD_INPUT',
  EBADCSRFTOKEN: 'CSRF_TOKEN_INVALID',
  LIMIT_FILE_SIZE: 'FILE_TOO_LARGE',
};

/** SQLSTATEs that a request can bring about by itself. */
const DATABASE_ERRORS: Record<string, ErrorCode> = {
  /** unique_violation: the constraint's name stays here. */
  '23505': 'ALREADY_EXISTS',
  /** foreign_key_violation: it names a row that isn't there, or isn't to be seen. */
  '23503': 'NOT_FOUND',
  /** insufficient_privilege, which row-level security raises for a row that may not be written. */
  '42501': 'FORBIDDEN',
  /** A text that Postgres can't store, such as one with U+0000. */
  '22021': 'BAD_INPUT',
  '22P05': 'BAD_INPUT',
};

interface Options {
  logger: Logger;
  origin: string;
  /** Answers who asked for a page; false: a program asked. */
  refuse?(request: Request, response: Response, refusal: Refusal, incident: string | undefined): boolean;
}

/** Answers every error, as problem+json or as a page. What nobody foresaw is logged and told as an incident without details. */
export function errorHandler({ logger, origin, refuse }: Options): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = refusalOf(error);
    const problem = problemOf(refusal.code, refusal.details, localeOf(request), origin);
    if (refusal.code === 'INTERNAL') {
      problem.incident = String(request.id);
      logger.error({ err: error, incident: problem.incident }, 'unexpected error');
    }
    if (refuse?.(request, response, refusal, problem.incident)) return;
    sendProblem(response, problem);
  };
}

/** Sends a problem; `retryAfter` seconds, when known, go into their header as well. */
export function sendProblem(response: Response, problem: ReturnType<typeof problemOf>): void {
  const { retryAfter } = problem;
  if (typeof retryAfter === 'number') response.set('Retry-After', String(retryAfter));
  else if (problem.code === 'UNAVAILABLE') response.set('Retry-After', '5');
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .vary('Accept-Language')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Whatever was thrown, as a refusal; `INTERNAL` when nobody foresaw it. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { type, code, status } = (error ?? {}) as { type?: string; code?: string; status?: number };
  const known = LIBRARY_ERRORS[type ?? ''] ?? LIBRARY_ERRORS[code ?? ''];
  if (known) return new Refusal(known);
  if (error instanceof MulterError) return new Refusal('BAD_INPUT', error.field ? { field: error.field } : {});
  const byState = DATABASE_ERRORS[sqlState(error) ?? ''];
  if (byState) return new Refusal(byState);
  if (code === 'P2025') return new Refusal('NOT_FOUND');
  if (isPassing(error)) return new Refusal('UNAVAILABLE');
  // A path that can't be decoded, and the like: Express and its parsers mark what the client did wrong.
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal('BAD_INPUT');
  return new Refusal('INTERNAL');
}

/** Whether a problem of this code is the server's own trouble. */
export const isServerTrouble = (code: ErrorCode): boolean => httpStatus(code) >= 500;
