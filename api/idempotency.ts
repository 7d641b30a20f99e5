import type { Tx } from '../activities/database/database';
import { Refusal } from '../domain/errors';
import type { Prisma } from '../prisma/generated/client';
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

async function storedAnswer<A extends Answer>(tx: Tx, { key, actorId, hmac }: KeyedRequest): Promise<A> {
  const stored = await tx.idempotencyKey.findUnique({ where: { key } });
  if (stored?.actorId !== actorId) throw new Refusal('NOT_FOUND', { field: 'Idempotency-Key', value: key });
  if (stored.bodyHmac !== hmac) {
    throw new Refusal('KEY_REUSED', { field: 'Idempotency-Key', value: key, allowed: 'a new key' });
  }
  const { headers, body } = stored.response as { headers: Record<string, string>; body: unknown };
  return { status: stored.status, headers, body } as A;
}

function withoutSecrets(body: unknown, shownOnce: readonly string[]): unknown {
  if (shownOnce.length === 0) return body;
  return { ...(body as object), ...Object.fromEntries(shownOnce.map((name) => [name, null])) };
}
