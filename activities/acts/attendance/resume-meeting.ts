import { z } from 'zod';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { Refusal } from '../../../domain/errors';
import { expected } from '../../../domain/import/expected';
import type { Stage } from '../../../domain/lifecycle/stage';
import { toDate, toLocalDate } from '../../database/dates';
import { fillSeat } from '../../draws/refill-seat';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { membersOf, type RoundWithPanel, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { dropHalfDays, halfDays, place } from '../meeting/fix-half-days';
import { sessionsOf } from '../meeting/sessions';
import { serve } from '../service/serve';

const body = z.object({
  halfDays,
  /** Left out: where it was. */
  place: place.optional(),
  reason: prose(2_000),
});

type Body = z.infer<typeof body>;

/**
 * Fixes when an adjourned meeting goes on: within the rule's working days, later only by the director. A seat that fell
 * vacant meanwhile is filled for these half-days first, in the way it was filled before.
 */
export const resumeMeeting = defineAct({
  kind: 'meeting.resume',
  summary: 'Fix the half-days on which an adjourned meeting goes on',
  body,
  async apply(ctx) {
    const before = await requireRound(ctx);
    assertInTime(ctx, before);
    const sitting = await planSitting(ctx, before);
    await ctx.tx.round.update({
      where: { id: before.id },
      data: { place: ctx.body.place, noticeSequence: { increment: 1 }, noticeFactId: null },
    });
    const round = await requireRound(ctx);
    await tellOfChange(ctx, before, round);
    return { to: await fillVacancies(ctx, round), result: { roundId: round.id, sitting } };
  },
});

/** @throws Refusal RESUMES_TOO_LATE, MEETING_NOT_FUTURE */
function assertInTime(ctx: ActContext<Body>, round: RoundWithPanel): void {
  const dates = ctx.body.halfDays.map(({ date }) => date).sort();
  if (dates[0]! < ctx.today) {
    throw new Refusal('MEETING_NOT_FUTURE', { field: 'halfDays', value: dates[0], allowed: `${ctx.today} or later` });
  }
  const { resumeWithinWorkingDays } = ctx.rules.body.meeting;
  const by = addWorkingDays(ctx.calendar, toLocalDate(round.adjournedOn!), resumeWithinWorkingDays).date;
  if (dates[0]! > by && !ctx.roles.includes('director')) {
    throw new Refusal('RESUMES_TOO_LATE', { field: 'halfDays', value: dates[0], allowed: expected('past_day', by) });
  }
}

/** Another sitting; half-days to which nobody came make room for it. @returns its number */
async function planSitting(ctx: ActContext<Body>, round: RoundWithPanel): Promise<number> {
  const sitting = (await dropHalfDays(ctx, round.id)) + 1;
  const { count } = await ctx.tx.meetingHalfDay.createMany({
    data: ctx.body.halfDays.map(({ date, half }) => ({ roundId: round.id, date: toDate(date), half, sitting })),
    skipDuplicates: true,
  });
  if (count < ctx.body.halfDays.length) {
    throw new Refusal('BAD_INPUT', {
      field: 'halfDays',
      allowed: 'each once, and none on which the panel met already',
    });
  }
  return sitting;
}

/** Members and owner learn when it goes on; they were there when it was adjourned, so no term of notice runs. */
async function tellOfChange(ctx: ActContext<Body>, before: RoundWithPanel, after: RoundWithPanel): Promise<void> {
  const owners = await ownersOf(ctx);
  const { signBy } = await serve(ctx, { subjectKind: 'owner_notice', subjectId: ctx.factId, to: owners });
  const about = {
    reason: ctx.body.reason,
    formerSessions: sessionsOf(ctx, before.halfDays),
    sessions: sessionsOf(ctx, after.halfDays),
    place: after.place,
    meetingId: after.id,
    sequence: after.noticeSequence,
    link: projectPath(ctx.project.code, 'meeting'),
  };
  const occasion = { round: after.number, change: after.noticeSequence };
  const validity = { roundId: after.id };
  await tell(ctx, 'panel-meeting-changed', membersOf(after), occasion, { ...about, due: null }, validity);
  await tell(ctx, 'owner-meeting-changed', owners, occasion, { ...about, due: signBy }, validity);
}

/** @returns where seats are filled, when there are any to fill */
async function fillVacancies(ctx: ActContext, round: RoundWithPanel): Promise<Stage | undefined> {
  const vacant = round.seats.filter(({ holders }) => holders.length === 0);
  if (vacant.length === 0) return undefined;
  await ctx.tx.round.update({ where: { id: round.id }, data: { step: 'inviting' } });
  for (const seat of vacant) {
    const left = await ctx.tx.seatHolder.findFirst({
      where: { seatId: seat.id, endedAt: { not: null } },
      orderBy: [{ endedAt: 'desc' }, { recordedAt: 'desc' }],
    });
    if (left) await fillSeat(ctx, { ...round, step: 'inviting' }, seat, left, 'RECUSED_LATE');
  }
  return round.kind === 'acceptance' ? 'paneling' : undefined;
}
