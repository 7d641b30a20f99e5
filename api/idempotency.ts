import type { Tx } from '../activities/database/database';
import { Refusal } from '../domain/errors';
import type { IdempotencyKey, Prisma } from '../prisma/generated/client';
import type { Answer } from './answer';

/** One POST of one person. */
export interface KeyedRequest {
  key: string;
  actorId: string;
  /** Of all that is asked for. */
  hmac: string;
}

/**
 * Does `work` once for a key: the key is inserted first in the transaction of the work, so a second request waits for the
 * first and is given its answer. A refusal undoes the key together with the work, and may be tried again with it.
 *
 * @param shownOnce members of the body that are not kept: the repeated answer has null in their place
 * @throws Refusal KEY_REUSED when the key asked for something else; NOT_FOUND when it is another person's
 */
export async function once<A extends Answer>(
  tx: Tx,
  { key, actorId, hmac }: KeyedRequest,
  work: () => Promise<A>,
  shownOnce: readonly string[] = [],
): Promise<A> {
  const inserted = await tx.$executeRaw`INSERT INTO "IdempotencyKey" (key, "actorId", "bodyHmac")
    VALUES (${key}, ${actorId}::uuid, ${hmac}) ON CONFLICT (key) DO NOTHING`;
  if (inserted === 0) return storedAnswer(tx, { key, actorId, hmac });
  const answer = await work();
  const { status, headers = {} } = answer;
  const response = { headers, body: withoutSecrets(answer.body, shownOnce) };
  await tx.idempotencyKey.update({ where: { key }, data: { status, response: response as Prisma.InputJsonObject } });
  return answer;
}

async function storedAnswer<A extends Answer>(tx: Tx, keyed: KeyedRequest): Promise<A> {
  return answerOf(await requireOwn(tx, keyed));
}

async function requireOwn(tx: Tx, { key, actorId, hmac }: KeyedRequest): Promise<IdempotencyKey> {
  const stored = await tx.idempotencyKey.findUnique({ where: { key } });
  if (stored?.actorId !== actorId) throw new Refusal('NOT_FOUND', { field: 'Idempotency-Key', value: key });
  if (stored.bodyHmac !== hmac) {
    throw new Refusal('KEY_REUSED', { field: 'Idempotency-Key', value: key, allowed: 'a new key' });
  }
  return stored;
}

function answerOf<A extends Answer>({ status, response }: IdempotencyKey): A {
  const { headers, body } = response as { headers: Record<string, string>; body: unknown };
  return { status, headers, body } as A;
}

/**
 * The same for work that outlasts a transaction. What it comes to is decided once and kept under the key, so that whoever
 * repeats the request goes on with that.
 *
 * @param work what may be done twice for the same decision
 * @throws Refusal as `once`; a refusal of `decide` keeps no key
 */
export async function onceDecided<D extends Prisma.InputJsonValue, A extends Answer>(
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  keyed: KeyedRequest,
  decide: (tx: Tx) => Promise<D>,
  work: (decision: D) => Promise<A>,
): Promise<A> {
  const { key, actorId, hmac } = keyed;
  const begun = await transaction(async (tx) => {
    const inserted = await tx.$executeRaw`INSERT INTO "IdempotencyKey" (key, "actorId", "bodyHmac")
      VALUES (${key}, ${actorId}::uuid, ${hmac}) ON CONFLICT (key) DO NOTHING`;
    if (inserted === 0) return requireOwn(tx, keyed);
    const response = await decide(tx);
    return tx.idempotencyKey.update({ where: { key }, data: { response } });
  });
  if (begun.status !== null) return answerOf(begun);
  const answer = await work(begun.response as D);
  const { status, headers = {}, body } = answer;
  const response = { headers, body } as Prisma.InputJsonObject;
  await transaction((tx) => tx.idempotencyKey.update({ where: { key }, data: { status, response } }));
  return answer;
}

function withoutSecrets(body: unknown, shownOnce: readonly string[]): unknown {
  if (shownOnce.length === 0) return body;
  return { ...(body as object), ...Object.fromEntries(shownOnce.map((name) => [name, null])) };
}
