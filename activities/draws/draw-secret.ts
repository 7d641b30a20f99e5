import { randomBytes } from 'node:crypto';
import { type Salts, saltedId } from '../../domain/draw/freeze-draw';
import type { Tx } from '../database/database';
import { openDrawSecret, sealDrawSecret } from '../sealed/draw-secret';

/** What nobody knows before the reveal, and what afterwards tells the panel's own record who is who. */
export interface DrawSecret {
  /** 32 bytes in hexadecimal. */
  secret: string;
  salts: Salts;
}

const random = (): string => randomBytes(32).toString('hex');

/** A new secret, with a salt of its own for each of these people and employers. */
export function newDrawSecret(personIds: Iterable<string>, employerIds: Iterable<string | null>): DrawSecret {
  const salted = (ids: Iterable<string | null>) =>
    Object.fromEntries([...new Set(ids)].flatMap((id) => (id === null ? [] : [[id, random()]])));
  return { secret: random(), salts: { people: salted(personIds), employers: salted(employerIds) } };
}

/** Puts the secret away until the randomness is in. */
export function keepDrawSecret(tx: Tx, drawId: string, secret: DrawSecret): Promise<void> {
  return sealDrawSecret(tx, drawId, Buffer.from(JSON.stringify(secret)));
}

/** @throws Refusal CLOSED for a draw whose randomness is not in, or that was abandoned */
export async function revealDrawSecret(tx: Tx, drawId: string): Promise<DrawSecret> {
  return JSON.parse(Buffer.from(await openDrawSecret(tx, drawId)).toString()) as DrawSecret;
}

/** Salted id → person. */
export function personIdsOf({ salts }: DrawSecret): Map<string, string> {
  return new Map(Object.entries(salts.people).map(([id, salt]) => [saltedId(salt, id), id]));
}
