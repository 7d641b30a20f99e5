import { invite, register, registrationForm, tracked } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
useWorld(async (fresh) => {
  world = fresh;
  project = await world.project();
});

describe('invitation', () => {
  test('names no project, opens its service, and the signature begins the term to register', async () => {
    const { officer, owner } = world.people;
    const { serviceId } = await project.act(officer, 'invitation.send');
    expect(await project.mails()).toEqual(['registration-invitation/issue-1 → 李文静']);
    expect(await project.mail('registration-invitation')).toEqual({
      planYear: 2026,
      termWorkingDays: 20,
      due: '2026-03-05',
      link: `/invitations/${serviceId}`,
    });
    expect(await project.stage()).toBe('planned');
    expect((await project.clock('service')).due).toBe('2026-03-05');

    await project.sign(owner, 'invitation');
    expect(await project.stage()).toBe('registering');
    expect((await project.clock('register')).due).toBe('2026-03-30');
    expect((await project.clocks('service'))[0]!.state).toBe('stopped');
  });

  test('unsigned after three working days the officer telephones; signed, the task is done', async () => {
    const { officer } = world.people;
    await project.act(officer, 'invitation.send');
    await world.moveTo('2026-03-05');
    expect(await project.tasks('phone')).toEqual([]);
    await world.moveTo('2026-03-06');
    const [service] = await project.clocks('service');
    expect(await project.tasks('phone')).toEqual([`officer phone service/${service!.subject}/2026-03-05`]);
    await project.act(officer, 'service.record', { serviceId: service!.subject }, { channel: 'phone' });
    expect(await project.tasks('phone')).toEqual([]);
    expect(await project.stage()).toBe('registering');
  });

  test('sent again it is the latest that waits, and only one term runs', async () => {
    const { officer, owner } = world.people;
    const first = await project.act(officer, 'invitation.send');
    await project.act(officer, 'invitation.send');
    expect(await project.mails()).toEqual([
      'registration-invitation/issue-1 → 李文静',
      'registration-invitation/issue-2 → 李文静',
    ]);
    await project.clock('service');
    await project.sign(owner, 'invitation');
    await project.act(owner, 'service.record', { serviceId: first.serviceId });
    expect(await project.clocks('register')).toHaveLength(1);
  });

  test('without a contact it is refused, unless the project lives on paper: then serving it is a task', async () => {
    const { officer } = world.people;
    const lonely = await world.project({ owner: { name: '无人联系的单位' } });
    expect((await lonely.refusal(officer, 'invitation.send')).code).toBe('NO_CONTACT');
    const contact = { organisation: { name: '无人联系的单位' }, person: { name: '周老' }, paperOnly: true };
    await lonely.act(officer, 'contact.record', contact);
    const { serviceId } = await lonely.act(officer, 'invitation.send');
    expect(await lonely.tasks('serve-paper')).toEqual([`officer serve-paper ${serviceId}`]);
    await lonely.act(officer, 'service.record', { serviceId }, { channel: 'post' });
    expect(await lonely.stage()).toBe('registering');
    expect(await lonely.tasks('serve-paper')).toEqual([]);
    await world.moveTo('2026-03-16');
    expect(await lonely.tasks('phone')).toEqual([`officer phone register/${serviceId}/2026-03-30`]);
    expect(await lonely.mails('registration-due')).toEqual([]);
  });
});

describe('the term to register', () => {
  test('reminds twice, then the officer telephones, then the director sees it', async () => {
    await invite(world, project);
    await world.moveTo('2026-03-30');
    expect(await project.mails('registration-due')).toEqual([
      'registration-due/2026-03-30/reminder-1 → 李文静',
      'registration-due/2026-03-30/reminder-2 → 李文静',
    ]);
    expect(await project.tasks('phone')).toEqual([]);
    await world.moveTo('2026-04-14');
    const { subject } = await project.clock('register');
    expect(await project.tasks('phone')).toEqual([`officer phone register/${subject}/2026-03-30`]);
    expect(await project.tasks('oversee-overdue')).toEqual([`director oversee-overdue register/${subject}/2026-03-30`]);
    await project.act(world.people.owner, 'registration.submit', { form: registrationForm() });
    expect(await project.tasks('phone')).toEqual([]);
    expect(await project.tasks('oversee-overdue')).toEqual([]);
  });

  test('a known start of construction gives six months where that is later', async () => {
    const early = await world.project({
      constructionStart: { value: '2026-01-15', precision: 'day', kind: 'actual' },
    });
    await invite(world, early);
    expect((await early.clock('register')).due).toBe('2026-07-15');
  });
});

