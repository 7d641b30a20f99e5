import { type ErrorCode, Refusal } from '../../domain/errors';
import type { Tx } from '../database/database';
import { decrypt, encrypt } from './encrypt';
import { sealingKey } from './sealing-keys';

/** Keeps a draw's secret and salts until the reveal; once, and for this draw only. The worker's role alone may. */
export async function sealDrawSecret(tx: Tx, drawId: string, secret: Uint8Array): Promise<void> {
  const sealed = encrypt(sealingKey('drawKey'), secret, placeOf(drawId), secret.length);
  await tx.$executeRaw`SELECT sealed.put_draw(${drawId}::uuid, ${sealed})`;
}

/**
 * The secret of a committed draw whose randomness has been entered; the draw's row is locked.
 *
 * @throws Refusal CLOSED for any other draw
 */
export async function openDrawSecret(tx: Tx, drawId: string): Promise<Uint8Array> {
  const [row] = await tx.$queryRaw<{ refusal: ErrorCode | null; sealed: Uint8Array }[]>`
    SELECT * FROM sealed.open_draw(${drawId}::uuid)`;
  if (!row) throw new Error(`Draw ${drawId} has no secret`);
  if (row.refusal) throw new Refusal(row.refusal, { field: 'drawId', value: drawId });
  return new Uint8Array(decrypt(sealingKey('drawKey'), row.sealed, placeOf(drawId)));
}

const placeOf = (drawId: string): string => `draw/${drawId}`;
