import { randomUUID } from 'node:crypto';
import { processTime } from '../../activities/clock';
import { createDatabase, type Database } from '../../activities/database/database';
import { positionOf } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { createProject } from '../../activities/projects/create-project';
import type { ActKind } from '../../domain/lifecycle/act-table';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import type { ActResult } from '../../workflows/contract';
import { actThroughWorkflow } from './act-through-workflow';
import { createTestDatabase } from './database';
import { startProcessWorker } from './process-worker';
import { startTestTemporal, type TestTemporal, type TestTemporalOptions } from './temporal';

/** The engine on real Postgres and Temporal: one bureau, one officer, acts sent as the API sends them. */
export interface Engine {
  /** Sees and writes all. */
  owner: Database;
  api: Database;
  worker: Database;
  temporal: TestTemporal;
  /** Of the database, for any of its roles. */
  databaseUrl: string;
  officer: string;
  /** A new project whose workflow runs. */
  project(): Promise<EngineProject>;
  close(): Promise<void>;
}

export interface EngineProject {
  id: string;
  code: string;
  /** Null: no answer in time. */
  perform(kind: ActKind, body: object, key?: string): Promise<ActResult | null>;
}

export interface EngineOptions extends TestTemporalOptions {
  /** The test starts the workers. */
  ownWorkers?: boolean;
}

const clock = { now: () => new Date() };

/** Call it in `beforeAll` and `close()` in `afterAll`. */
export async function startEngine({ ownWorkers = false, ...options }: EngineOptions = {}): Promise<Engine> {
  const [testDatabase, temporal] = await Promise.all([createTestDatabase(), startTestTemporal(options)]);
  const owner = createDatabase({ url: testDatabase.adminUrl, poolSize: 2 });
  const api = createDatabase({ url: testDatabase.urls.api, poolSize: 40 });
  const worker = createDatabase({ url: testDatabase.urls.worker, poolSize: 40 });
  const officer = randomUUID();
  const jurisdictionId = randomUUID();
  await owner.transaction(async (tx) => {
    await tx.installation.create({ data: { mode: 'real' } });
    await loadDefaults(tx);
    await tx.jurisdiction.create({
      data: { id: jurisdictionId, code: 'FS', name: '市直', bureauName: '佛山市档案局', paperCode: '佛档' },
    });
    await tx.person.create({ data: { id: officer, name: '陈静' } });
    const since = new Date('2020-01-01');
    await tx.grant.create({
      data: {
        personId: officer,
        role: 'officer',
        jurisdictionId,
        from: since,
        confirmedById: randomUUID(),
        confirmedAt: since,
      },
    });
  });
  const { client } = temporal.env;
  const running = ownWorkers ? null : await startProcessWorker(temporal, { database: worker, activitiesAtOnce: 20 });

  let listings = 0;
  async function project(): Promise<EngineProject> {
    listings += 1;
    const number = String(listings);
    const position = await worker.transaction(async (tx) => {
      const listing = { year: 2026, level: '市', category: 'continued', number, text: {} } as const;
      const order = { jurisdictionId, name: `第${number}号工程`, industry: '市政', listing };
      const made = await createProject(tx, order, { now: clock.now(), personId: officer, source: 'listing' });
      const whole = await tx.project.findUniqueOrThrow({ where: { id: made.id }, include: { jurisdiction: true } });
      return positionOf(tx, whole, await processTime(tx, clock));
    });
    await startProject(client, position);
    const { projectId: id, code } = position;
    return { id, code, perform: (kind, body, key = randomUUID()) => perform({ id, code }, kind, body, key) };
  }

  async function perform(project: { id: string; code: string }, kind: ActKind, body: object, key: string) {
    const envelope = {
      occurredOn: null,
      channel: 'web' as const,
      onBehalfOfId: null,
      deputyForId: null,
      scanSha256: null,
      backdatingId: null,
    };
    return actThroughWorkflow({ client, api, clock }, { project, actorId: officer, kind, body, envelope }, key);
  }

  async function close() {
    await running?.stop();
    await Promise.all([owner.close(), api.close(), worker.close()]);
    await temporal.close();
    await testDatabase.close();
  }
  return { owner, api, worker, temporal, databaseUrl: testDatabase.adminUrl, officer, project, close };
}
