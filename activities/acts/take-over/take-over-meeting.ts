import { atLocalTime } from '../../../domain/calendar/local-time';
import { Refusal } from '../../../domain/errors';
import { resultFault } from '../../../domain/lifecycle/take-over';
import type { Application } from '../../../prisma/generated/client';
import { toDate } from '../../database/dates';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { startItemClocks } from '../rectification/start-item-clocks';
import { serve } from '../service/serve';
import type { MeetingBefore, TakeOverForm } from './take-over-form';

/**
 * The last meeting as a round that has ended, marked as held elsewhere: with its result, its opinion, and what it asked for
 * that is not done. Panel, draws and ballots stay in the papers they are in.
 *
 * @returns the round
 */
export async function takeOverMeeting(ctx: ActContext<TakeOverForm>, application: Application): Promise<string | null> {
  const { meeting, stage } = ctx.body;
  if (!meeting) return null;
  checkResult(ctx, meeting);
  const { announcedOn, passed, votes, items, noticeServedOn } = meeting;
  const round = await ctx.tx.round.create({
    data: {
      projectId: ctx.project.id,
      number: 1,
      kind: stage === 'barred' ? 'reinspection' : 'acceptance',
      step: 'ended',
      migrated: true,
      applicationId: application.id,
      ruleSetId: application.ruleSetId,
      endedAt: new Date(atLocalTime(meeting.opinion.issuedOn, '24:00')),
      endReason: passed ? 'passed' : 'failed',
      result: { create: { ...votes, passed, announcedOn: toDate(announcedOn), announcedFactId: ctx.factId } },
    },
  });
  await addOpinion(ctx, round.id, meeting);
  await ctx.tx.rectificationItem.createMany({
    data: items.map((item, index) => ({ ...item, projectId: ctx.project.id, roundId: round.id, number: index + 1 })),
  });
  if (items.length === 0) return round.id;
  if (noticeServedOn) await startItemClocks(ctx, round.id, noticeServedOn);
  else await serve(ctx, { subjectKind: 'rectification_notice', subjectId: round.id, to: await ownersOf(ctx) });
  return round.id;
}

/** @throws Refusal BAD_INPUT for a result that does not fit its votes or its stage, OCCURRED_IN_FUTURE */
function checkResult(ctx: ActContext<TakeOverForm>, meeting: MeetingBefore): void {
  const fault = resultFault(ctx.body.stage, meeting, ctx.rules.body.scoring.decides === 'vote');
  if (fault) throw new Refusal('BAD_INPUT', { ...fault, field: `meeting.${fault.field}` });
  for (const [field, value] of [
    ['meeting.announcedOn', meeting.announcedOn],
    ['meeting.opinion.issuedOn', meeting.opinion.issuedOn],
  ] as const) {
    if (value > ctx.today) throw new Refusal('OCCURRED_IN_FUTURE', { field, value, allowed: `${ctx.today} or before` });
  }
}

/** The opinion under the number that it was issued with, which is of no series of ours. */
async function addOpinion(ctx: ActContext<TakeOverForm>, roundId: string, { passed, opinion }: MeetingBefore) {
  const issuedOn = toDate(opinion.issuedOn);
  const paper = await ctx.tx.paper.create({
    data: {
      projectId: ctx.project.id,
      jurisdictionId: ctx.project.jurisdictionId,
      kind: 'opinion',
      reference: opinion.reference,
      content: { passed, source: ctx.body.source },
      issuedOn,
      factId: ctx.factId,
    },
  });
  await ctx.tx.opinion.create({
    data: {
      projectId: ctx.project.id,
      roundId,
      version: 1,
      text: { source: ctx.body.source },
      state: 'issued',
      passed,
      draftFactId: ctx.factId,
      issuedOn,
      issuedFactId: ctx.factId,
      paperId: paper.id,
    },
  });
}
