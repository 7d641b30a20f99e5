import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { refresh } from './contract';

/** Tells workflows to look at their facts again; one that closed meanwhile has nothing left to look at. */
export async function wake(workflowIds: readonly string[]): Promise<void> {
  const signal = (id: string) => getExternalWorkflowHandle(id).signal(refresh);
  await Promise.all(workflowIds.map((id) => signal(id).catch(() => undefined)));
}
