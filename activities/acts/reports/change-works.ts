import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { continueReporting, dropCurrentPeriod } from './report-clocks';

/** Works stop or go on: reports become half-yearly or quarterly again. */
export const changeWorks = defineAct({
  kind: 'works.change',
  summary: 'Record that works stopped or went on',
  body: z.object({ stopped: z.boolean(), reason: prose(2_000) }),
  async apply(ctx) {
    const { stopped } = ctx.body;
    if (stopped === ctx.project.worksStopped) {
      throw new Refusal('NOTHING_CHANGED', { field: 'stopped', value: stopped, allowed: !stopped });
    }
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { worksStopped: stopped } });
    ctx.project.worksStopped = stopped;
    await dropCurrentPeriod(ctx);
    const clock = await continueReporting(ctx);
    return { result: { period: clock?.subject ?? null } };
  },
});
