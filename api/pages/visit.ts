import type { Request, Response } from 'express';
import type { Answer } from '../answer';
import type { ApiDeps } from '../deps';
import { LOCALES, type Locale, localeOf } from '../locale';
import type { Route } from '../route';
import { type Words, wordsOf } from './words';

/** The cookie in which a browser keeps the language that its person chose. */
export const LANGUAGE_COOKIE = 'dangyan-lang';

function pageLocale(request: Request): Locale {
  const chosen = (request.cookies as Record<string, string> | undefined)?.[LANGUAGE_COOKIE];
  return LOCALES.find((locale) => locale === chosen) ?? localeOf(request);
}

declare module 'express-session' {
  interface SessionData {
    /** Which of the person's grants, or of an absent person's, the pages are shown for. */
    hat?: { grantId: string; deputyForId: string | null };
    /** What the next page says of what was just done. */
    flash?: Flash;
  }
}

/** A sentence above the next page. */
export interface Flash {
  tone: 'ok' | 'bad';
  text: string;
}

/** The request under the hat that the person wears. */
export const asCaller = (request: Request): Request => {
  const { hat } = request.session;
  return hat?.deputyForId
    ? Object.create(request, { headers: { value: { ...request.headers, 'acting-for': hat.deputyForId } } })
    : request;
};

/** One request for a page. */
export interface Visit {
  deps: ApiDeps;
  request: Request;
  response: Response;
  words: Words;
}

export const visitOf = (deps: ApiDeps, request: Request, response: Response): Visit => ({
  deps,
  request,
  response,
  words: wordsOf(pageLocale(request)),
});

/** What a page asks of a route of the API, as a program would send it. */
export interface Asked {
  params?: object;
  query?: object;
  body?: object;
  /** Of a POST: made when the form was shown, so that a form sent twice acts once. */
  key?: string;
  file?: Request['file'];
}

/** The request as a route sees it: the browser's session and address, with the contents that a page gives. */
function inward({ request }: Visit, route: Pick<Route, 'method' | 'path'>, asked: Asked): Request {
  const { params = {}, query = {}, body = {}, key, file } = asked;
  const headers = {
    'user-agent': request.get('user-agent'),
    'idempotency-key': key,
    'acting-for': request.session.hat?.deputyForId ?? undefined,
  };
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );
  const own = { method: route.method.toUpperCase(), path, params, query, body, file, headers };
  return Object.create(request, Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }])));
}

/**
 * Asks a route of the API what a form asks for; the route parses, authorises and acts as for everybody.
 *
 * @throws Refusal as the route
 */
export function ask(visit: Visit, route: Route, asked: Asked = {}): Promise<Answer> {
  return route.run(visit.deps, inward(visit, route, asked), visit.response);
}
