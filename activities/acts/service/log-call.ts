import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineAct } from '../define-act';
import { startReplyClock } from '../panel-invitation/start-reply-clock';

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
    if (!taskId) return {};
    const where = { id: taskId, projectId: ctx.project.id, kind: 'phone', doneAt: null };
    const task = await ctx.tx.task.findFirst({ where });
    if (!task) throw new Refusal('NOT_FOUND', { field: 'taskId', value: taskId });
    await ctx.tx.task.update({ where: { id: taskId }, data: { doneAt: ctx.now, doneById: ctx.actorId } });
    const holderId = /^invitation_reply\/([^/]+)\//.exec(task.subject)?.[1];
    // Told on the telephone is as good as a delivered invitation.
    if (holderId) await startReplyClock(ctx, holderId, ctx.envelope.occurredOn);
    return {};
  },
});
