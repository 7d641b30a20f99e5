import { createHash } from 'node:crypto';
import type { Readable as ByteStream } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { type Clock, processTime } from '../activities/clock';
import type { Tx } from '../activities/database/database';
import { localDateOf } from '../domain/calendar/local-time';
import { type ErrorCode, Refusal } from '../domain/errors';
import type { Role } from '../prisma/generated/client';
import { type Actor, loadActor, type Occasion, requireRole } from './actor';
import type { Answer } from './answer';
import { type Identity, identify } from './auth/identify';
import type { ApiDeps } from './deps';
import { once } from './idempotency';
import { parseInput } from './parse-input';
import { requestHmac } from './request-hmac';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What comes back: JSON of a schema, nothing, or the bytes of a file. */
export type AnswerSchema = z.ZodType | 'nothing' | 'file';

/** A file as a route answers it; it always leaves as an attachment. */
export interface FileBody {
  bytes: Uint8Array;
  mediaType: string;
  name: string;
}

/** One that is too long to hold; it is read to its end or destroyed. */
export interface FileStream {
  stream: ByteStream;
  /** Bytes; null where it is made while it is sent. */
  size: number | null;
  mediaType: string;
  name: string;
}

type AnswerBody<S> = S extends z.ZodType ? z.input<S> : S extends 'file' ? FileBody | FileStream : null;

type AnswerOf<A> = { [S in keyof A & number]: Answer<S, AnswerBody<A[S]>> }[keyof A & number] | Answer<304, null>;

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What the document and the router need to know of a route. */
interface Description<P, Q, B, A> {
  method: Method;
  /** As in OpenAPI: `/api/v1/accounts/{id}`. */
  path: `/api/v1/${string}`;
  /** The resource, under which the documentation lists it. */
  tag: string;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  answers: A;
  /** Refusals of its own, beside those that every route of its kind has. */
  refusals?: readonly ErrorCode[];
  /** Values that were refused are not shown again: passwords, codes, sealed values. */
  confidential?: true;
  /** Takes `multipart/form-data` with one file in the field `file`; the body is what else the form has. */
  upload?: true;
  /** Middleware of one app that comes before the handler, such as limits. */
  guards?: (deps: ApiDeps) => RequestHandler[];
}

/** What a signed-in person's route says besides. */
export interface Entry {
  /** Sessions only: programs may not. */
  session?: true;
  /** At least one of these roles, wherever it is held; absent: everyone who is signed in. */
  roles?: readonly Role[];
  /** The password was asked for within the last minutes. */
  reauthenticated?: true;
  /** Open to a person who has yet to replace a one-time password. */
  beforePassword?: true;
  /** Open to a person who has yet to set up a second factor. */
  beforeTotp?: true;
}

interface OpenContext<P, Q, B> {
  deps: ApiDeps;
  request: Request;
  response: Response;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
}

interface ActorContext<P, Q, B> extends OpenContext<P, Q, B> {
  actor: Actor;
  occasion: Occasion;
  /** Of a POST. */
  key: string;
}

export interface PersonalContext<P, Q, B> extends ActorContext<P, Q, B> {
  /** The one transaction of this request, in the person's name. */
  tx: Tx;
  /** Asks Temporal for something once the transaction is committed, and not in vain if it is down: see `carryOut`. */
  afterCommit(effect: () => Promise<void>): void;
}

/** A route as the router and the document see it. */
export interface Route
  extends Description<z.ZodObject, z.ZodObject, z.ZodType, Readonly<Record<number, AnswerSchema>>>,
    Entry {
  access: 'anyone' | 'person';
  /** Whether a POST needs a key and who keeps its answer. */
  key: 'stored' | 'own' | 'none';
  run(deps: ApiDeps, request: Request, response: Response): Promise<Answer>;
}

type Spec<P, Q, B, A, C> = Description<P, Q, B, A> & { handler(context: C): Promise<AnswerOf<A>> };

type Params = z.ZodObject | undefined;
type Body = z.ZodType | undefined;
type Answers = Readonly<Record<number, AnswerSchema>>;

/** A route for everyone, without an actor: the doors of the house. It opens its transactions itself. */
export function openRoute<P extends Params, Q extends Params, B extends Body, const A extends Answers>(
  spec: Spec<P, Q, B, A, OpenContext<P, Q, B>>,
): Route {
  return erase(spec, {
    access: 'anyone',
    key: 'none',
    run: (deps, request, response) =>
      spec.handler({ deps, request, response, ...readInput(spec, request) } as unknown as OpenContext<P, Q, B>),
  });
}

