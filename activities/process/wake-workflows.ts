import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { refresh } from '../../workflows/contract';

/** Tells workflows from outside that their facts may have changed; one that ended has nothing left to look at. */
export async function wakeWorkflows(client: Client, workflowIds: readonly string[]): Promise<void> {
  for (const id of workflowIds) {
    try {
      await client.workflow.getHandle(id).signal(refresh);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw new Error(`Waking ${id}`, { cause: error });
    }
  }
}
