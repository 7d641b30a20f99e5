import { join } from 'node:path';
import compression from 'compression';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import multer from 'multer';
import { Refusal } from '../../domain/errors';
import { csrfProtection } from '../auth/csrf';
import type { ApiDeps } from '../deps';
import { localeOf } from '../locale';
import { problemOf } from '../problem';
import { sendFile } from '../router';
import { PAGES } from './all-pages';
import { assetNames, serveAssets } from './assets';
import { errorView, whereInstead } from './error-page';
import { openFrame } from './frame';
import type { Page, Rendered, Sent, Submitting } from './page';
import { createViews } from './views';
import { type Visit, visitOf } from './visit';

/** Bytes of a form without files. */
const FORM_BYTES = 512 * 1024;
/** Most fields and files of one form. */
const MOST = { fields: 5_000, files: 60 };

export interface Pages {
  /** Fonts, styles and scripts: need no session. */
  assets: [string, ...RequestHandler[]];
  router: Router;
  /** Says to a person what the API says to a program; false: the request was none for a page. */
  refuse(request: Request, response: Response, refusal: Refusal, incident: string | undefined): boolean;
}

/** Every page that people see. */
export function createPages(deps: ApiDeps): Pages {
  const { config } = deps;
  const views = createViews(join(config.templates, 'pages'), assetNames(config.assets));
  const router = Router({ caseSensitive: true, strict: true });
  const csrf = csrfProtection(config);
  const forms = [express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: MOST.fields })];
  const withFiles = [
    ...forms,
    multer({ storage: multer.memoryStorage(), limits: limitsOf(deps), defParamCharset: 'utf8' }).any(),
  ];

  const render = (visit: Visit, rendered: Rendered) => {
    const { response, words } = visit;
    response.set('Cache-Control', 'no-store').vary('Accept-Language').vary('Cookie');
    if ('to' in rendered) return response.redirect(303, rendered.to);
    if ('file' in rendered) return sendFile(response, rendered.file);
    const { view, frame } = rendered;
    const html = views.render(view.template, { ...frame, ...view.data }, words, view.bare ?? false);
    response
      .status(view.status ?? 200)
      .type('html')
      .send(html);
  };
  const named: RequestHandler = (request, response, next) => {
    response.locals.route = (request.route as { path: string }).path;
    next();
  };

  router.use(compression());
  for (const each of PAGES) {
    const guards = each.guards?.(deps) ?? [];
    const { show, submit } = each;
    if (show) {
      router.get(each.path, named, csrf, async (request, response) => {
        const visit = visitOf(deps, request, response);
        render(visit, await show(visit));
      });
    }
    if (submit) {
      const parsers = each.files ? withFiles : forms;
      router.post(each.path, named, entered(each), ...guards, ...parsers, csrf, async (request, response) => {
        const visit = visitOf(deps, request, response);
        const files = (request.files as Submitting['files'] | undefined) ?? [];
        const done = await submit(visit, (request.body ?? {}) as Sent, files);
        if ('to' in done) await kept(request);
        render(visit, done);
      });
    }
  }

  return {
    assets: serveAssets(config.assets),
    router,
    refuse(request, response, refusal, incident) {
      if (!isForPeople(request)) return false;
      const visit = visitOf(deps, request, response);
      const to = whereInstead(visit, refusal);
      if (to !== null) render(visit, { to });
      else {
        const problem = problemOf(refusal.code, refusal.details, localeOf(request), config.origin);
        const view = errorView(visit, problem, incident);
        render(visit, { view, frame: openFrame(visit, view) });
      }
      return true;
    },
  };
}

const limitsOf = ({ config }: ApiDeps) => ({
  fileSize: config.limits.fileBytes,
  files: MOST.files,
  fields: MOST.fields,
  fieldSize: FORM_BYTES,
});

/**
 * Where a form leads is asked for as soon as the head of the answer is there, which express-session sends before it has saved:
 * what is said there is saved first.
 */
function kept({ session }: Request): Promise<void> {
  if (!session || Object.keys(session).length === 1) return Promise.resolve();
  return new Promise((resolve, reject) => session.save((error) => (error ? reject(error) : resolve())));
}

/** Nobody's forms are read into memory before it is known that he is somebody. */
function entered({ access, files }: Page): RequestHandler {
  return (request, _response, next) =>
    next(files && access === 'person' && !request.session.login ? new Refusal('NOT_SIGNED_IN') : undefined);
}

/** A browser shows what it gets; the API's own addresses speak to programs alone. */
function isForPeople(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
}
