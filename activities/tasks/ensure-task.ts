import type { LocalDate } from '../../domain/calendar/local-date';
import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Role } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';

/** What work waits for which role of which bureau, and what makes the occasion unique. */
export interface TaskOrder {
  kind: TaskKind;
  /** The occasion: the same one is never asked for twice. */
  subject: string;
  role?: Role;
  dueOn?: LocalDate;
  note?: string;
  /** The project's own unless it was raised to the parent bureau. */
  jurisdictionId?: string;
}

/** Puts a task before a bureau; asking again for the same occasion changes nothing. */
export async function ensureTask(ctx: ProcessContext, order: TaskOrder): Promise<void> {
  await ctx.tx.task.createMany({
    data: {
      projectId: ctx.project.id,
      jurisdictionId: order.jurisdictionId ?? ctx.project.jurisdictionId,
      role: order.role ?? 'officer',
      kind: order.kind,
      subject: order.subject,
      dueOn: order.dueOn ? toDate(order.dueOn) : null,
      note: order.note ?? null,
      createdAt: ctx.now,
    },
    skipDuplicates: true,
  });
}

/** Ticks off tasks of a kind that what just happened made needless. */
export async function settleTasks(ctx: ProcessContext, kind: TaskKind, subject?: string): Promise<void> {
  await ctx.tx.task.updateMany({
    where: { projectId: ctx.project.id, kind, subject, doneAt: null },
    data: { doneAt: ctx.now, doneById: ctx.actorId },
  });
}
