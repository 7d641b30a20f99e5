import { z } from 'zod';
import { parseDice } from '../../../domain/draw/parse-dice';
import type { RandomnessSource } from '../../../domain/draw/randomness';
import { Refusal } from '../../../domain/errors';
import { enterRandomness } from '../../draws/enter-randomness';
import { committedDraw } from '../../draws/reveal-panel-draw';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { requireFiles } from '../require-files';

/** A throw is some dozens of digits; spaces between groups are the witness's own. */
const digits = z.string().max(400);

const body = z.object({
  first: digits,
  second: digits,
  photoSha256: z.hash('sha256').optional(),
  /** Why digits entered before are corrected. */
  note: prose(2_000).optional(),
});

/** The witness enters what the dice showed, twice, for all draws of the ceremony. */
export const enterDigits = defineAct({
  kind: 'draw.enter_digits',
  summary: 'Enter the digits of the dice, twice; again with a note to correct them before the reveal',
  body,
  async apply(ctx) {
    const round = await requireRound(ctx);
    const draw = await committedDraw(ctx, round.id);
    const source = draw.ceremony.source as unknown as RandomnessSource;
    if (source.kind !== 'dice') throw new Refusal('RANDOMNESS_SOURCE', { field: 'first', allowed: source });
    // Not even a deputy stands in for who saw the dice.
    if (draw.ceremony.witnessId !== ctx.actorId)
      throw new Refusal('ACT_NOT_YOURS', { allowed: 'the witness in person' });
    const { first, second, photoSha256, note } = ctx.body;
    await requireFiles(ctx, 'photoSha256', [photoSha256]);
    await enterRandomness(ctx, draw, parseDice(first, second, source.count), { note, photoSha256 });
    return { result: { ceremonyId: draw.ceremony.id } };
  },
});