describe('corrections', () => {
  const items = [
    { field: 'constructionStart', code: 'inconsistent', text: '施工许可证载明为2024年3月。' },
    { field: 'supervision', code: 'missing', text: '未填写统一社会信用代码。' },
  ];

  test('rest the bureau’s term, are answered one by one, and change only what was asked', async () => {
    const { officer, owner } = world.people;
    const registrationId = await register(world, project);
    expect((await project.clock('confirm_registration')).due).toBe('2026-03-09');
    const { requestId } = await project.act(officer, 'registration.request_corrections', { items });
    expect(await project.mail('registration-corrections')).toMatchObject({
      items: [{ title: '开工日期' }, { title: '监理单位' }],
      termWorkingDays: 10,
      due: '2026-03-05',
    });
    expect((await project.clock('confirm_registration')).state).toBe('paused');
    expect((await project.refusal(officer, 'registration.confirm', { route: 'own' })).code).toBe('REGISTRATION_STATE');

    await world.moveTo('2026-03-04');
    await project.sign(owner, 'corrections');
    expect((await project.clock('answer_corrections', requestId as string)).due).toBe('2026-03-18');
    const rows = await world.db.correctionItem.findMany({ orderBy: { number: 'asc' } });
    const first = {
      itemId: rows[0]!.id,
      answer: '已改',
      value: { value: '2024-03-01', precision: 'month', kind: 'actual' },
    };
    const answered = await project.act(owner, 'registration.answer_corrections', { answers: [first] });
    expect(answered).toMatchObject({ left: 1 });
    const again = await project.refusal(owner, 'registration.answer_corrections', { answers: [first] });
    expect(again.code).toBe('ALREADY_ANSWERED');
    expect((await project.clock('confirm_registration')).state).toBe('paused');

    await world.moveTo('2026-03-06');
    const second = { itemId: rows[1]!.id, answer: '监理单位无代码，附说明' };
    await project.act(owner, 'registration.answer_corrections', { answers: [second] });
    expect((await project.clock('confirm_registration')).due).toBe('2026-03-13');
    expect((await project.clocks('answer_corrections'))[0]!.state).toBe('stopped');
    expect(await project.tasks('confirm-registration')).toEqual([`officer confirm-registration ${registrationId}/1`]);
    const { form } = await world.db.registration.findUniqueOrThrow({ where: { id: registrationId } });
    expect(form).toEqual(
      registrationForm({ constructionStart: { value: '2024-03-01', precision: 'month', kind: 'actual' } }),
    );
  });

  test('answered before they were signed for they need no signature any more', async () => {
    const { officer, owner } = world.people;
    await register(world, project);
    await project.act(officer, 'registration.request_corrections', { items: items.slice(0, 1) });
    const [item] = await world.db.correctionItem.findMany();
    await project.act(owner, 'registration.answer_corrections', { answers: [{ itemId: item!.id, answer: '已改' }] });
    await world.moveTo('2026-03-09');
    expect(await project.tasks('phone')).toEqual([]);
  });

  test('a value that the field can’t take is refused with what it may be', async () => {
    const { officer, owner } = world.people;
    await register(world, project);
    await project.act(officer, 'registration.request_corrections', { items: items.slice(0, 1) });
    const [item] = await world.db.correctionItem.findMany();
    const answers = [{ itemId: item!.id, answer: '已改', value: '去年' }];
    const refusal = await project.refusal(owner, 'registration.answer_corrections', { answers });
    expect(refusal).toMatchObject({ code: 'BAD_INPUT', details: { field: 'answers[0].value', value: '去年' } });
  });

  test('may be extended once, and unanswered put the project back into the plan to be invited anew', async () => {
    const { officer, owner } = world.people;
    await register(world, project);
    const { requestId } = await project.act(officer, 'registration.request_corrections', { items });
    await project.sign(owner, 'corrections');
    expect((await project.clock('answer_corrections')).due).toBe('2026-03-16');
    const wish = { requestId, granted: true, reason: '材料需重新出具。' };
    expect(await project.act(officer, 'corrections.extend', wish)).toMatchObject({ due: '2026-03-30' });
    expect(await project.mail('extension-decided')).toMatchObject({ granted: true, due: '2026-03-30' });
    expect((await project.refusal(officer, 'corrections.extend', wish)).code).toBe('CLOCK_NOT_EXTENDABLE');

    await world.moveTo('2026-04-06');
    expect(await project.mails('corrections-due')).toEqual([
      `corrections-due/${requestId}/round-1/2026-03-30/reminder-1 → 李文静`,
    ]);
    expect(await project.stage()).toBe('registering');
    await world.moveTo('2026-04-07');
    expect(await project.stage()).toBe('planned');
    expect(await project.mail('submission-returned')).toMatchObject({
      about: 'registration',
      reason: '补正意见逾期未全部答复。',
      due: '2026-04-10',
    });
    expect(await project.tasks('invite')).toEqual([`officer invite ${requestId}`]);
    for (const kind of ['confirm_registration', 'answer_corrections'] as const) {
      expect((await project.clocks(kind)).map(({ state }) => state)).toEqual(['stopped']);
    }

    await project.act(officer, 'invitation.send');
    await project.sign(owner, 'invitation');
    expect(await project.stage()).toBe('registering');
    expect((await project.clock('register')).due).toBe('2026-05-08');
    const { version } = await project.act(owner, 'registration.submit', { form: registrationForm() });
    expect(version).toBe(2);
  });

  test('the bureau’s overdue term mails no owner', async () => {
    const id = await register(world, project);
    const before = await project.mails();
    await world.moveTo('2026-03-31');
    expect(await project.tasks('oversee-overdue')).toEqual([
      `director oversee-overdue confirm_registration/${id}/2026-03-09`,
    ]);
    expect(await project.mails()).toEqual(before);
  });
});

