import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../../ops/demo/dice';

/** One request that must have one effect. */
export interface Order {
  key: string;
  path: string;
  body: object;
}

/** What was answered to an order as done. */
export type Done = Record<string, unknown>;

const OK = 200;
const CREATED = 201;
/** It goes on: 202, and 503 while a part is away. 429: the hurry of those who repeat. */
const NOT_YET = [202, 429, 503];

/** How long an answer may take in all, with every part dying on the way. */
const ANSWERED_WITHIN_MS = 120_000;
const PATIENCE_MS = 25_000;

/**
 * A program that sends an order under its key again and again until it is told that it is done. Now and then it hangs up
 * before the answer can have come.
 *
 * @throws Error of any answer that is neither 'done' nor 'not yet'
 */
export async function askUntilDone(
  origin: string,
  token: string,
  { key, path, body }: Order,
  dice: Dice,
): Promise<Done> {
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  };
  for (const until = Date.now() + ANSWERED_WITHIN_MS; ; await sleep(dice.int(50, 500))) {
    const patience = dice.chance(0.15) ? dice.int(2, 40) : PATIENCE_MS;
    const answer = await answered(new URL(path, origin), { ...request, signal: AbortSignal.timeout(patience) });
    if (answer && (answer.status === OK || answer.status === CREATED)) return answer.done;
    if (answer && !NOT_YET.includes(answer.status))
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.done)}`);
    if (Date.now() > until) throw new Error(`${path}: no answer within ${ANSWERED_WITHIN_MS / 1000} s`);
  }
}

/** Null: the answer was lost, and nobody knows. */
async function answered(url: URL, request: RequestInit): Promise<{ status: number; done: Done } | null> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, done: (await response.json()) as Done };
  } catch {
    return null;
  }
}
