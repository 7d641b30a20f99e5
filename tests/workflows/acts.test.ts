import { randomUUID } from 'node:crypto';
import { type Engine, type EngineProject, startEngine } from '../support/engine';

describe('acts through their workflow', () => {
  let engine: Engine;
  let project: EngineProject;

  beforeAll(async () => {
    // So low that a short test crosses many continue-as-news.
    engine = await startEngine({ settings: { 'limit.historyCount.suggestContinueAsNew': 120 } });
    project = await engine.project();
  }, 60_000);
  afterAll(() => engine.close(), 60_000);

  it('records an act once, whatever is sent again', async () => {
    const key = randomUUID();
    const call = { spokeWith: '李工', words: '下周来办' };
    const first = await project.perform('call.log', call, key);
    expect(await project.perform('call.log', call, key)).toEqual(first);
    expect(await engine.owner.client.fact.count({ where: { key } })).toBe(1);
  });

  it('refuses with the code of the lifecycle, and of the act', async () => {
    await expect(project.perform('external.begin', { body: '省档案局' })).rejects.toMatchObject({
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
    });
    const task = { spokeWith: '李工', words: '好', taskId: randomUUID() };
    await expect(project.perform('call.log', task)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'taskId' },
    });
  });

  it('gives each of many acts one effect, across continue-as-news and though answers are lost', async () => {
    const { owner, api, worker } = engine;
    const CLIENTS = 30;
    const ACTS = 200;
    const before = await owner.client.fact.count();
    const keys = Array.from({ length: ACTS }, () => randomUUID());
    const call = { spokeWith: '李工', words: '下周来办' };
    const waiting = [...keys];
    const answers = new Map<string, unknown>();
    const client = async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        // Every third caller does not hear the answer and asks again, at once, with the same key.
        if (waiting.length % 3 === 0) void project.perform('call.log', call, key);
        let answer = null;
        // No answer in time is no answer yet: a page asks again.
        while (answer === null) answer = await project.perform('call.log', call, key);
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
    expect(await continuedRuns()).toBeGreaterThan(10);
    expect(api.retries + worker.retries).toBe(0);
  }, 180_000);

  async function continuedRuns(): Promise<number> {
    let count = 0;
    const query = `WorkflowId = 'project/${project.code}' AND ExecutionStatus = 'ContinuedAsNew'`;
    for await (const _ of engine.temporal.env.client.workflow.list({ query })) count += 1;
    return count;
  }
});
