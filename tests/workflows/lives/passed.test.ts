import { handedOver, itemsOf, offered, receiver } from '../../support/closing';
import { type Flows, startFlows } from '../../support/flows';
import type { World } from '../../support/process';
import { balloting, concluded, convened, met, PASSED } from '../../support/round';

/** What every project that passes goes through until then. */
const UNTIL_PASSED = [
  ...['planned', 'registering', 'tracking', 'reviewing', 'paneling'],
  ...['convening', 'inspecting', 'concluding', 'awaiting_completion'],
];

let flows: Flows;
let world: World;
beforeAll(async () => {
  flows = await startFlows();
});
afterAll(() => flows.close());
beforeEach(async () => {
  world = await flows.world();
});
afterEach(() => world.close());

test('a project from the plan to hand-over', async () => {
  const life = await convened(world);
  const { project } = life;
  const meeting = await met(world, life);
  await balloting(world, meeting);
  await concluded(world, meeting, PASSED);
  await project.sign(world.people.owner, 'opinion');
  await handedOver(world, project);
  const { events, ...course } = await flows.course(world, project);
  expect(course).toEqual({ stages: [...UNTIL_PASSED, 'handing_over', 'closed'], rang: [], open: [], violations: [] });
  expect(events).toBeLessThan(1_000);
  expect(await project.row()).toMatchObject({ outcome: 'handed_over' });
}, 120_000);

test('passed with items, which are reminded of, run beside the hand-over and hold it up until the last is closed', async () => {
  const life = await convened(world);
  const { project } = life;
  const meeting = await met(world, life);
  await balloting(world, meeting, ['fix', 'fix']);
  await concluded(world, meeting, PASSED);
  const { owner, officer } = world.people;
  for (const kind of ['opinion', 'rectification_notice']) await project.sign(owner, kind);
  expect((await flows.course(world, project)).open).toEqual(['', '/rectification/1']);

  const [first, second] = await itemsOf(world, project);
  const evidence = [await world.file()];
  await project.act(owner, 'item.report', { itemId: first!.id, text: '已补', evidence });
  await project.act(officer, 'item.verify', { itemId: first!.id, accepted: true, verdict: '' });
  const { due } = await project.clock('rectification_item', second!.id);
  await world.moveTo(due!);
  expect(await project.mails('item-due')).toHaveLength(2);

  const { receiverId, archivist } = await receiver(world, project);
  await project.act(owner, 'completion.record', { heldOn: await world.today(), document: '竣备〔2026〕3号' });
  const refused = await offered(world, project, receiverId);
  const differences = [{ title: '缺2卷', reason: '请说明去向' }];
  await project.act(archivist, 'hand_over.refuse', { handOverId: refused, differences });
  const handOverId = await offered(world, project, receiverId);
  await project.act(archivist, 'hand_over.sign', { handOverId });
  expect(await project.stage()).toBe('handing_over');
  await rectifiedLast();
  const { events, ...course } = await flows.course(world, project);
  expect(course).toEqual({
    stages: [...UNTIL_PASSED, 'handing_over', 'closed'],
    rang: ['rectification_item', 'rectification_item'],
    open: [],
    violations: [],
  });
  expect(events).toBeLessThan(1_000);

  async function rectifiedLast() {
    await project.act(owner, 'item.report', { itemId: second!.id, text: '已补', evidence });
    await project.act(officer, 'item.verify', { itemId: second!.id, accepted: true, verdict: '' });
  }
}, 120_000);
