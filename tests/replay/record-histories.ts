import { handedOver, rectified } from '../support/closing';
import { type Flows, startFlows } from '../support/flows';
import { applicationForm, reply, tracked, upload, volumes } from '../support/life';
import type { TestProject, World } from '../support/process';
import { balloting, concluded, convened, FAILED, failed, met, metAgain, PASSED } from '../support/round';
import { storeHistories } from '../support/stored-history';
import type { WorkflowRun } from '../support/workflow-runs';

/** `npm run histories`: lives that together go through every stage and every workflow of a project. */
const LIVES: Record<string, (world: World) => Promise<TestProject>> = {
  async passed(world) {
    const life = await convened(world);
    const meeting = await met(world, life);
    await balloting(world, meeting, ['fix']);
    await concluded(world, meeting, PASSED);
    await world.moveTo('2026-04-20');
    await rectified(world, life.project);
    await handedOver(world, life.project);
    return life.project;
  },

  async barred(world) {
    const life = await failed(world);
    const { project } = life;
    await rectified(world, project);
    const meeting = await metAgain(world, life, '2026-04-15');
    await balloting(world, meeting, ['must_fix']);
    await concluded(world, meeting, FAILED);
    await rectified(world, project);
    const form = await applicationForm(world, await upload(world, project, volumes(15), '整改后更新'));
    await project.act(world.people.owner, 'application.submit', { form });
    await reply(world, project);
    return project;
  },

  async elsewhere(world) {
    const { officer, director } = world.people;
    const project = await tracked(world, {}, 'upper');
    const order = { reason: '资金未落实', document: '佛发改〔2026〕9号' };
    const { proposalId } = await project.act(officer, 'suspension.propose', order);
    await project.act(director, 'suspension.decide', { proposalId, approve: true });
    await world.moveTo('2026-09-10');
    await project.act(director, 'suspension.resume', { confirmAnew: false, reason: '资金到位' });
    await project.act(officer, 'external.begin', { body: '省档案局' });
    const result = { passed: true, decidedOn: await world.today(), document: '粤档验〔2026〕3号', handOverHere: false };
    await project.act(officer, 'external.record', result);
    return project;
  },
};

let flows: Flows;
beforeAll(async () => {
  flows = await startFlows();
});
afterAll(() => flows.close());

test('record', async () => {
  const recorded: Record<string, WorkflowRun[]> = {};
  for (const [name, live] of Object.entries(LIVES)) {
    const world = await flows.world();
    try {
      const project = await live(world);
      await world.course(project);
      recorded[name] = await world.runs(project);
    } finally {
      await world.close();
    }
  }
  console.log(`stored in ${storeHistories(recorded)}`);
}, 600_000);
