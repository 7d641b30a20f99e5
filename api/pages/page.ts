import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import type { ApiDeps } from '../deps';
import { refusalOf } from '../error-handler';
import { parseInput } from '../parse-input';
import { httpStatus } from '../problem';
import { type Entry, type FileBody, inTheNameOf, type Reading } from '../route';
import { type Frame, frameOf, openFrame } from './frame';
import { type Hat, wornHat } from './hat';
import { type Trouble, troubleOf, troubleOfForm, Unfit } from './trouble';
import { asCaller, type Visit } from './visit';

/** What a page shows: a template of `templates/pages` with its data. */
export interface View {
  template: string;
  title: string;
  data: object;
  /** Narrower than a table needs: `mid` for forms and records, `narrow` for one decision, `tablet`: with targets for a tablet on a table. */
  width?: 'mid' | 'narrow' | 'mid tablet';
  status?: number;
  /** A part of a page, without the frame. */
  bare?: true;
}

/** Where a browser goes instead. */
export interface Redirect {
  to: string;
}

/** What it saves instead. */
export interface Download {
  file: FileBody;
}

type Shows = View | Redirect | Download;

const isView = (shown: Shows): shown is View => 'template' in shown;

/** Fields of a form as they were sent. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;

/** Of a form that is shown again: what was sent and what is wrong with it. */
export interface Again {
  sent: Sent;
  trouble: Trouble;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Schema = z.ZodObject | undefined;

interface Shown<P, Q> {
  params: Output<P>;
  query: Output<Q>;
  again: Again | null;
}

export interface Showing<P = undefined, Q = undefined> extends Visit, Reading, Shown<P, Q> {
  hat: Hat | null;
}

export interface OpenShowing<P = undefined, Q = undefined> extends Visit, Shown<P, Q> {}

export interface Submitting<P = undefined, Q = undefined> extends Visit {
  params: Output<P>;
  query: Output<Q>;
  sent: Sent;
  files: readonly NonNullable<Request['file']>[];
  /** Reads in the name of who asks, in one transaction. */
  reading<T>(work: (showing: Showing<P, Q>) => Promise<T>): Promise<T>;
}

type OpenSubmitting<P, Q> = Omit<Submitting<P, Q>, 'reading'>;

interface Spec<P, Q, S, C> {
  /** As Express has it. */
  path: string;
  params?: P;
  query?: Q;
  show?(context: S): Promise<Shows>;
  /** What its form asks for. A refusal shows the page again, with what was sent. */
  submit?(context: C): Promise<Shows>;
  /** Its form may carry files. */
  files?: true;
  guards?: (deps: ApiDeps) => RequestHandler[];
  /** The input's name for a field that the API names. */
  inputOf?(field: string): string | null;
}

/** A page as the router sees it: what it answers to a GET and to a POST of its form. */
export interface Page extends Pick<Spec<Schema, Schema, never, never>, 'path' | 'files' | 'guards'> {
  access: 'anyone' | 'person';
  show?: (visit: Visit) => Promise<Rendered>;
  submit?: (visit: Visit, sent: Sent, files: Submitting['files']) => Promise<Rendered>;
}

export type Rendered = Redirect | Download | { view: View; frame: Frame };

/** A page of a signed-in person. All it shows is read in one transaction; what its form asks for is asked of the API's routes. */
export function page<P extends Schema, Q extends Schema>(
  spec: Spec<P, Q, Showing<P, Q>, Submitting<P, Q>> & Entry,
): Page {
  type Context = Showing<P, Q>;
  const reading = <T>(visit: Visit, input: Shown<P, Q>, work: (showing: Context) => Promise<T>) =>
    inTheNameOf(visit.deps, spec, asCaller(visit.request), async (person) => {
      const base = { ...visit, ...person };
      return work({ ...base, ...input, hat: await wornHat(base) } as Context);
    });
  const framed = (visit: Visit, input: Shown<P, Q>, show: (showing: Context) => Promise<Shows>) =>
    reading(visit, input, async (showing) => {
      const shown = await show(showing);
      return isView(shown) ? { view: shown, frame: { ...(await frameOf(showing, shown)), again: input.again } } : shown;
    });
  const { path, files, guards } = spec;
  return {
    ...{ path, files, guards, access: 'person' },
    show: spec.show && ((visit) => framed(visit, inputOf(spec, visit), spec.show!)),
    submit:
      spec.submit &&
      (async (visit, sent, files) => {
        const input = inputOf(spec, visit);
        const again = async (trouble: Trouble) => {
          if (!spec.show) return backWith(visit, sent, trouble);
          const shown = await framed(visit, { ...input, again: { sent, trouble } }, spec.show);
          return 'view' in shown ? withStatus(shown, trouble.status) : shown;
        };
        return orAgain(visit, spec.inputOf, again, async () => {
          const done = await spec.submit!({
            ...{ ...visit, ...input, sent, files },
            reading: (work) => reading(visit, input, work),
          } as Submitting<P, Q>);
          return isView(done) ? framed(visit, input, async () => done) : done;
        });
      }),
  };
}

/** A page for everyone. */
export function openPage<P extends Schema, Q extends Schema>(
  spec: Spec<P, Q, OpenShowing<P, Q>, OpenSubmitting<P, Q>>,
): Page {
  const framed = async (visit: Visit, input: Shown<P, Q>): Promise<Rendered> => {
    const shown = await spec.show!({ ...visit, ...input } as OpenShowing<P, Q>);
    return isView(shown) ? { view: shown, frame: { ...openFrame(visit, shown), again: input.again } } : shown;
  };
  const { path, files, guards } = spec;
  return {
    ...{ path, files, guards, access: 'anyone' },
    show: spec.show && ((visit) => framed(visit, inputOf(spec, visit))),
    submit:
      spec.submit &&
      ((visit, sent, files) => {
        const input = inputOf(spec, visit);
        const again = async (trouble: Trouble) => {
          const shown = await framed(visit, { ...input, again: { sent, trouble } });
          return 'view' in shown ? withStatus(shown, trouble.status) : shown;
        };
        return orAgain(visit, spec.inputOf, again, async () => {
          const done = await spec.submit!({ ...visit, ...input, sent, files } as OpenSubmitting<P, Q>);
          return isView(done) ? { view: done, frame: openFrame(visit, done) } : done;
        });
      }),
  };
}

function inputOf<P extends Schema, Q extends Schema>({ params, query }: { params?: P; query?: Q }, { request }: Visit) {
  return {
    params: params && parseInput('params', params, request.params, true),
    query: query && parseInput('query', query, request.query, true),
    again: null,
  } as Shown<P, Q>;
}

/** Refusals that say who one is, not what is wrong with the form: the browser is led there. */
const ELSEWHERE = [
  'NOT_SIGNED_IN',
  'PASSWORD_CHANGE_REQUIRED',
  'TOTP_CODE_REQUIRED',
  'TOTP_SET_UP_REQUIRED',
  'NOT_DEPUTY',
];

async function orAgain(
  { words }: Visit,
  inputOf: ((field: string) => string | null) | undefined,
  again: (trouble: Trouble) => Promise<Rendered>,
  work: () => Promise<Rendered>,
): Promise<Rendered> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unfit) return again(troubleOfForm(error, words));
    const refusal = refusalOf(error);
    if (refusal.code === 'INTERNAL' || refusal.code === 'NOT_FOUND' || ELSEWHERE.includes(refusal.code)) throw error;
    return again(troubleOf(refusal, httpStatus(refusal.code), words, inputOf));
  }
}

const withStatus = (rendered: { view: View; frame: Frame }, status: number): Rendered => ({
  ...rendered,
  view: { ...rendered.view, status },
});

/** An action without a page of its own says on the page it came from what is wrong. */
function backWith({ request }: Visit, sent: Sent, { title, detail }: Trouble): Redirect {
  request.session.flash = { tone: 'bad', text: detail ?? title };
  return { to: localPath(sent._back) };
}

/** A path of this site that a form names, else the home page. */
export function localPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}

/** A text field as it was sent, empty when it was not. */
export const text = (sent: Sent, name: string): string => {
  const value = sent[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

/** A key for the form that is about to be shown. */
export const newFormKey = (): string => randomUUID();
