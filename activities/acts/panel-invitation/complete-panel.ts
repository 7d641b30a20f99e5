import { actualDay } from '../../../domain/calendar/partial-date';
import type { Constraints } from '../../../domain/draw/constraints';
import { Refusal } from '../../../domain/errors';
import type { Stage } from '../../../domain/lifecycle/stage';
import { type PanelMember, panelViolations } from '../../../domain/panel/panel-in-force';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import { constraintsInForce, drawInForce } from '../../draws/draw-in-force';
import { drawnMembers } from '../../draws/drawn-members';
import { approvedDepartures, panelPlan } from '../../draws/panel-plan';
import { tiedPerson } from '../../draws/pool-people';
import { recusalsFor } from '../../draws/recusals-for';
import type { ProcessContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { ensureTask } from '../../tasks/ensure-task';

/**
 * With its last seat confirmed the panel is full, and the meeting can be called.
 *
 * @returns the stage the project moves to; a re-inspection stays where it is
 * @throws Refusal PANEL_NOT_LAWFUL when the panel is not what the Measures and the draw ask for
 */
export async function completePanel(ctx: ProcessContext): Promise<Stage | undefined> {
  const round = await requireRound(ctx);
  if (round.step !== 'inviting' || round.seats.some(({ state }) => state !== 'confirmed')) return undefined;
  const violations = panelViolations(
    await membersAsRule(ctx, round),
    ctx.rules.body.meeting,
    ctx.project.jurisdictionId,
    await constraintsOf(ctx, round),
  );
  if (violations.length > 0) throw new Refusal('PANEL_NOT_LAWFUL', { field: 'panel', value: violations });
  await ctx.tx.round.update({ where: { id: round.id }, data: { step: 'full' } });
  const meetingOn = toLocalDate(round.halfDays[0]!.date);
  await stopClocks(ctx, 'meeting_notice', round.id);
  await runClock(ctx, {
    kind: 'meeting_notice',
    subject: round.id,
    start: ctx.today,
    bases: { meetingDate: { ...actualDay(meetingOn), kind: 'planned' } },
  });
  await ensureTask(ctx, { kind: 'send-notice', subject: `${round.id}/${round.noticeSequence}` });
  return ctx.project.stage === 'paneling' ? 'convening' : undefined;
}

async function membersAsRule(ctx: ProcessContext, round: RoundWithPanel): Promise<PanelMember[]> {
  const recused = await recusalsFor(ctx);
  const drawn = new Map((await drawnMembers(ctx, round)).map((member) => [member.id, member]));
  const members: PanelMember[] = [];
  for (const { id, role, holders } of round.seats) {
    const personId = holders[0]?.personId ?? null;
    const { employerId = null, tags = [] } = drawn.get(personId ?? '') ?? {};
    members.push({
      id,
      role,
      personId,
      // Of the bureau he was when he was appointed; a grant is no employment.
      employerId: role === 'leader' ? ctx.project.jurisdictionId : employerId,
      tags,
      recused: personId !== null && recused.reason(await tiedPerson(ctx, personId)) !== null,
    });
  }
  return members;
}

/** What the drawn members must obey: the draw's constraints as relaxed since, or the plan's where nothing was drawn. */
async function constraintsOf(ctx: ProcessContext, round: RoundWithPanel): Promise<Constraints> {
  const draw = await drawInForce(ctx, round.id);
  if (!draw) return (await panelPlan(ctx, round.id, await approvedDepartures(ctx, round.id))).constraints;
  return constraintsInForce(draw.bundle);
}
