import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Tx } from '../database/database';

/** A project, its bureau, and what makes the task's occasion unique. */
export interface OfficersTask {
  /** Null: of no project. */
  projectId: string | null;
  jurisdictionId: string;
  subject: string;
  note?: string;
}

/** Puts tasks of a kind before the officers of the bureaus; asking again for the same occasion changes nothing. */
export async function askOfficers(tx: Tx, kind: TaskKind, tasks: readonly OfficersTask[], now: Date): Promise<void> {
  const data = tasks.map((task) => ({ ...task, role: 'officer' as const, kind, createdAt: now }));
  await tx.task.createMany({ data, skipDuplicates: true });
}
