import { doubleCsrf } from 'csrf-csrf';
import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/errors';
import type { ApiConfig } from '../config';
import { deriveKey } from '../keys';
import { bearerToken } from './bearer';
import { maskToken, unmaskToken } from './mask-token';
import { cookieName, isSecure } from './session';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses unsafe requests of a session that don't show its token, in `X-CSRF-Token` or in a form's field `_csrf` (forms are to
 * be parsed before). `request.csrfToken()` gives the token to a page, masked anew each time. Signed double-submit, bound to the session; programs
 * with a bearer token send no cookie and need none.
 */
export function csrfProtection(config: ApiConfig): RequestHandler {
  const { doubleCsrfProtection } = doubleCsrf({
    getSecret: () => deriveKey(config.sessionSecret, 'csrf').toString('hex'),
    getSessionIdentifier: (request) => request.session.login?.id ?? '',
    cookieName: cookieName(config, 'csrf'),
    cookieOptions: { path: '/', httpOnly: true, secure: isSecure(config), sameSite: 'lax' },
    getCsrfTokenFromRequest: ({ headers, body }) =>
      unmaskToken(headers['x-csrf-token'] ?? (body as { _csrf?: string })?._csrf),
    skipCsrfProtection: (request) => bearerToken(request) !== null || request.session.login === undefined,
  });
  return (request, response, next) =>
    doubleCsrfProtection(request, response, (error?: unknown) => {
      const token = request.csrfToken;
      if (token) request.csrfToken = (...given) => maskToken(token(...given));
      next(error);
    });
}

/**
 * Refuses unsafe requests that a browser sends for another site's page, by what browsers say of themselves. It also guards
 * what has no session yet: nobody can be signed in to somebody else's account from outside.
 */
export function sameOriginOnly({ origin }: ApiConfig): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.includes(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const from = request.get('origin');
    const foreign = (site && site !== 'same-origin' && site !== 'none') || (from && from !== origin);
    next(foreign ? new Refusal('CSRF_TOKEN_INVALID', { field: 'Origin', allowed: origin }) : undefined);
  };
}
