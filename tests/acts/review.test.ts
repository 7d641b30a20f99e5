import { fullPanel } from '../support/full-panel';
import { meetingOf } from '../support/meeting';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const meeting = async (order?: Parameters<typeof fullPanel>[1]) => meetingOf(world, await fullPanel(world, order));

test('a meeting from check-in to the announced result', async () => {
  const m = await meeting();
  await m.checkIn();
  expect(await m.step()).toBe('sampling');
  expect(await m.project.stage()).toBe('inspecting');

  await m.sample();
  expect(await m.step()).toBe('inspecting');
  await m.inspectAndScore();
  expect(await m.step()).toBe('deliberating');
  await m.deliberate();
  for (const [seat, vote] of (['pass', 'pass', 'pass', 'fail', 'abstain'] as const).entries()) await m.vote(seat, vote);
  expect(await m.step()).toBe('tallied');
});