describe('confirming', () => {
  test('takes the form over, starts what tracking needs and tells the owner', async () => {
    const { officer } = world.people;
    const id = await register(world, project);
    const result = await project.act(officer, 'registration.confirm', { route: 'own' });
    expect(result).toMatchObject({ registrationId: id, route: 'own', organiser: '禅城区档案局' });
    expect(await project.row()).toMatchObject({
      stage: 'tracking',
      name: '佛山市沙口水利枢纽除险加固工程',
      route: 'own',
      caseOfficerId: officer,
    });
    const parties = await world.db.projectParty.findMany({
      where: { projectId: project.id, until: null },
      include: { organisation: { include: { names: true } } },
    });
    expect(parties.map(({ role, organisation }) => `${role} ${organisation.names[0]!.name}`).sort()).toEqual([
      'construction 南海建筑工程公司',
      'department 佛山市水利局',
      'design 岭南水利设计院',
      'owner 佛山市沙口水利枢纽站',
      'supervision 珠江监理公司',
    ]);
    expect((await project.clock('accept_by')).due).toBe('2027-03-30');
    expect((await project.clock('apply_by')).due).toBe('2027-01-30');
    expect(await project.clock('periodic_report')).toMatchObject({ subject: '2026Q1', due: '2026-04-15' });
    expect(await project.mail('registration-confirmed')).toMatchObject({
      route: 'own',
      organiser: '禅城区档案局',
      firstReportDue: '2026-04-15',
    });
    expect(await project.tasks()).toEqual([]);
  });

  test('an unknown completion leaves the clocks waiting and makes a task at once', async () => {
    await register(world, project, { completion: null });
    await project.act(world.people.officer, 'registration.confirm', { route: 'own' });
    expect((await project.clock('apply_by')).state).toBe('waiting');
    await world.moveTo('2026-03-03');
    expect(await project.tasks('find-date')).toEqual(['officer find-date completion']);
  });

  test('nobody accepts his own archives: only the upper bureau or the department', async () => {
    const { officer } = world.people;
    await register(world, project, { owner: { name: '禅城区档案局' } });
    const refusal = await project.refusal(officer, 'registration.confirm', { route: 'own' });
    expect(refusal).toMatchObject({ code: 'OWNER_IS_ORGANISER', details: { allowed: ['upper', 'sector'] } });
    expect(await project.stage()).toBe('registering');
    const { organiser } = await project.act(officer, 'registration.confirm', { route: 'upper' });
    expect(organiser).toBe('佛山市档案局');
    expect(await project.clocks('apply_by')).toEqual([]);
    await project.clock('accept_by');
  });

  test('an archive that builds is an owner nobody here accepts either', async () => {
    const archive = await world.db.organisation.create({
      data: { kinds: ['archives'], names: { create: { name: '禅城区城建档案馆' } } },
    });
    await register(world, project, { owner: { id: archive.id } });
    const refusal = await project.refusal(world.people.officer, 'registration.confirm', { route: 'joined' });
    expect(refusal.code).toBe('OWNER_IS_ORGANISER');
  });

  test('on the sector’s route the department organises; an entrusted one needs the letter', async () => {
    const { officer } = world.people;
    await register(world, project);
    expect((await project.refusal(officer, 'registration.confirm', { route: 'entrusted' })).code).toBe('SCAN_REQUIRED');
    const unknown = { route: 'entrusted', entrustmentSha256: 'a'.repeat(64) };
    expect((await project.refusal(officer, 'registration.confirm', unknown)).code).toBe('FILE_UNKNOWN');
    const { organiser } = await project.act(officer, 'registration.confirm', { route: 'sector' });
    expect(organiser).toBe('佛山市水利局');
  });

  test('the owner’s name and code of the form become the organisation’s own; its people stay', async () => {
    await register(world, project, { owner: { name: '佛山市沙口枢纽管理所', creditCode: '91440600MA4UL54321' } });
    await project.act(world.people.officer, 'registration.confirm', { route: 'own' });
    const owner = await world.db.organisation.findUniqueOrThrow({
      where: { id: world.ownerOrganisation },
      include: { names: { orderBy: { from: { sort: 'asc', nulls: 'first' } } } },
    });
    expect(owner.creditCode).toBe('91440600MA4UL54321');
    expect(owner.names.map(({ name, until }) => [name, until === null])).toEqual([
      ['佛山市沙口水利枢纽站', false],
      ['佛山市沙口枢纽管理所', true],
    ]);
    await project.act(world.people.owner, 'works.change', { stopped: true, reason: '汛期' });
  });

  test('is the officer’s of this bureau alone', async () => {
    await register(world, project);
    for (const person of [world.people.owner, world.people.cityOfficer, world.people.stranger]) {
      expect((await project.refusal(person, 'registration.confirm', { route: 'own' })).code).toBe('ACT_NOT_YOURS');
    }
  });
});

test('a whole life to tracking leaves one chain of audit events, and every act its fact', async () => {
  const done = await tracked(world);
  const events = await world.db.auditEvent.findMany({
    where: { chain: `project/${done.code}` },
    orderBy: { sequence: 'asc' },
  });
  expect(events.map(({ type }) => type)).toEqual(['project.created', ...Array(4).fill('act.performed')]);
  const facts = await world.db.fact.findMany({ where: { projectId: done.id }, orderBy: { sequence: 'asc' } });
  expect(facts.map(({ kind }) => kind)).toEqual([
    'project.created',
    'invitation.send',
    'service.record',
    'registration.submit',
    'registration.confirm',
  ]);
});
