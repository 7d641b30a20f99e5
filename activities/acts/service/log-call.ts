import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineAct } from '../define-act';

/** One line about a telephone call; it may be what a task asked for. */
export const logCall = defineAct({
  kind: 'call.log',
  summary: 'Log a telephone call',
  body: z.object({
    spokeWith: z.string().trim().min(1).max(100),
    number: z.string().trim().max(40).optional(),
    words: z.string().trim().min(1).max(2_000),
    /** The task that this call was. */
    taskId: z.uuid().optional(),
  }),
  async apply(ctx) {
    const { taskId } = ctx.body;
    if (taskId) {
      const { count } = await ctx.tx.task.updateMany({
        where: { id: taskId, projectId: ctx.project.id, kind: 'phone', doneAt: null },
        data: { doneAt: ctx.now, doneById: ctx.actorId },
      });
      if (count === 0) throw new Refusal('NOT_FOUND', { field: 'taskId', value: taskId });
    }
    return {};
  },
});
