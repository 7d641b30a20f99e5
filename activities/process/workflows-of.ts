import { type WorkflowKind, workflowIdFor } from '../../domain/lifecycle/position';
import type { ProcessTime } from '../clock';
import type { Tx } from '../database/database';
import { positionOf } from './load-position';

/** The ids of the workflows that carry these parts of these projects now, each once, in a stable order. */
export async function workflowsOf(
  tx: Tx,
  parts: readonly { projectId: string; workflow: string }[],
  time: ProcessTime,
): Promise<string[]> {
  const projects = await tx.project.findMany({
    where: { id: { in: parts.map(({ projectId }) => projectId) } },
    include: { jurisdiction: true },
  });
  const ids = new Set<string>();
  for (const project of projects) {
    const position = await positionOf(tx, project, time);
    for (const { projectId, workflow } of parts) {
      if (projectId === project.id) ids.add(workflowIdFor(workflow as WorkflowKind, position));
    }
  }
  return [...ids].sort();
}
