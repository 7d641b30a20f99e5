import { Refusal } from '../../../domain/errors';
import type { ProcessContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';

export const PANEL_NOTICE = 'panel_notice';

/** Members who were neither served the notice in force in time nor did without it. */
export async function membersWithoutNotice(ctx: ProcessContext, round: RoundWithPanel): Promise<string[]> {
  const members = round.seats.flatMap(({ holders }) => holders.map(({ personId }) => personId));
  if (!round.noticeFactId) return members;
  const clock = await ctx.tx.clock.findFirst({
    where: { projectId: ctx.project.id, kind: 'meeting_notice', subject: round.id },
    orderBy: { recordedAt: 'desc' },
    select: { dueOn: true },
  });
  const services = await ctx.tx.service.findMany({
    where: { subjectKind: PANEL_NOTICE, subjectId: round.noticeFactId },
  });
  return members.filter((personId) => {
    const service = services.find((one) => one.personId === personId);
    const inTime = service?.servedOn && clock?.dueOn && service.servedOn <= clock.dueOn;
    return !inTime && !service?.waivedFactId;
  });
}

/**
 * That the meeting may open: notice was served on each member in time, or he did without.
 *
 * @throws Refusal NOTICE_TOO_SHORT with the seats that it stands open for
 */
export async function assertNoticed(ctx: ProcessContext): Promise<void> {
  const round = await requireRound(ctx);
  const without = await membersWithoutNotice(ctx, round);
  if (without.length === 0) return;
  const seats = round.seats.filter(({ holders }) => holders.some(({ personId }) => without.includes(personId)));
  throw new Refusal('NOTICE_TOO_SHORT', {
    field: 'notice',
    value: seats.map(({ number }) => number),
    allowed: 'served in time, or waived by each member',
  });
}
