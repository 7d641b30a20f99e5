import { workingDaysBetween } from '../../domain/calendar/working-days';
import { Refusal } from '../../domain/errors';
import type { ActKind } from '../../domain/lifecycle/act-table';
import type { Envelope, ProcessContext } from './process-context';

/**
 * A fact may be entered some days late; further back, or before a deadline that has passed since, the director must have
 * approved it (the same person could otherwise undo a missed deadline alone).
 *
 * @throws Refusal OCCURRED_IN_FUTURE, BACKDATING_NEEDS_DIRECTOR
 */
export async function checkBackdating(ctx: ProcessContext, envelope: Envelope, kind: ActKind): Promise<void> {
  const { occurredOn, backdatingId } = envelope;
  if (occurredOn > ctx.today) {
    throw new Refusal('OCCURRED_IN_FUTURE', {
      field: 'occurredOn',
      value: occurredOn,
      allowed: `${ctx.today} or before`,
    });
  }
  if (occurredOn === ctx.today) return;
  const limit = ctx.rules.body.entry.backdatingWorkingDays;
  const late = workingDaysBetween(ctx.calendar, occurredOn, ctx.today).days > limit;
  if (!late && !(await passedSince(ctx, occurredOn))) return;
  const approval = backdatingId
    ? await ctx.tx.proposal.findFirst({
        where: { id: backdatingId, projectId: ctx.project.id, kind: 'backdating', state: 'approved' },
      })
    : null;
  const approved = approval?.content as { act?: string; occurredOn?: string } | undefined;
  if (approved?.act !== kind || approved.occurredOn !== occurredOn) {
    throw new Refusal('BACKDATING_NEEDS_DIRECTOR', {
      field: 'occurredOn',
      value: occurredOn,
      allowed: { workingDays: limit },
    });
  }
}

/**
 * Whether a deadline of the project passed on or after the day that the act claims for itself. That of signing a notice is
 * none: what the post delivered is known days later.
 */
async function passedSince(ctx: ProcessContext, occurredOn: string): Promise<boolean> {
  const passed = await ctx.tx.clock.findFirst({
    where: {
      projectId: ctx.project.id,
      kind: { not: 'service' },
      state: 'running',
      dueOn: { gte: new Date(`${occurredOn}T00:00:00.000Z`), lt: new Date(`${ctx.today}T00:00:00.000Z`) },
    },
    select: { id: true },
  });
  return passed !== null;
}
