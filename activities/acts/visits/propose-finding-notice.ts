import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { settleClockTasks } from '../../clocks/clock-tasks';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { propose } from '../proposals/two-people';
import { findingTerm } from './finding-term';
import { requireFinding } from './findings';

const body = z.object({
  findingIds: z.array(z.uuid()).min(1).max(100),
  /** The new term, counted from the service of the notice; left out, the rule's. */
  workingDays: z.int().optional(),
  reason: prose(2_000),
});

/** Findings of a visit were not put right in their term: the officer proposes the notice 整改通知书 that asks for it anew. */
export const proposeFindingNotice = defineAct({
  kind: 'finding_notice.propose',
  summary: 'Propose a rectification notice about findings whose term has passed',
  body,
  async apply(ctx) {
    const { findingIds, reason } = ctx.body;
    const workingDays = findingTerm(ctx, 'workingDays', ctx.body.workingDays);
    for (const [at, id] of findingIds.entries()) await requireOverdue(ctx, `findingIds[${at}]`, id);
    const content = { findingIds, workingDays };
    const { id: proposalId } = await propose(ctx, { kind: 'finding_notice', content, reason });
    for (const id of findingIds) await settleClockTasks(ctx, 'inspection_finding', id);
    return { result: { proposalId } };
  },
});

/** @throws Refusal NOT_FOUND, ITEM_STATE, TERM_NOT_PASSED */
async function requireOverdue(ctx: ActContext, field: string, id: string): Promise<void> {
  await requireFinding(ctx, id, 'open');
  const [clock] = await openClocks(ctx, 'inspection_finding', id);
  if (clock?.ends && clock.ends <= ctx.now.toISOString()) return;
  throw new Refusal('TERM_NOT_PASSED', { field, value: clock?.due ?? null, allowed: 'after the term' });
}
