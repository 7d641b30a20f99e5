import { Refusal } from '../../../domain/errors';
import { toDate } from '../../database/dates';
import { tiedPerson } from '../../draws/pool-people';
import { recusalsFor } from '../../draws/recusals-for';
import type { ProcessContext } from '../../process/process-context';
import { membersOf, type RoundWithPanel } from '../../process/require-round';

/**
 * That a person may take an appointed seat: nobody sits twice, keeps the record or witnesses besides, and no relation to
 * owner, design, construction or supervision is known.
 *
 * @throws Refusal ALREADY_ON_PANEL, RECUSED
 */
export async function checkAppointee(ctx: ProcessContext, round: RoundWithPanel, personId: string): Promise<void> {
  const field = 'personId';
  if (membersOf(round).includes(personId)) throw new Refusal('ALREADY_ON_PANEL', { field, value: personId });
  if (round.recorderId === personId || (await witnesses(ctx, round.id, personId))) {
    throw new Refusal('SAME_PERSON', { field, value: personId, allowed: 'neither recorder nor witness of this round' });
  }
  const code = (await recusalsFor(ctx)).reason(await tiedPerson(ctx, personId));
  if (code) throw new Refusal('RECUSED', { field, value: personId, reason: code });
}

async function witnesses(ctx: ProcessContext, roundId: string, personId: string): Promise<boolean> {
  const draw = await ctx.tx.draw.findFirst({
    where: { roundId, state: { not: 'abandoned' }, ceremony: { witnessId: personId } },
    select: { id: true },
  });
  return draw !== null;
}

/** @throws Refusal NOT_OF_BODY for who is not on the staff of the bureau that organises */
export async function checkStaff(ctx: ProcessContext, personId: string): Promise<void> {
  const day = toDate(ctx.today);
  const grant = await ctx.tx.grant.findFirst({
    where: {
      personId,
      jurisdictionId: ctx.project.jurisdictionId,
      role: { in: ['officer', 'director', 'recorder'] },
      confirmedById: { not: null },
      from: { lte: day },
      OR: [{ until: null }, { until: { gte: day } }],
    },
    select: { id: true },
  });
  if (!grant)
    throw new Refusal('NOT_OF_BODY', { field: 'personId', value: personId, allowed: 'staff of the organiser' });
}
