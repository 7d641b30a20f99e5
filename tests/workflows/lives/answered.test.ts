import { LIFE_TIMEOUT, useFlows } from '../../support/flows';
import { register, reply, reviewed } from '../../support/life';
import type { TestProject } from '../../support/process';

const lives = useFlows();

/** The items that the owner has not answered, in their order. */
const unanswered = ({ id: projectId }: TestProject) =>
  lives.world.db.correctionItem.findMany({
    where: { answer: null, request: { projectId } },
    orderBy: { number: 'asc' },
  });

test(
  'corrections of a registration, with more time asked for, are answered one by one, and it is confirmed',
  async () => {
    const { world } = lives;
    const { officer, owner } = world.people;
    const project = await world.project();
    await register(world, project);
    const { due: before } = await project.clock('confirm_registration');
    const items = [
      { field: 'supervision', code: 'missing', text: '未填写统一社会信用代码。' },
      { field: 'archivists', code: 'incorrect', text: '与花名册不符。' },
    ];
    const { requestId } = await project.act(officer, 'registration.request_corrections', { items });
    await project.sign(owner, 'corrections');
    const { due: first } = await project.clock('answer_corrections');
    await project.act(officer, 'corrections.extend', { requestId, granted: true, reason: '监理单位更名' });
    await world.moveTo(first!);
    const [supervision, archivists] = await unanswered(project);
    const value = [{ name: '珠江监理公司', creditCode: '91440600MA4UL54321' }];
    const answer = { itemId: supervision!.id, answer: '已补填', value };
    await project.act(owner, 'registration.answer_corrections', { answers: [answer] });
    expect((await project.refusal(officer, 'registration.confirm', { route: 'own' })).code).toBe('REGISTRATION_STATE');
    const last = { itemId: archivists!.id, answer: '已更正', value: 3 };
    await project.act(owner, 'registration.answer_corrections', { answers: [last] });
    const { due: after } = await project.clock('confirm_registration');
    expect(after! > before!).toBe(true);
    await project.act(officer, 'registration.confirm', { route: 'own' });
    const { form } = await world.db.registration.findFirstOrThrow({ where: { projectId: project.id } });
    expect(form).toMatchObject({ supervision: value, archivists: 3 });
    expect(await world.course(project)).toMatchObject({
      stages: ['planned', 'registering', 'tracking'],
      rang: [],
      open: [''],
      violations: [],
    });
  },
  LIFE_TIMEOUT,
);

test(
  'corrections of an application are answered: the term to reply rests meanwhile, and it is accepted',
  async () => {
    const { world } = lives;
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    const { due: before } = await project.clock('reply_application');
    await world.moveTo('2026-03-04');
    const items = [
      { field: 'catalogue', code: 'incorrect', text: '竣工图类页数为0。' },
      { field: 'conclusion', code: 'missing', text: '未写明自检结论。' },
    ];
    await project.act(officer, 'application.request_corrections', { items });
    await project.sign(owner, 'corrections');
    await world.moveTo('2026-03-11');
    const [catalogue, conclusion] = await unanswered(project);
    const answers = [
      { itemId: catalogue!.id, answer: '图纸按张数计，页数为0属实' },
      { itemId: conclusion!.id, answer: '已补', value: '自检合格，95分' },
    ];
    await project.act(owner, 'application.answer_corrections', { answers });
    const { due: after } = await project.clock('reply_application');
    expect(after! > before!).toBe(true);
    expect((await project.refusal(officer, 'application.request_corrections', { items })).code).toBe(
      'CORRECTIONS_ROUND_USED',
    );
    await reply(world, project);
    expect(await world.course(project)).toMatchObject({
      stages: ['planned', 'registering', 'tracking', 'reviewing', 'paneling'],
      open: ['', '/formation/1'],
      violations: [],
    });
  },
  LIFE_TIMEOUT,
);