/** A route that a page may read within the one transaction of its reads. */
export interface Readable<P, Q, A> extends Route {
  /** @returns what the route answers 200 with. @throws Refusal as the route itself */
  read(context: Reading, input: { params?: Input<P>; query?: Input<Q> }): Promise<Shown<A>>;
}

/** Who reads, when, in which transaction. */
export type Reading = Pick<
  PersonalContext<undefined, undefined, undefined>,
  'deps' | 'request' | 'response' | 'actor' | 'occasion' | 'tx'
>;

type Input<S> = S extends z.ZodType ? z.input<S> : undefined;

type Shown<A> = A extends { 200: infer S extends z.ZodType } ? z.output<S> : never;

/**
 * A route for a signed-in person. All of it, from reading who asks to the last write, is one transaction in the person's
 * name, which is tried again after a deadlock. A POST is done once for its key.
 */
export function route<P extends Params, Q extends Params, B extends Body, const A extends Answers>(
  spec: Spec<P, Q, B, A, PersonalContext<P, Q, B>> &
    Entry & {
      /** Members of the answer that are shown once and null when the same POST is repeated: secrets. */
      shownOnce?: readonly string[];
    },
): Readable<P, Q, A> {
  const erased = erase(spec, {
    access: 'person',
    key: spec.method === 'post' ? 'stored' : 'none',
    async run(deps, request, response) {
      const entered = await enter(deps, spec, request);
      const input = readInput(spec, request);
      let effects: (() => Promise<void>)[] = [];
      const answer = await deps.database.withPerson(entered.identity.personId, async (tx) => {
        effects = [];
        const { actor, occasion } = await readActor(tx, deps, spec, entered);
        const work = () =>
          spec.handler({
            deps,
            request,
            response,
            ...input,
            actor,
            occasion,
            key: entered.key,
            tx,
            afterCommit: (effect: () => Promise<void>) => void effects.push(effect),
          } as unknown as PersonalContext<P, Q, B>);
        if (spec.method !== 'post') return work();
        const { key } = entered;
        return once(tx, { key, actorId: actor.personId, hmac: hmacOf(deps, request, entered) }, work, spec.shownOnce);
      });
      for (const effect of effects) await carryOut(deps, effect);
      return answer;
    },
  });
  return Object.assign(erased, {
    async read(context: Reading, { params = {}, query = {} }: { params?: object; query?: object }) {
      if (spec.roles) requireRole(context.actor, spec.roles);
      const request = Object.create(context.request, { headers: { value: {} } });
      const input = readInput(spec, { params, query, body: {} });
      const answer = await spec.handler({ ...context, request, ...input } as unknown as PersonalContext<P, Q, B>);
      return (spec.answers[200] as z.ZodType).parse(answer.body) as Shown<A>;
    },
  });
}

/**
 * What was committed has happened, so the caller is told so, whether Temporal can be reached or not. What could not be started
 * now is started by the first act, by the hourly reconcile or by the same request made again.
 */
export async function carryOut({ temporal, logger }: ApiDeps, effect: () => Promise<void>): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + EFFECT_MS, effect);
  } catch (error) {
    logger.error({ err: error }, 'after commit');
  }
}

const EFFECT_MS = 5_000;

/** A route for a signed-in person that opens its transactions and, if it is a POST, keeps its answers itself. */
export function ownRoute<P extends Params, Q extends Params, B extends Body, const A extends Answers>(
  spec: Spec<P, Q, B, A, ActorContext<P, Q, B> & { hmac: string }> & Entry & { key: 'own' | 'none' },
): Route {
  return erase(spec, {
    access: 'person',
    key: spec.key,
    async run(deps, request, response) {
      const entered = await enter(deps, spec, request);
      const input = readInput(spec, request);
      const { actor, occasion } = await deps.database.withPerson(entered.identity.personId, (tx) =>
        readActor(tx, deps, spec, entered),
      );
      const hmac = hmacOf(deps, request, entered);
      return spec.handler({
        deps,
        request,
        response,
        ...input,
        actor,
        occasion,
        key: entered.key,
        hmac,
      } as unknown as ActorContext<P, Q, B> & { hmac: string });
    },
  });
}

