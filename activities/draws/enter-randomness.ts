import { utf8 } from '../../domain/crypto/bytes';
import { sha256Hex } from '../../domain/crypto/sha256';
import type { PublicRandomness } from '../../domain/draw/randomness';
import { Refusal } from '../../domain/errors';
import { appendAudit } from '../audit/append-audit';
import type { ActContext } from '../process/process-context';
import { ceremonyChain } from './ceremony-chain';
import type { CommittedDraw } from './reveal-panel-draw';

/**
 * Notes what the dice or the lottery gave, for all draws of the ceremony. Entered again before any reveal it is a
 * correction: what was there stays on record, and both, witness and officer, say why.
 *
 * @throws Refusal CEREMONY_REVEALED, DIGITS_BEFORE_COMMITMENT, REASON_REQUIRED for a correction without a note
 */
export async function enterRandomness(
  ctx: ActContext,
  { ceremony }: CommittedDraw,
  { value }: PublicRandomness,
  entry: { note?: string; photoSha256?: string },
): Promise<void> {
  const { digits, formerDigits } = ceremony;
  if (ceremony.revealedAt) throw new Refusal('CEREMONY_REVEALED', { field: 'ceremony', value: ceremony.id });
  await requireAfterCommitments(ctx, ceremony.id);
  if (digits !== null && !entry.note)
    throw new Refusal('REASON_REQUIRED', { field: 'note', allowed: 'why it is corrected' });
  await ctx.tx.ceremony.update({
    where: { id: ceremony.id },
    data: {
      digits: value,
      enteredAt: ctx.now,
      photoSha256: entry.photoSha256 ?? ceremony.photoSha256,
      ...(digits === null
        ? {}
        : { formerDigits: [...formerDigits, digits], correctionNote: entry.note, correctionConfirmedById: null }),
    },
  });
  const correction = formerDigits.length + (digits === null ? 0 : 1);
  await appendAudit(ctx.tx, await ceremonyChain(ctx, ceremony), {
    type: 'ceremony.digits_entered',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { ceremonyId: ceremony.id, correction, digitsSha256: sha256Hex(utf8(value)) },
  });
}

/** Randomness that could have been known at a commitment proves nothing. */
async function requireAfterCommitments(ctx: ActContext, ceremonyId: string): Promise<void> {
  const draws = await ctx.tx.draw.findMany({
    where: { ceremonyId, state: { not: 'abandoned' } },
    select: { committedFactId: true },
  });
  const { _max } = await ctx.tx.fact.aggregate({
    where: { id: { in: draws.map(({ committedFactId }) => committedFactId) } },
    _max: { actedAt: true },
  });
  if (_max.actedAt && ctx.now <= _max.actedAt) {
    throw new Refusal('DIGITS_BEFORE_COMMITMENT', {
      field: 'ceremony',
      allowed: `after ${_max.actedAt.toISOString()}`,
    });
  }
}
