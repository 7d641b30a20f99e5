import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineAct } from '../define-act';
import { propose } from '../proposals/two-people';

/** An officer proposes that a project rests, with a reason from the list and the document it rests on. */
export const proposeSuspension = defineAct({
  kind: 'suspension.propose',
  summary: 'Propose to suspend the project',
  body: z.object({ reason: z.string().min(1).max(200), document: z.string().min(1).max(200) }),
  async apply(ctx) {
    if (ctx.project.suspended) throw new Refusal('SUSPENDED', { stage: ctx.project.stage });
    const reasons = ctx.rules.body.entry.suspensionReasons;
    if (!reasons.includes(ctx.body.reason)) {
      throw new Refusal('BAD_INPUT', { field: 'reason', value: ctx.body.reason, allowed: reasons });
    }
    const proposal = await propose(ctx, { kind: 'suspension', content: ctx.body, reason: ctx.body.reason });
    return { result: { proposalId: proposal.id } };
  },
});
