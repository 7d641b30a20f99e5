import { pipeline } from 'node:stream';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { Refusal } from '../domain/errors';
import type { Answer } from './answer';
import { csrfProtection } from './auth/csrf';
import type { ApiDeps } from './deps';
import { multipart } from './multipart';
import type { AnswerSchema, FileBody, FileStream, Route } from './route';

/** Bytes of a JSON body; what is longer comes as a file. */
const JSON_BYTES = 1024 * 1024;

/** Mounts routes so that each path knows its methods: any other is refused with the list of those. */
export function createRouter(deps: ApiDeps, routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const csrf = csrfProtection(deps.config);
  const json = [acceptOnly('application/json'), express.json({ limit: JSON_BYTES, strict: true })];
  const form = [acceptOnly('multipart/form-data'), multipart(deps.config.limits.fileBytes)];
  for (const [path, ofPath] of byPath(routes)) {
    const mounted = router.route(path);
    for (const each of ofPath) {
      const parsers = each.upload ? form : each.body ? json : [];
      const guards = each.guards?.(deps) ?? [];
      mounted[each.method](csrf, ...guards, ...parsers, async (request: Request, response: Response) => {
        response.locals.route = each.path;
        send(response, each, await each.run(deps, request, response));
      });
    }
    const allowed = ofPath.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    mounted.all(refuseMethod(allowed));
  }
  return router;
}

function byPath(routes: readonly Route[]): Map<string, Route[]> {
  const paths = new Map<string, Route[]>();
  for (const each of routes) {
    const path = each.path.replace(/\{(\w+)\}/g, ':$1');
    paths.set(path, [...(paths.get(path) ?? []), each]);
  }
  return paths;
}

function refuseMethod(allowed: readonly string[]): RequestHandler {
  return (request, response) => {
    response.set('Allow', [...allowed, 'OPTIONS'].join(', '));
    if (request.method === 'OPTIONS') return void response.status(204).end();
    throw new Refusal('METHOD_NOT_ALLOWED', { value: request.method, allowed });
  };
}

function acceptOnly(mediaType: string): RequestHandler {
  return (request, _response, next) => {
    const empty = request.get('content-length') === '0';
    const refused = !empty && request.is(mediaType) === false;
    next(refused ? new Refusal('UNSUPPORTED_MEDIA_TYPE', { field: 'Content-Type', allowed: mediaType }) : undefined);
  };
}

/** Nothing that a person was shown stays in a cache unless the route says so. */
function send(response: Response, { answers }: Route, { status, body, headers = {} }: Answer): void {
  response.set('Cache-Control', 'no-store').set(headers).status(status);
  if (body === null) response.end();
  else if (answers[status] === 'file') sendFile(response, body as FileBody | FileStream);
  else response.json(documented(answers[status], body));
}

/** What the document says of an answer and nothing besides: a column too many stays in the house. */
function documented(schema: AnswerSchema | undefined, body: unknown): unknown {
  return schema && typeof schema === 'object' ? schema.parse(body) : body;
}

/** Never shown by a browser in our name: an attachment without a guess at its type, that may load nothing. */
export function sendFile(response: Response, body: FileBody | FileStream): void {
  response.attachment(body.name).set({
    'Content-Type': body.mediaType,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  if ('bytes' in body) return void response.send(Buffer.from(body.bytes));
  if (body.size !== null) response.set('Content-Length', String(body.size));
  // A caller who goes away in between is no error of ours; the stream is destroyed with the answer.
  pipeline(body.stream, response, () => {});
}
