import { itemsOf, rectified } from '../../support/closing';
import { LIFE_TIMEOUT, useFlows } from '../../support/flows';
import { applicationForm, reply, upload, volumes } from '../../support/life';
import { balloting, concluded, FAILED, failed, metAgain, PASSED } from '../../support/round';

const lives = useFlows();

test(
  'failed, rectified, inspected again and passed',
  async () => {
    const { world } = lives;
    const life = await failed(world);
    expect((await world.course(life.project)).open).toEqual(['', '/rectification/1']);
    await rectified(world, life.project);
    const m = await metAgain(world, life, '2026-04-15');
    await balloting(world, m);
    await concluded(world, m, PASSED);
    const { stages, open, violations } = await world.course(life.project);
    expect(stages.slice(-4)).toEqual(['concluding', 'rectifying', 'reinspecting', 'awaiting_completion']);
    expect([open, violations]).toEqual([[''], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'failed twice it is barred; it rectifies, applies again and has a panel once more',
  async () => {
    const { world } = lives;
    const life = await failed(world);
    const { project } = life;
    await rectified(world, project);
    const m = await metAgain(world, life, '2026-04-15');
    await balloting(world, m, ['must_fix']);
    await concluded(world, m, FAILED);
    expect((await world.course(project)).open).toEqual(['', '/rectification/2']);
    await rectified(world, project);
    const form = await applicationForm(world, await upload(world, project, volumes(15), '整改后更新'));
    await project.act(world.people.owner, 'application.submit', { form });
    await reply(world, project);
    const { stages, open, violations } = await world.course(project);
    expect(stages.slice(-6)).toEqual([
      ...['concluding', 'rectifying', 'reinspecting', 'barred', 'reviewing', 'paneling'],
    ]);
    expect([open, violations]).toEqual([['', '/formation/3'], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'items that nobody fixes are reminded of, escalate, and are the director’s to decide: treated as failed',
  async () => {
    const { world } = lives;
    const { project } = await failed(world);
    await project.sign(world.people.owner, 'rectification_notice');
    expect(await itemsOf(world, project)).toHaveLength(2);
    await world.moveTo('2026-08-03');
    expect(await project.tasks('decide-rectification')).not.toEqual([]);
    const decision = { decision: 'treat_as_failed', reason: '逾期未改' };
    await project.act(world.people.director, 'rectification.decide', decision);
    const { stages, rang, open, violations } = await world.course(project);
    expect(stages.at(-1)).toBe('barred');
    expect(rang.filter((kind) => kind === 'rectification_item').length).toBeGreaterThanOrEqual(6);
    expect([open, violations]).toEqual([['', '/rectification/1'], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'items that nobody fixes may be inspected again as they are, and then it passes or not like any other',
  async () => {
    const { world } = lives;
    const life = await failed(world);
    const { project } = life;
    await project.sign(world.people.owner, 'rectification_notice');
    await world.moveTo('2026-08-03');
    const decision = { decision: 'reinspect_as_is', reason: '责任单位已注销，按现状复查' };
    await project.act(world.people.director, 'rectification.decide', decision);
    expect(await project.stage()).toBe('reinspecting');
    const m = await metAgain(world, life, '2026-08-12');
    await balloting(world, m);
    await concluded(world, m, PASSED);
    const { stages, violations } = await world.course(project);
    expect(stages.slice(-4)).toEqual(['concluding', 'rectifying', 'reinspecting', 'awaiting_completion']);
    expect(violations).toEqual([]);
    expect(await itemsOf(world, project)).toHaveLength(2);
  },
  LIFE_TIMEOUT,
);
