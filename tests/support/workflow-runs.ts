import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { type WorkflowKind, workflowIdFor } from '../../domain/lifecycle/position';
import type { PrismaClient } from '../../prisma/generated/client';

/** One run of a workflow of a project, with all that Temporal kept of it. */
export interface WorkflowRun {
  kind: WorkflowKind;
  workflowId: string;
  runId: string;
  open: boolean;
  history: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
}

/** Every run of every workflow that a project has had: those of its own, oldest first, then those of its parts by round. */
export async function workflowRuns(client: Client, db: PrismaClient, code: string): Promise<WorkflowRun[]> {
  const rounds = await db.round.findMany({ where: { project: { code } }, orderBy: { number: 'asc' } });
  const runs = await runsUnder(
    client,
    'projectAcceptance',
    workflowIdFor('projectAcceptance', { code, round: null, rectifying: null }),
  );
  for (const { id, number, kind, step } of rounds) {
    const position = { code, round: { id, number, kind, step }, rectifying: { roundId: id, number } };
    for (const part of ['panelFormation', 'panelReview', 'rectification'] as const) {
      runs.push(...(await runsUnder(client, part, workflowIdFor(part, position))));
    }
  }
  return runs;
}

/** The runs under one id, oldest first; none when there never was one. */
async function runsUnder(client: Client, kind: WorkflowKind, workflowId: string): Promise<WorkflowRun[]> {
  const runs: WorkflowRun[] = [];
  let runId: string | undefined;
  try {
    do {
      const handle = client.workflow.getHandle(workflowId, runId);
      const { status, ...description } = await handle.describe();
      const history = await handle.fetchHistory();
      runs.unshift({ kind, workflowId, runId: description.runId, open: status.name === 'RUNNING', history });
      const [first] = history.events ?? [];
      runId = first?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } while (runId);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  return runs;
}
