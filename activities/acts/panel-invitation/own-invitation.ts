import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { line, prose } from '../field-types';

/** What an officer notes of a reply by telephone. */
export const call = z.object({ number: line(40), at: z.iso.datetime({ offset: true }), words: prose(500) });

export interface OwnInvitation {
  round: RoundWithPanel;
  seat: RoundWithPanel['seats'][number];
  holder: RoundWithPanel['seats'][number]['holders'][number];
}

/**
 * The invitation that a person may answer, or for whom an officer enters the answer.
 *
 * @throws Refusal ACT_NOT_YOURS, INVITATION_NOT_SENT, ALREADY_ANSWERED, BAD_INPUT for a telephone reply without the call
 */
export async function ownInvitation(ctx: ActContext<{ call?: z.infer<typeof call> }>): Promise<OwnInvitation> {
  const { onBehalfOfId, deputyForId, channel } = ctx.envelope;
  const personId = onBehalfOfId ?? deputyForId ?? ctx.actorId;
  const round = await requireRound(ctx);
  const seat = round.seats.find(({ holders }) => holders.some((one) => one.personId === personId));
  const holder = seat?.holders[0];
  if (!seat || !holder) throw new Refusal('ACT_NOT_YOURS', { field: 'seat', allowed: 'who was invited' });
  if (holder.asked === 0) throw new Refusal('INVITATION_NOT_SENT', { field: 'seat' });
  if (holder.answer !== null) throw new Refusal('ALREADY_ANSWERED', { field: 'answer', value: holder.answer });
  if (onBehalfOfId && channel === 'phone' && !ctx.body.call) {
    throw new Refusal('BAD_INPUT', { field: 'call', value: null, allowed: 'number, time and words' });
  }
  return { round, seat, holder };
}
