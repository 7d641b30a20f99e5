import { randomUUID } from 'node:crypto';
import { loadPosition } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { act } from '../../workflows/contract';
import { type Engine, type EngineProject, startEngine } from '../support/engine';

const clock = { now: () => new Date() };

describe('acts through their workflow', () => {
  let engine: Engine;
  let project: EngineProject;

  beforeAll(async () => {
    // So low that a short test crosses many continue-as-news.
    engine = await startEngine({ settings: { 'limit.historyCount.suggestContinueAsNew': 150 } });
    project = await engine.project();
  });
  afterAll(() => engine.close());

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

  describe('one act, one effect: each layer holds with the others off', () => {
    const CALL = { spokeWith: '李工', words: '下周来办' };
    const handle = ({ code }: EngineProject) => engine.temporal.env.client.workflow.getHandle(`project/${code}`);

    /** Past the API: straight to the workflow, under an update id that Temporal has not seen. */
    const send = (own: EngineProject, key: string) =>
      handle(own).executeUpdate(act, {
        updateId: randomUUID(),
        args: [
          {
            v: 1,
            key,
            kind: 'call.log',
            projectId: own.id,
            actorId: engine.officer,
            roles: ['officer'],
            onBehalf: false,
          },
        ],
      });
    const factsOf = ({ id }: EngineProject) =>
      engine.owner.client.fact.count({ where: { projectId: id, kind: 'call.log' } });

    it('the API answers from the row, though no workflow lives', async () => {
      const own = await engine.project();
      const key = randomUUID();
      const first = await own.perform('call.log', CALL, key);
      await handle(own).terminate('the workflow is off');
      expect(await own.perform('call.log', CALL, key)).toEqual(first);
      await expect(own.perform('call.log', { ...CALL, words: '不来' }, key)).rejects.toMatchObject({
        code: 'KEY_REUSED',
      });
      expect(await factsOf(own)).toBe(1);
    });

    it('the workflow answers from its memory, though the row is gone', async () => {
      const own = await engine.project();
      const key = randomUUID();
      const first = await own.perform('call.log', CALL, key);
      await engine.owner.transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
        await tx.actResult.delete({ where: { key } });
      });
      expect(await send(own, key)).toEqual(first);
      expect(await factsOf(own)).toBe(1);
    });

    it('the transaction finds the key, though the workflow is another and the API was not asked', async () => {
      const own = await engine.project();
      const key = randomUUID();
      const first = await own.perform('call.log', CALL, key);
      await handle(own).terminate('its memory is gone');
      const position = await engine.worker.transaction((tx) =>
        loadPosition(tx, clock, { projectId: own.id, generation: 1 }),
      );
      await startProject(engine.temporal.env.client, position);
      expect(await send(own, key)).toEqual(first);
      expect(await factsOf(own)).toBe(1);
    });
  });

  it('gives each of many acts one effect, across continue-as-news and though answers are lost', async () => {
    const { owner, api, worker } = engine;
    const CLIENTS = 30;
    const ACTS = 1_000;
    const before = await owner.client.fact.count();
    const keys = Array.from({ length: ACTS }, () => randomUUID());
    const call = { spokeWith: '李工', words: '下周来办' };
    const waiting = [...keys];
    const answers = new Map<string, unknown>();
    const unheard: Promise<unknown>[] = [];
    const client = async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        // Every third caller does not hear the answer and asks again, at once, with the same key.
        if (waiting.length % 3 === 0) unheard.push(project.perform('call.log', call, key));
        let answer = null;
        // No answer in time is no answer yet: a page asks again.
        while (answer === null) answer = await project.perform('call.log', call, key);
        answers.set(key, answer);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    // A call still on its way when the connection closes would bring down whichever test runs then.
    await Promise.all(unheard);

    expect(await owner.client.fact.count()).toBe(before + ACTS);
    expect(await owner.client.fact.count({ where: { key: { in: keys } } })).toBe(ACTS);
    for (const [key, answer] of answers) {
      const { id } = await owner.client.fact.findUniqueOrThrow({ where: { key }, select: { id: true } });
      expect(answer).toMatchObject({ factId: id });
    }
    expect(await continuedRuns()).toBeGreaterThanOrEqual(40);
    expect(api.retries + worker.retries).toBe(0);
  }, 420_000);

  async function continuedRuns(): Promise<number> {
    let count = 0;
    const query = `WorkflowId = 'project/${project.code}' AND ExecutionStatus = 'ContinuedAsNew'`;
    for await (const _ of engine.temporal.env.client.workflow.list({ query })) count += 1;
    return count;
  }
});
