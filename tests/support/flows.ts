import { setTimeout as sleep } from 'node:timers/promises';
import { loadPosition } from '../../activities/process/load-position';
import { workflowsFor } from '../../domain/lifecycle/parts';
import { checkInvariants } from '../../ops/invariants/index';
import type { Violation } from '../../ops/invariants/violation';
import { createWorld, type TestProject, type World } from './process';
import { startTestSmtp } from './smtp';
import { startTestTemporal } from './temporal';
import { workflowCarriage } from './workflow-carriage';
import { type WorkflowRun, workflowRuns } from './workflow-runs';

/** A Temporal server that skips waiting and a mail server, on which worlds live one after the other. */
export interface Flows {
  /** A world whose projects are carried by workflows. Its `close` ends them. */
  world(): Promise<World>;
  runs(world: World, project: Pick<TestProject, 'code'>): Promise<WorkflowRun[]>;
  /** How a project has lived so far. */
  course(world: World, project: TestProject): Promise<Course>;
  close(): Promise<void>;
}

export interface Course {
  /** Each stage it entered. */
  stages: string[];
  /** Kinds of the clocks that rang, in order. */
  rang: string[];
  /** Ids of the workflows that run, without what all ids of the project begin with. */
  open: string[];
  /** Of the histories of all its workflows. */
  events: number;
  violations: Violation[];
}

/** A part hears a moment after the answer to the act that ended it; longer than this is a defect. */
const PATIENCE_MS = 5_000;

/** Call it in `beforeAll` and `close()` it in `afterAll`. */
export async function startFlows(): Promise<Flows> {
  const [temporal, smtp] = await Promise.all([startTestTemporal({ timeSkipping: true }), startTestSmtp()]);
  const { client } = temporal.env;
  const runs: Flows['runs'] = ({ db }, { code }) => workflowRuns(client, db, code);

  /** The next world's projects have the same codes. */
  async function endAll(world: World) {
    for (const project of await world.db.project.findMany({ select: { code: true } })) {
      for (const { workflowId, open } of await runs(world, project)) {
        if (open) await client.workflow.getHandle(workflowId).terminate('the test is over');
      }
    }
  }

  /** All runs, once no more and no fewer of them are open than the facts call for. */
  async function restingRuns(world: World, project: TestProject): Promise<WorkflowRun[]> {
    const clock = { now: () => new Date() };
    for (const limit = Date.now() + PATIENCE_MS; ; await sleep(20)) {
      const position = await world.worker.transaction((tx) =>
        loadPosition(tx, clock, { projectId: project.id, generation: 1 }),
      );
      const called = position.stage === 'closed' ? [] : workflowsFor(position).map(({ workflowId }) => workflowId);
      const found = await runs(world, project);
      const open = found.flatMap((run) => (run.open ? [run.workflowId] : []));
      if (open.join() === called.join() || Date.now() > limit) return found;
    }
  }

  return {
    async world() {
      const world = await createWorld((deps) => workflowCarriage(temporal, smtp.url, deps));
      return {
        ...world,
        async close() {
          await endAll(world);
          await world.close();
        },
      };
    },
    runs,
    async course(world, project) {
      const { db, worker } = world;
      const found = await restingRuns(world, project);
      const where = { projectId: project.id };
      const changes = await db.stageChange.findMany({ where, orderBy: { sequence: 'asc' } });
      const alarms = await db.fact.findMany({ where: { ...where, kind: 'clock.rang' }, orderBy: { sequence: 'asc' } });
      return {
        stages: changes.map(({ to }) => to),
        rang: alarms.flatMap(({ detail }) => (detail as { clocks: { kind: string }[] }).clocks.map(({ kind }) => kind)),
        open: found.flatMap(({ open, workflowId }) =>
          open ? [workflowId.replace(`project/${project.code}`, '')] : [],
        ),
        events: found.reduce((sum, { history }) => sum + (history.events?.length ?? 0), 0),
        violations: await worker.transaction(checkInvariants),
      };
    },
    async close() {
      await temporal.close();
      await smtp.close();
    },
  };
}
