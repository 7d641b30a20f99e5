import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { actDefinition } from '../../activities/acts/index';
import { createActivities } from '../../activities/create-activities';
import { createDatabase, type Database } from '../../activities/database/database';
import { sendAct } from '../../api/act';
import { receiveAct, whereIs } from '../../api/act-request';
import type { ActKind } from '../../domain/lifecycle/act-table';
import { workflowIdFor } from '../../domain/lifecycle/position';
import { loadDefaults } from '../../prisma/seed/load-defaults';
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
    [testDatabase, temporal] = await Promise.all([
      createTestDatabase(),
      // So low that a short test crosses many continue-as-news.
      startTestTemporal({ settings: { 'limit.historyCount.suggestContinueAsNew': 120 } }),
    ]);
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
          confirmedAt: new Date('2020-01-01'),
        },
      });
      await tx.project.create({ data: { ...project, name: '江城大桥', industry: '交通 公路', jurisdictionId } });
    });
    running = await temporal.startWorker({
      taskQueue: TASK_QUEUE,
      activities: createActivities({
        database: worker,
        client: temporal.env.client,
        auditKey: generateKeyPairSync('ed25519').privateKey,
      }),
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
    const { stored, roles, position } = await receiveAct(api, clock, asked);
    if (stored) return stored;
    const input = { v: 1 as const, key, kind, projectId: project.id, actorId: officer, roles, onBehalf: false };
    const deps = { client: temporal.env.client, database: api };
    return sendAct(deps, input, { first: position, again: () => whereIs(api, clock, officer, project.id) });
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

  it('gives each of many acts one effect, across continue-as-news and though answers are lost', async () => {
    const CLIENTS = 30;
    const ACTS = 200;
    const before = await owner.client.fact.count();
    const keys = Array.from({ length: ACTS }, () => randomUUID());
    const breach = { heldOn: '2026-03-02', source: '现场发现' };
    const waiting = [...keys];
    const answers = new Map<string, unknown>();
    const client = async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        // Every third caller does not hear the answer and asks again, at once, with the same key.
        if (waiting.length % 3 === 0) void perform('gate_breach.record', breach, key);
        let answer = null;
        // No answer in time is no answer yet: a page asks again.
        while (answer === null) answer = await perform('gate_breach.record', breach, key);
        answers.set(key, answer);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));

    expect(await owner.client.fact.count()).toBe(before + ACTS);
    expect(await owner.client.fact.count({ where: { key: { in: keys } } })).toBe(ACTS);
    for (const [key, answer] of answers) {
      const { id } = await owner.client.fact.findUniqueOrThrow({ where: { key }, select: { id: true } });
      expect(answer).toMatchObject({ factId: id });
    }
    expect(await runs()).toBeGreaterThan(10);
    expect(api.retries + worker.retries).toBe(0);
  }, 180_000);

  /** How often the project's workflow was continued as new. */
  async function runs(): Promise<number> {
    let count = 0;
    const query = `WorkflowId = 'project/${project.code}' AND ExecutionStatus = 'ContinuedAsNew'`;
    for await (const _ of temporal.env.client.workflow.list({ query })) count += 1;
    return count;
  }
});
