import { type Client, WithStartWorkflowOperation, WorkflowIdConflictPolicy } from '@temporalio/client';
import { type Position, workflowIdFor } from '../../domain/lifecycle/position';
import { type CarrierInput, TASK_QUEUE } from '../../workflows/contract';
import type { projectAcceptance } from '../../workflows/project-acceptance';
import { searchAttributesOf } from '../../workflows/search-attributes';

/** Starts the workflow that carries a project; one that runs already stays as it is. */
export async function startProject(client: Client, position: Position): Promise<void> {
  await client.workflow.start('projectAcceptance', startOptions(position));
}

/** The same for an update that needs the workflow. */
export function startOperation(position: Position) {
  return new WithStartWorkflowOperation<typeof projectAcceptance>('projectAcceptance', startOptions(position));
}

function startOptions(position: Position) {
  return {
    taskQueue: TASK_QUEUE,
    workflowId: workflowIdFor('projectAcceptance', position),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    args: [{ projectId: position.projectId, generation: position.generation }] as [CarrierInput],
    typedSearchAttributes: searchAttributesOf(position),
  };
}
