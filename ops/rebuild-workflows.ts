import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import { startCourses } from '../activities/imports/start-course';
import { positionOf } from '../activities/process/load-position';
import { startProject } from '../activities/process/start-project';
import { digestOf } from '../domain/crypto/sha256';
import { type Position, WORKFLOWS, workflowIdFor } from '../domain/lifecycle/position';
import { position as positionQuery } from '../workflows/contract';
import { checkInvariants } from './invariants/index';
import type { Violation } from './invariants/violation';

export interface Rebuilt {
  generation: number;
  /** Workflows of before that were ended. */
  ended: number;
  started: number;
  /** Projects whose new workflow says something else than the facts: never, or the rebuild failed. */
  differing: string[];
}

/** The facts contradict each other, so nothing may be built on them. */
export class FactsViolated extends Error {
  constructor(readonly violations: readonly Violation[]) {
    super(`${violations.length} invariants are violated; mend them before a rebuild`);
  }
}

/**
 * Recreates every workflow from the facts. The generation is raised first, so that whatever workflow of before still
 * lives is refused by the database; acts that arrive meanwhile wait for the new ones. Mail that a lost move of practice time
 * kept back may leave again.
 *
 * @throws FactsViolated
 */
export async function rebuildWorkflows(database: Database, client: Client, clock: Clock): Promise<Rebuilt> {
  const violations = await database.snapshot(checkInvariants);
  if (violations.length > 0) throw new FactsViolated(violations);
  const { generation } = await database.transaction((tx) =>
    tx.installation.update({ where: { id: 1 }, data: { generation: { increment: 1 }, mailHeld: false } }),
  );
  const ended = await endAll(client);
  const positions = await database.transaction(async (tx) => {
    const time = await processTime(tx, clock);
    const open = await tx.project.findMany({ where: { stage: { not: 'closed' } }, include: { jurisdiction: true } });
    return Promise.all(open.map((project) => positionOf(tx, project, time)));
  });
  const differing: string[] = [];
  for (const expected of positions) {
    await startProject(client, expected);
    const found = await loaded(client, expected);
    if (digestOf(withoutAlarm(found)) !== digestOf(withoutAlarm(expected))) differing.push(expected.code);
  }
  await startCourses(database, client);
  return { generation, ended, started: positions.length, differing };
}

async function endAll(client: Client): Promise<number> {
  const types = WORKFLOWS.map((type) => `'${type}'`).join(', ');
  const query = `WorkflowType IN (${types}) AND ExecutionStatus = 'Running'`;
  let ended = 0;
  for await (const { workflowId } of client.workflow.list({ query })) {
    try {
      await client.workflow.getHandle(workflowId).terminate('rebuilt from the facts');
      ended += 1;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw new Error(`Ending ${workflowId}`, { cause: error });
    }
  }
  return ended;
}

/** What the new workflow says once it has read its facts. */
async function loaded(client: Client, { code }: Position): Promise<Position> {
  const handle = client.workflow.getHandle(workflowIdFor('projectAcceptance', { code, round: null, rectifying: null }));
  for (;;) {
    const position = await handle.query(positionQuery);
    if (position) return position;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How long it is until an alarm depends on when one asks. */
function withoutAlarm({ alarmInMs: _, ...position }: Position): Omit<Position, 'alarmInMs'> {
  return position;
}
