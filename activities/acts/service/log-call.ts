import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { TaskKind } from '../../../domain/tasks/task-kind';
import type { Task } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';
import { askedBy, startReplyClock } from '../panel-invitation/start-reply-clock';

/** Tasks that a telephone call does. */
const CALLS = ['phone', 'phone-recipient'] as const satisfies readonly TaskKind[];

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
    const where = { id: taskId, projectId: ctx.project.id, kind: { in: [...CALLS] }, doneAt: null };
    const task = await ctx.tx.task.findFirst({ where });
    if (!task) throw new Refusal('NOT_FOUND', { field: 'taskId', value: taskId });
    await ctx.tx.task.update({ where: { id: taskId }, data: { doneAt: ctx.now, doneById: ctx.actorId } });
    // Told on the telephone is as good as a delivered invitation.
    const holderId = await holderCalled(ctx, task);
    if (holderId) await startReplyClock(ctx, holderId, ctx.envelope.occurredOn);
    return {};
  },
});

/** The invited member that a task has called: its subject is his clock's, or a message that did not reach him. */
async function holderCalled({ tx }: ActContext, { kind, subject }: Task): Promise<string | undefined> {
  if (kind === 'phone-recipient') return (await askedBy(tx, subject))?.holderId;
  return /^invitation_reply\/([^/]+)\//.exec(subject)?.[1];
}
