import { randomUUID } from 'node:crypto';
import { actDefinition } from '../../activities/acts/index';
import { createActivities } from '../../activities/create-activities';
import { createDatabase, type Database } from '../../activities/database/database';
import { sendAct } from '../../api/act';
import { receiveAct, whereIs } from '../../api/act-request';
import type { ActKind } from '../../domain/lifecycle/act-table';
import { workflowIdFor } from '../../domain/lifecycle/position';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { refresh } from '../../workflows/contract';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startTestTemporal, type TestTemporal, type TestWorker } from '../support/temporal';

const TASK_QUEUE = 'acts';
const clock = { now: () => new Date() };

describe('acts through their workflow', () => {
  let testDatabase: TestDatabase;
  let owner: Database;
  let api: Database;
  let worker: Database;
  let temporal: TestTemporal;
  let running: TestWorker;
  const officer = randomUUID();
  const project = { id: randomUUID(), code: 'CC-2026-0001' };

  beforeAll(async () => {
    [testDatabase, temporal] = await Promise.all([createTestDatabase(), startTestTemporal()]);
    owner = createDatabase({ url: testDatabase.adminUrl, poolSize: 2 });
    api = createDatabase({ url: testDatabase.urls.api, poolSize: 40 });
    worker = createDatabase({ url: testDatabase.urls.worker, poolSize: 20 });
    const jurisdictionId = randomUUID();
    await owner.transaction(async (tx) => {
      await tx.installation.create({ data: { mode: 'real' } });
      await loadDefaults(tx);
      await tx.jurisdiction.create({
        data: { id: jurisdictionId, code: 'SZ', name: '市直', bureauName: '江城市档案局', paperCode: '江档' },
      });
      await tx.person.create({ data: { id: officer, name: '陈静' } });
      const director = await tx.person.create({ data: { name: '李伟' } });
      await tx.grant.create({
        data: {
          personId: officer,
          role: 'officer',
          jurisdictionId,
          from: new Date('2020-01-01'),
          proposedById: officer,
          confirmedById: director.id,
        },
      });
      await tx.project.create({ data: { ...project, name: '江城大桥', industry: '交通 公路', jurisdictionId } });
    });
    running = await temporal.startWorker({
      taskQueue: TASK_QUEUE,
      activities: createActivities({ database: worker, client: temporal.env.client }),
      maxConcurrentActivityTaskExecutions: 20,
    });
    await temporal.env.client.workflow.start('projectAcceptance', {
      taskQueue: TASK_QUEUE,
      workflowId: workflowIdFor('projectAcceptance', { code: project.code, round: null, rectifying: null }),
      args: [{ projectId: project.id, generation: 1 }],
    });
  }, 60_000);

  afterAll(async () => {
    await running.stop();
    await Promise.all([owner.close(), api.close(), worker.close()]);
    await temporal.close();
    await testDatabase.close();
  }, 60_000);

  async function perform(kind: ActKind, body: unknown, key: string = randomUUID()) {
    const envelope = {
      occurredOn: null,
      channel: 'web' as const,
      onBehalfOfId: null,
      deputyForId: null,
      scanSha256: null,
      backdatingId: null,
    };
    const definition = actDefinition(kind);
    const asked = { key, definition, actorId: officer, projectCode: project.code, envelope, body, hmac: key };
    const { stored, roles } = await receiveAct(api, clock, asked);
    if (stored) return stored;
    const input = { v: 1 as const, key, kind, projectId: project.id, actorId: officer, roles, onBehalf: false };
    const deps = { client: temporal.env.client, database: api };
    return sendAct(deps, input, () => whereIs(api, clock, officer, project.id));
  }

  it('records an act once, whatever is sent again', async () => {
    const key = randomUUID();
    const breach = { heldOn: '2026-03-02', source: '现场发现' };
    const first = await perform('gate_breach.record', breach, key);
    const again = await perform('gate_breach.record', breach, key);
    expect(again).toEqual(first);
    expect(await owner.client.fact.count({ where: { key } })).toBe(1);
  });

  it('refuses with the code of the lifecycle', async () => {
    await expect(perform('external.begin', { body: '省档案局' })).rejects.toMatchObject({
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
    });
  });

  it('gives each of many acts one effect', async () => {
    const before = await owner.client.fact.count();
    const started = Date.now();
    const breach = { heldOn: '2026-03-02', source: '现场发现' };
    const answers = await Promise.all(Array.from({ length: 200 }, () => perform('gate_breach.record', breach)));
    console.log('200 acts in', Date.now() - started);
    expect(answers.every(Boolean)).toBe(true);
    expect(await owner.client.fact.count()).toBe(before + 200);
    await temporal.env.client.workflow.getHandle(`project/${project.code}`).signal(refresh);
  }, 60_000);
});
