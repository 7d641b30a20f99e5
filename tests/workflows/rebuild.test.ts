import { reconcile } from '../../activities/schedules/reconcile';
import { workflowIdFor } from '../../domain/lifecycle/position';
import { rebuildWorkflows } from '../../ops/rebuild-workflows';
import { type Engine, type EngineProject, startEngine } from '../support/engine';

const clock = { now: () => new Date() };
const CALL = { spokeWith: '李工', words: '下周来办' };

describe('workflows from facts alone', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());

  const handle = ({ code }: EngineProject) =>
    engine.temporal.env.client.workflow.getHandle(
      workflowIdFor('projectAcceptance', { code, round: null, rectifying: null }),
    );

  /** Lists are a moment behind what happened. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  it('starts a workflow that is missing, and no other', async () => {
    const { client } = engine.temporal.env;
    const [kept, lost] = [await engine.project(), await engine.project()];
    await handle(lost).terminate('lost');
    let repaired: string[] = [];
    await until(async () => {
      repaired = await reconcile(engine.worker, client, clock);
      return repaired.length > 0;
    });
    expect(repaired).toEqual([lost.code]);
    expect(await lost.perform('call.log', CALL)).toMatchObject({ factId: expect.any(String) });
    expect(await kept.perform('call.log', CALL)).toMatchObject({ factId: expect.any(String) });
  });

  it('starts the one that an act finds missing, without waiting for the hour', async () => {
    const project = await engine.project();
    await handle(project).terminate('lost');
    expect(await project.perform('call.log', CALL)).toMatchObject({ factId: expect.any(String) });
  });

  it('goes on after every workflow was recreated, refusing those of before', async () => {
    const { client } = engine.temporal.env;
    const project = await engine.project();
    const { factId } = (await project.perform('call.log', CALL, 'before-the-rebuild'))!;
    const rebuilt = await rebuildWorkflows(engine.worker, client, clock);
    expect(rebuilt).toMatchObject({ generation: 2, differing: [] });
    expect(rebuilt.started).toBeGreaterThan(0);
    // The key outlives the workflow's own memory of it.
    expect(await project.perform('call.log', CALL, 'before-the-rebuild')).toMatchObject({ factId });
    expect(await project.perform('call.log', CALL)).toMatchObject({ factId: expect.any(String) });
    const position = await handle(project).query('position');
    expect(position).toMatchObject({ generation: 2 });
  });
});
