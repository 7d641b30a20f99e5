import type { Client } from '@temporalio/client';
import { workflowIdFor } from '../../domain/lifecycle/position';
import { type Clock, processTime } from '../clock';
import type { Database } from '../database/database';
import { startCourses } from '../imports/start-course';
import { positionOf } from '../process/load-position';
import { startProject } from '../process/start-project';
import { wakeWorkflows } from '../process/wake-workflows';
import { workflowsOf } from '../process/workflows-of';

/**
 * Starts the workflow of every open project that has none: the process may have died between the commit that made a
 * project and the start, or Temporal's data may have been lost. Imports that are under way are gone on with likewise.
 *
 * @returns the codes of the projects repaired
 */
export async function reconcile(database: Database, client: Client, clock: Clock): Promise<string[]> {
  const running = new Set<string>();
  const query = `WorkflowType = 'projectAcceptance' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query })) running.add(workflowId);
  const missing = await database.transaction(async (tx) => {
    const time = await processTime(tx, clock);
    const open = await tx.project.findMany({ where: { stage: { not: 'closed' } }, include: { jurisdiction: true } });
    const lost = open.filter(
      ({ code }) => !running.has(workflowIdFor('projectAcceptance', { code, round: null, rectifying: null })),
    );
    return Promise.all(lost.map((project) => positionOf(tx, project, time)));
  });
  for (const position of missing) await startProject(client, position);
  await startCourses(database, client);
  await wakeLate(database, client, clock);
  return missing.map(({ code }) => code);
}

/** An alarm this late was never set: whoever started its clock died before the workflow was told. */
const LATE_MS = 5 * 60_000;

async function wakeLate(database: Database, client: Client, clock: Clock): Promise<void> {
  const late = await database.transaction(async (tx) => {
    const time = await processTime(tx, clock);
    const overdue = await tx.clock.findMany({
      where: { nextAt: { lt: new Date(time.now.getTime() - LATE_MS) } },
      distinct: ['projectId', 'workflow'],
      select: { projectId: true, workflow: true },
    });
    return workflowsOf(tx, overdue, time);
  });
  await wakeWorkflows(client, late);
}
