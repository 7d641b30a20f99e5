import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Tx } from '../database/database';

/** Puts before the bureau that an act or alarm of one of its projects failed for a reason that is nobody's mistake there. */
export async function reportDefect(
  tx: Tx,
  { projectId, doing, now }: { projectId: string; doing: string; now: Date },
): Promise<void> {
  const project = await tx.project.findUnique({ where: { id: projectId }, select: { jurisdictionId: true } });
  if (!project) return;
  await tx.task.createMany({
    data: {
      projectId,
      jurisdictionId: project.jurisdictionId,
      role: 'officer',
      kind: 'inspect-defect' satisfies TaskKind,
      subject: doing,
      createdAt: now,
    },
    skipDuplicates: true,
  });
}
