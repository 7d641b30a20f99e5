import type { Tx } from '../database/database';
import { askOfficers } from './ask-officers';

/** Puts before the bureau that an act or alarm of one of its projects failed for a reason that is nobody's mistake there. */
export async function reportDefect(
  tx: Tx,
  { projectId, doing, now }: { projectId: string; doing: string; now: Date },
): Promise<void> {
  const project = await tx.project.findUnique({ where: { id: projectId }, select: { jurisdictionId: true } });
  if (!project) return;
  await askOfficers(tx, 'inspect-defect', [{ projectId, jurisdictionId: project.jurisdictionId, subject: doing }], now);
}
