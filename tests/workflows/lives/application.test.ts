import { LIFE_TIMEOUT, useFlows } from '../../support/flows';
import { accepted, applicationForm, register, reply, reviewed, tracked, upload, volumes } from '../../support/life';

const lives = useFlows();

const ITEMS = [{ field: 'catalogue', code: 'incorrect', text: '竣工图类页数为0。' }];
const REFUSAL = { decision: 'refuse', reasons: [{ title: '主体工程尚未建成', reason: '引桥未完工。' }] };

test(
  'a registration whose corrections nobody answers goes back into the plan, and is made again',
  async () => {
    const { world } = lives;
    const { officer, owner } = world.people;
    const project = await world.project();
    await register(world, project);
    const items = [{ field: 'supervision', code: 'missing', text: '未填写统一社会信用代码。' }];
    await project.act(officer, 'registration.request_corrections', { items });
    await project.sign(owner, 'corrections');
    await world.moveTo('2026-03-24');
    expect(await project.stage()).toBe('planned');
    await register(world, project);
    await project.act(officer, 'registration.confirm', { route: 'own' });
    expect(await world.course(project)).toMatchObject({
      stages: ['planned', 'registering', 'planned', 'registering', 'tracking'],
      rang: ['answer_corrections', 'answer_corrections'],
      open: [''],
      violations: [],
    });
  },
  LIFE_TIMEOUT,
);

test(
  'an application withdrawn, refused, and returned for silence each leads back to tracking; the fourth is accepted',
  async () => {
    const { world } = lives;
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    const again = async (count: number) => {
      const form = await applicationForm(world, await upload(world, project, volumes(count)));
      await project.act(owner, 'application.submit', { form });
    };
    await project.act(owner, 'application.withdraw', { reason: '材料未备齐' });
    await again(13);
    await reply(world, project, REFUSAL);
    await again(14);
    await project.act(officer, 'application.request_corrections', { items: ITEMS });
    await project.sign(owner, 'corrections');
    await world.moveTo('2026-03-22');
    expect(await project.stage()).toBe('reviewing');
    await world.moveTo('2026-03-23');
    await again(15);
    await reply(world, project);
    const { stages, rang, open, violations } = await world.course(project);
    const there = ['reviewing', 'tracking'];
    expect(stages.slice(2)).toEqual(['tracking', ...there, ...there, ...there, 'reviewing', 'paneling']);
    expect(rang.filter((kind) => kind === 'answer_corrections')).toHaveLength(2);
    expect([open, violations]).toEqual([['', '/formation/1'], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'an application withdrawn from its panel ends the formation; the next round has a formation of its own',
  async () => {
    const { world } = lives;
    const project = await accepted(world);
    expect((await world.course(project)).open).toEqual(['', '/formation/1']);
    await project.act(world.people.owner, 'application.withdraw', { reason: '工期调整' });
    expect((await world.course(project)).open).toEqual(['']);
    const form = await applicationForm(world, await upload(world, project, volumes(15)));
    await project.act(world.people.owner, 'application.submit', { form });
    await reply(world, project);
    expect(await world.course(project)).toMatchObject({ open: ['', '/formation/2'], violations: [] });
  },
  LIFE_TIMEOUT,
);

test(
  'a project that is cancelled while its panel forms closes with every workflow, and hears nothing more',
  async () => {
    const { world } = lives;
    const { officer, director } = world.people;
    const project = await accepted(world);
    const proposal = { outcome: 'cancelled', document: '佛发改〔2026〕12号', reason: '项目取消' };
    const { proposalId } = await project.act(officer, 'outcome.propose', proposal);
    await project.act(director, 'outcome.decide', { proposalId, approve: true });
    expect(await world.course(project)).toMatchObject({ open: [], violations: [] });
    expect((await project.refusal(officer, 'call.log', { spokeWith: '李工', words: '好' })).code).toBe('CLOSED');
    await world.moveTo('2026-12-01');
    expect((await world.course(project)).rang).toEqual([]);
  },
  LIFE_TIMEOUT,
);

test(
  'on another body’s route its result is recorded and ends the case',
  async () => {
    const { world } = lives;
    const { officer } = world.people;
    const project = await tracked(world, {}, 'upper');
    await project.act(officer, 'external.begin', { body: '省档案局' });
    const result = { passed: true, decidedOn: await world.today(), document: '粤档验〔2026〕3号', handOverHere: false };
    await project.act(officer, 'external.record', result);
    expect(await world.course(project)).toMatchObject({
      stages: ['planned', 'registering', 'tracking', 'external', 'closed'],
      open: [],
      violations: [],
    });
    expect(await project.row()).toMatchObject({ outcome: 'accepted_elsewhere' });
  },
  LIFE_TIMEOUT,
);

test(
  'a suspension rests every clock, is confirmed anew after six months, and gives back the days it took',
  async () => {
    const { world } = lives;
    const { officer, director } = world.people;
    const project = await reviewed(world);
    await world.moveTo('2026-03-04');
    const order = { reason: '资金未落实', document: '佛发改〔2026〕9号' };
    const { proposalId } = await project.act(officer, 'suspension.propose', order);
    await project.act(director, 'suspension.decide', { proposalId, approve: true });
    await world.moveTo('2026-09-07');
    expect((await world.course(project)).rang.filter((kind) => kind !== 'suspension')).toEqual([]);
    expect(await project.tasks('confirm-suspension')).toHaveLength(1);
    await project.act(director, 'suspension.resume', { confirmAnew: true, reason: '仍未落实' });
    await world.moveTo('2026-10-12');
    await project.act(director, 'suspension.resume', { confirmAnew: false, reason: '资金到位' });
    const { due } = await project.clock('reply_application');
    expect(due! > '2026-10-12').toBe(true);
    await world.moveTo('2026-11-30');
    const { rang, violations } = await world.course(project);
    expect(rang).toContain('reply_application');
    expect(violations).toEqual([]);
  },
  LIFE_TIMEOUT,
);
