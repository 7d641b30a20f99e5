import { z } from 'zod';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { requirePast } from '../require-past';

/** Completion acceptance was held although the archives were not accepted (the Measures, article 4). */
export const recordGateBreach = defineAct({
  kind: 'gate_breach.record',
  summary: 'Record that completion acceptance was held without acceptance of the archives',
  body: z.object({ heldOn: z.iso.date(), source: z.string().min(1).max(500) }),
  async apply(ctx) {
    requirePast(ctx, 'heldOn', ctx.body.heldOn);
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { gateBreach: true } });
    await ensureTask(ctx, { kind: 'answer-gate-breach', subject: ctx.factId, role: 'director', note: ctx.body.source });
    return {};
  },
});
