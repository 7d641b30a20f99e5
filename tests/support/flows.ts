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

/** Worlds whose projects are carried by workflows, each on a Temporal server of its own that skips waiting. */
export interface Flows {
  world(): Promise<FlowWorld>;
  close(): Promise<void>;
}

export interface FlowWorld extends World {
  /** Every run of every workflow that a project has had. */
  runs(project: TestProject): Promise<WorkflowRun[]>;
  /** How a project has lived so far. */
  course(project: TestProject): Promise<Course>;
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
  const smtp = await startTestSmtp();
  return {
    async world() {
      const temporal = await startTestTemporal({ timeSkipping: true });
      const world = await createWorld((deps) => workflowCarriage(temporal, smtp.url, deps));
      const runs = ({ code }: TestProject) => workflowRuns(temporal.env.client, world.db, code);
      return {
        ...world,
        runs,
        course: (project) => courseOf(world, project, () => runs(project)),
        async close() {
          await world.close();
          await temporal.close();
        },
      };
    },
    close: () => smtp.close(),
  };
}

async function courseOf(world: World, { id, code }: TestProject, runs: () => Promise<WorkflowRun[]>): Promise<Course> {
  const { db, worker } = world;
  const found = await restingRuns(world, id, runs);
  const where = { projectId: id };
  const changes = await db.stageChange.findMany({ where, orderBy: { sequence: 'asc' } });
  const alarms = await db.fact.findMany({ where: { ...where, kind: 'clock.rang' }, orderBy: { sequence: 'asc' } });
  return {
    stages: changes.map(({ to }) => to),
    rang: alarms.flatMap(({ detail }) => (detail as { clocks: { kind: string }[] }).clocks.map(({ kind }) => kind)),
    open: found.flatMap(({ open, workflowId }) => (open ? [workflowId.replace(`project/${code}`, '')] : [])),
    events: found.reduce((sum, { history }) => sum + (history.events?.length ?? 0), 0),
    violations: await worker.snapshot(checkInvariants),
  };
}

/** All runs, once no more and no fewer of them are open than the facts call for. */
async function restingRuns({ worker }: World, projectId: string, runs: () => Promise<WorkflowRun[]>) {
  const clock = { now: () => new Date() };
  for (const limit = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    const position = await worker.transaction((tx) => loadPosition(tx, clock, { projectId, generation: 1 }));
    const called = position.stage === 'closed' ? [] : workflowsFor(position).map(({ workflowId }) => workflowId);
    const found = await runs();
    const open = found.flatMap((run) => (run.open ? [run.workflowId] : []));
    if (open.join() === called.join() || Date.now() > limit) return found;
  }
}

/** Flows for a test file, and a fresh world for each of its tests. */
export function useFlows(): { readonly world: FlowWorld } {
  let flows: Flows;
  let world: FlowWorld;
  beforeAll(async () => {
    flows = await startFlows();
  });
  afterAll(() => flows.close());
  beforeEach(async () => {
    world = await flows.world();
  });
  afterEach(() => world.close());
  return {
    get world() {
      return world;
    },
  };
}

/** A life takes seconds, on a busy machine more. */
export const LIFE_TIMEOUT = 180_000;
