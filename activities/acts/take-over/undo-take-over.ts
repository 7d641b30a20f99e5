import { z } from 'zod';
import { addDays } from '../../../domain/calendar/local-date';
import { localDateOf } from '../../../domain/calendar/local-time';
import { Refusal } from '../../../domain/errors';
import { closeProject } from '../../process/close-project';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** What comes with a take-over, and what clocks do by themselves. */
export const ITS_OWN: readonly string[] = ['project.created', 'take_over.complete', 'take_over.undo', 'clock.rang'];

/** A project taken over or imported by mistake is taken out again, as long as nobody has done anything with it. */
export const undoTakeOver = defineAct({
  kind: 'take_over.undo',
  summary: 'Take out a project that was taken over or imported by mistake',
  body: z.object({ reason: prose(2_000) }),
  async apply(ctx) {
    await checkUntouched(ctx);
    const to = await closeProject(ctx, 'removed', null);
    await ctx.tx.outboxMail.updateMany({
      where: { projectId: ctx.project.id, state: 'held' },
      data: { state: 'superseded' },
    });
    return { to };
  },
});

/** @throws Refusal NOT_TAKEN_OVER, TAKE_OVER_TOUCHED, TAKE_OVER_TOO_LONG_AGO */
async function checkUntouched(ctx: ActContext): Promise<void> {
  const facts = await ctx.tx.fact.findMany({
    where: { projectId: ctx.project.id },
    orderBy: { sequence: 'asc' },
    select: { kind: true, actedAt: true, detail: true },
  });
  const { source } = facts[0]!.detail as { source?: string };
  if (!ctx.project.migrated && source !== 'import') {
    throw new Refusal('NOT_TAKEN_OVER', { field: 'project', allowed: 'a project made to be taken over, or imported' });
  }
  const touch = facts.find(({ kind }) => !ITS_OWN.includes(kind));
  if (touch)
    throw new Refusal('TAKE_OVER_TOUCHED', { field: 'project', value: touch.kind, allowed: 'nothing done yet' });
  const last = addDays(localDateOf(facts[0]!.actedAt.toISOString()), ctx.rules.body.entry.takeOverUndoDays);
  if (ctx.today > last) {
    throw new Refusal('TAKE_OVER_TOO_LONG_AGO', { field: 'project', value: ctx.today, allowed: `until ${last}` });
  }
}
