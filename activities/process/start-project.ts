import { type Client, WorkflowIdConflictPolicy } from '@temporalio/client';
import { type Position, workflowIdFor } from '../../domain/lifecycle/position';
import { TASK_QUEUE } from '../../workflows/contract';
import { searchAttributesOf } from '../../workflows/search-attributes';

/** Starts the workflow that carries a project; one that runs already stays as it is. */
export async function startProject(client: Client, position: Position): Promise<void> {
  await client.workflow.start('projectAcceptance', {
    taskQueue: TASK_QUEUE,
    workflowId: workflowIdFor('projectAcceptance', position),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    args: [{ projectId: position.projectId, generation: position.generation }],
    typedSearchAttributes: searchAttributesOf(position),
  });
}