// A handler is called with what the very schemas of its route produced, so the router need not know their types.
const erase = (spec: object, rest: Pick<Route, 'access' | 'key' | 'run'>): Route => ({ ...spec, ...rest }) as Route;

function readInput(
  spec: Pick<Description<Params, Params, Body, Answers>, 'params' | 'query' | 'body' | 'confidential'>,
  request: { params: object; query: object; body: unknown },
) {
  const echo = !spec.confidential;
  return {
    params: spec.params && parseInput('params', spec.params, request.params, true),
    query: parseInput('query', spec.query ?? NO_QUERY, request.query, true),
    body: spec.body && parseInput('body', spec.body, request.body ?? {}, echo),
  };
}

const NO_QUERY = z.strictObject({});

/** What is known of the caller before the database is asked. */
interface Entered {
  identity: Identity;
  deputyForId: string | null;
  key: string;
}

const KEY = /^[\w.:-]{8,100}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function enter(
  deps: ApiDeps,
  spec: Pick<Route, 'method' | 'session' | 'reauthenticated'> & { key?: Route['key'] },
  request: Request,
): Promise<Entered> {
  const identity = await identify(deps, request);
  if (!identity) throw new Refusal('NOT_SIGNED_IN');
  if (identity.via === 'session' && identity.login.awaitsCode) throw new Refusal('TOTP_CODE_REQUIRED');
  if (identity.via === 'token' && (spec.session || spec.reauthenticated)) throw new Refusal('SESSION_REQUIRED');
  if (spec.reauthenticated) requireFreshPassword(deps, identity);
  const key = request.get('idempotency-key') ?? '';
  if (spec.method === 'post' && spec.key !== 'none' && !KEY.test(key)) {
    throw new Refusal('KEY_REQUIRED', { field: 'Idempotency-Key', allowed: KEY.source });
  }
  const deputyForId = request.get('acting-for') ?? null;
  if (deputyForId !== null && !UUID.test(deputyForId)) {
    throw new Refusal('BAD_INPUT', { field: 'Acting-For', value: deputyForId, allowed: 'the id of a person' });
  }
  return { identity, deputyForId, key };
}

/** @throws Refusal REAUTHENTICATION_REQUIRED unless the password was asked for within the last minutes */
export function requireFreshPassword({ config, machineClock }: ApiDeps, identity: Identity): void {
  const at = identity.via === 'session' ? Date.parse(identity.login.authenticatedAt) : Number.NEGATIVE_INFINITY;
  if (machineClock.now().getTime() - at > config.session.reauthenticationMinutes * 60_000) {
    throw new Refusal('REAUTHENTICATION_REQUIRED');
  }
}

async function readActor(tx: Tx, deps: ApiDeps, spec: Entry, { identity, deputyForId }: Entered) {
  const occasion = await occasionNow(tx, deps.clock);
  const actor = await loadActor(tx, deps.config, identity, deputyForId, occasion.today);
  if (actor.mustChangePassword && !spec.beforePassword) throw new Refusal('PASSWORD_CHANGE_REQUIRED');
  if (actor.mustSetUpTotp && !spec.beforeTotp) throw new Refusal('TOTP_SET_UP_REQUIRED');
  if (spec.roles) requireRole(actor, spec.roles);
  return { actor, occasion };
}

/**
 * Does `work` in the name of who asks, all in one transaction.
 *
 * @throws Refusal NOT_SIGNED_IN and the like, as a route of that kind
 */
export async function inTheNameOf<T>(
  deps: ApiDeps,
  entry: Entry,
  request: Request,
  work: (reading: { actor: Actor; occasion: Occasion; tx: Tx }) => Promise<T>,
): Promise<T> {
  const entered = await enter(deps, { method: 'get', ...entry }, request);
  return deps.database.withPerson(entered.identity.personId, async (tx) =>
    work({ tx, ...(await readActor(tx, deps, entry, entered)) }),
  );
}

/** When this happens, as facts see it. */
export async function occasionNow(tx: Tx, clock: Clock): Promise<Occasion> {
  const time = await processTime(tx, clock);
  return { ...time, today: localDateOf(time.now.toISOString()) };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function hmacOf({ config }: ApiDeps, request: Request, { deputyForId }: Entered): string {
  const { method, path } = request;
  const file = request.file && { name: request.file.originalname, sha256: sha256(request.file.buffer) };
  return requestHmac(config.hmacKey, { method, path, deputyForId, file, body: request.body ?? null });
}
