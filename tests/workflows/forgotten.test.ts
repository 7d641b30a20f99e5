import { checkInvariants } from '../../ops/invariants/index';
import { rebuildWorkflows } from '../../ops/rebuild-workflows';
import { handedOver, rectified } from '../support/closing';
import { apply, invite, registrationForm, reply } from '../support/life';
import { confirmed, drawn, panelPeople } from '../support/panel';
import { createWorld, type World } from '../support/process';
import { balloting, FAILED, issued, met, metAgain, PASSED } from '../support/round';
import { startTestSmtp, type TestSmtp } from '../support/smtp';
import { startTestTemporal, type TestTemporal } from '../support/temporal';
import { type ForgetfulCarriage, practiceCarriage } from '../support/workflow-carriage';
import { workflowRuns } from '../support/workflow-runs';

let temporal: TestTemporal;
let smtp: TestSmtp;
let world: World;
let carriage: ForgetfulCarriage;
beforeAll(async () => {
  [temporal, smtp] = await Promise.all([startTestTemporal(), startTestSmtp()]);
  world = await createWorld(async (deps) => {
    carriage = await practiceCarriage(temporal, smtp.url, deps);
    return carriage;
  });
});
afterAll(async () => {
  await world.close();
  await smtp.close();
  await temporal.close();
});

test('Temporal’s data can be deleted at every stage, and the project goes on from its facts', async () => {
  const { officer, owner } = world.people;
  const project = await world.project();
  const passed: string[] = [];

  /** Nothing but the facts is left; the workflows are made anew. */
  async function forget() {
    passed.push(await project.stage());
    await carriage.forget();
    const { differing, started, ended } = await rebuildWorkflows(world.worker, temporal.env.client, carriage.machine);
    expect({ differing, started, ended }).toEqual({ differing: [], started: 1, ended: 0 });
  }

  await forget();
  await invite(world, project);
  await forget();
  await project.act(owner, 'registration.submit', { form: registrationForm() });
  await project.act(officer, 'registration.confirm', { route: 'own' });
  await forget();
  await apply(world, project);
  await forget();
  await reply(world, project);
  await forget();
  const panel = await panelPeople(world, project);
  const life = { project, panel };
  await drawn(world, project, panel);
  await forget();
  await confirmed(world, project);
  await forget();
  const first = await met(world, life);
  await first.checkIn();
  await forget();
  await first.sample();
  const found = [{ code: 'B-01', evidence: '合同未写归档要求' }];
  await project.act(first.members[0]!, 'volumes.inspect', { volumes: [], findings: found });
  await first.inspectAndScore();
  const { id } = await world.db.finding.findFirstOrThrow({ where: { roundId: first.roundId } });
  await project.act(first.members[0]!, 'finding.mark', { decisions: [{ as: 'must_fix', findingId: id }] });
  await first.deliberate();
  for (const [seat, vote] of FAILED.entries()) await first.vote(seat, vote);
  await forget();
  await project.act(first.members[0]!, 'result.announce');
  await forget();
  await issued(world, first);
  await forget();
  await rectified(world, project);
  await forget();
  const second = await metAgain(world, life, '2026-04-15');
  await balloting(world, second);
  for (const [seat, vote] of PASSED.entries()) await second.vote(seat, vote);
  await project.act(second.members[0]!, 'result.announce');
  await issued(world, second);
  await forget();
  await handedOver(world, project);
  passed.push(await project.stage());
  expect(passed).toEqual([
    ...['planned', 'registering', 'tracking', 'reviewing', 'paneling', 'paneling', 'convening'],
    ...['inspecting', 'inspecting', 'concluding', 'rectifying', 'reinspecting', 'awaiting_completion', 'closed'],
  ]);
  const runs = await workflowRuns(temporal.env.client, world.db, project.code);
  expect(runs.filter(({ open }) => open)).toEqual([]);
  expect(await world.worker.snapshot(checkInvariants)).toEqual([]);
}, 300_000);
