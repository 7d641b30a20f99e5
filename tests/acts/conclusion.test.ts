import { type AnnouncedRound, announcedRound } from '../support/announced-round';
import { createWorld, type TestProject, type World } from '../support/process';

const TEXT = { overview: '项目概况', management: '档案管理情况', problems: '', advice: '' };

describe('from the announced result to the end', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  async function issued(project: TestProject, { members }: AnnouncedRound, text = TEXT) {
    const { officer, director } = world.people;
    const [leader] = members;
    const { opinionId } = await project.act(leader, 'opinion.draft', text);
    for (const member of members) await project.act(member, 'opinion.sign', { opinionId });
    const file = await world.file();
    await project.act(officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
    return project.act(director, 'opinion.issue', {});
  }

  it('issues an opinion of 合格 with a number, and asks for completion', async () => {
    const project = await world.project();
    const round = await announcedRound(world, project, { passed: true });
    const { reference } = await issued(project, round);
    expect(reference).toMatch(/^禅档验〔2026〕\d+号$/);
    expect(await project.stage()).toBe('awaiting_completion');
    expect(await project.mails()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('opinion-issued/'),
        expect.stringContaining('completion-asked/'),
      ]),
    );
    expect(await project.clocks('issue_opinion')).toMatchObject([{ state: 'stopped' }]);
  });

  it('numbers the papers of one bureau, kind and year without a gap, and asks a reason for one', async () => {
    const project = await world.project();
    const round = await announcedRound(world, project, { passed: true });
    const [leader, ...others] = round.members;
    const { opinionId } = await project.act(leader, 'opinion.draft', TEXT);
    for (const member of [leader, ...others]) await project.act(member, 'opinion.sign', { opinionId });
    const file = await world.file();
    await project.act(world.people.officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
    const taken = await project.refusal(world.people.director, 'opinion.issue', { number: 1 });
    expect(taken.code).toBe('PAPER_NUMBER_TAKEN');
    const gap = await project.refusal(world.people.director, 'opinion.issue', { number: 40 });
    expect(gap).toMatchObject({ code: 'REASON_REQUIRED', details: { field: 'gapReason' } });
    const { reference } = await project.act(world.people.director, 'opinion.issue', {
      number: 40,
      gapReason: '已用于手工文书',
    });
    expect(reference).toBe('禅档验〔2026〕40号');
  });

  it('lets nobody issue without the signed scan, nor the leader his own opinion', async () => {
    const project = await world.project();
    const { members } = await announcedRound(world, project, { passed: true });
    const [leader, ...others] = members;
    const { opinionId } = await project.act(leader, 'opinion.draft', TEXT);
    expect((await project.refusal(world.people.director, 'opinion.issue')).code).toBe('OPINION_STATE');
    for (const member of others) await project.act(member, 'opinion.sign', { opinionId });
    const dissent = await project.act(leader, 'opinion.sign', { opinionId, dissent: '竣工图章问题应列为必改' });
    expect(dissent).toMatchObject({ complete: true });
    expect((await project.refusal(world.people.director, 'opinion.issue')).code).toBe('SCAN_REQUIRED');
    const { director } = world.people;
    await world.db.grant.create({
      data: {
        personId: leader,
        role: 'director',
        jurisdictionId: world.district.id,
        from: new Date('2026-01-01'),
        confirmedById: director,
        confirmedAt: new Date('2026-01-01'),
      },
    });
    const file = await world.file();
    await project.act(world.people.officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
    expect((await project.refusal(leader, 'opinion.issue')).code).toBe('SAME_PERSON');
    const inHisPlace = { deputyForId: leader };
    expect((await project.refusal(director, 'opinion.issue', {}, inHisPlace)).code).toBe('SAME_PERSON');
  });

  it('takes a signature from an officer only with the signed sheet', async () => {
    const project = await world.project();
    const { members } = await announcedRound(world, project, { passed: true });
    const { officer } = world.people;
    const { opinionId } = await project.act(members[0], 'opinion.draft', TEXT);
    const told = { onBehalfOfId: members[1], channel: 'phone' } as const;
    const refusal = await project.refusal(officer, 'opinion.sign', { opinionId }, told);
    expect(refusal).toMatchObject({ code: 'SCAN_REQUIRED', details: { field: 'scanSha256' } });
    const onPaper = { onBehalfOfId: members[1], channel: 'post', scanSha256: await world.file('签字页') } as const;
    expect(await project.act(officer, 'opinion.sign', { opinionId }, onPaper)).toMatchObject({ complete: false });
  });

  it('wants the leader’s reason where the vote went against the score', async () => {
    const project = await world.project();
    const { members } = await announcedRound(world, project, { passed: true, againstScore: true });
    const refusal = await project.refusal(members[0], 'opinion.draft', TEXT);
    expect(refusal).toMatchObject({ code: 'REASON_REQUIRED', details: { field: 'againstScoreReason' } });
  });

  it('sends a form back and takes it again', async () => {
    const project = await world.project();
    const { members } = await announcedRound(world, project, { passed: true });
    const { opinionId } = await project.act(members[0], 'opinion.draft', TEXT);
    for (const member of members) await project.act(member, 'opinion.sign', { opinionId });
    const file = await world.file();
    const form = { printedSha256: file, scanSha256: file };
    await project.act(world.people.officer, 'opinion.submit_form', form);
    await project.act(world.people.director, 'opinion.send_back', { reason: '签名页缺一人' });
    expect((await project.refusal(world.people.director, 'opinion.issue')).code).toBe('OPINION_STATE');
    await project.act(world.people.officer, 'opinion.submit_form', form);
    await project.act(world.people.director, 'opinion.issue');
    expect(await project.stage()).toBe('awaiting_completion');
  });

  it('has something put right in every failed project: what was marked, else what the opinion says', async () => {
    const project = await world.project();
    const round = await announcedRound(world, project, { passed: false, marks: ['advice'] });
    const [leader] = round.members;
    const nothing = await project.refusal(leader, 'opinion.draft', TEXT);
    expect(nothing).toMatchObject({ code: 'REASON_REQUIRED', details: { field: 'problems' } });
    const problems = '隐蔽工程验收记录未归档';
    await issued(project, round, { ...TEXT, problems });
    await project.sign(world.people.owner, 'rectification_notice');
    const [item, ...others] = await world.db.rectificationItem.findMany({ where: { projectId: project.id } });
    expect({ item, others }).toMatchObject({ item: { text: problems, mark: 'must_fix' }, others: [] });
    const evidence = [await world.file()];
    await project.act(world.people.owner, 'item.report', { itemId: item!.id, text: '已归档', evidence });
    await project.act(world.people.officer, 'item.verify', { itemId: item!.id, accepted: true, verdict: '' });
    expect(await project.stage()).toBe('reinspecting');
  });

  describe('a project that failed', () => {
    async function failed(marks: ('must_fix' | 'fix')[] = ['must_fix', 'fix']) {
      const project = await world.project();
      const round = await announcedRound(world, project, { passed: false, marks });
      await issued(project, round);
      await project.sign(world.people.owner, 'rectification_notice');
      const items = await world.db.rectificationItem.findMany({
        where: { projectId: project.id },
        orderBy: { number: 'asc' },
      });
      return { project, items };
    }

    it('rectifies item by item and is inspected again by the same members', async () => {
      const { project, items } = await failed();
      expect(await project.stage()).toBe('rectifying');
      expect(items.map(({ mark }) => mark)).toEqual(['must_fix', 'fix']);
      const [must] = items;
      expect(await project.clock('rectification_item', must!.id)).toMatchObject({ due: '2026-05-28' });

      const evidence = [await world.file()];
      const { owner, officer } = world.people;
      expect((await project.refusal(owner, 'item.report', { itemId: must!.id, text: '已补', evidence: [] })).code).toBe(
        'EVIDENCE_REQUIRED',
      );
      await project.act(owner, 'item.report', { itemId: must!.id, text: '已补齐', evidence });
      await project.act(officer, 'item.verify', { itemId: must!.id, accepted: false, verdict: '缺监理签字' });
      await project.act(owner, 'item.report', { itemId: must!.id, text: '已补签', evidence });
      await project.act(officer, 'item.verify', { itemId: must!.id, accepted: true, verdict: '' });
      expect(await project.stage()).toBe('reinspecting');
      const again = await world.db.round.findFirstOrThrow({
        where: { projectId: project.id, kind: 'reinspection' },
        include: { seats: { include: { holders: true } } },
      });
      expect(again).toMatchObject({ number: 2, step: 'days' });
      expect(again.seats.map(({ state, holders }) => [state, holders.length])).toEqual(Array(5).fill(['invited', 1]));
      expect(await project.clock('reinspection', again.id)).toBeDefined();
    });

    it('gives an item one extension, which it keeps when its report does not hold', async () => {
      const { project, items } = await failed(['must_fix']);
      const itemId = items[0]!.id;
      const { owner, officer, director } = world.people;
      const extension = { itemId, workingDays: 10, reason: '雨季施工' };
      const { due } = await project.act(director, 'item.extend', extension);
      const evidence = [await world.file()];
      await project.act(owner, 'item.report', { itemId, text: '已补齐', evidence });
      await project.act(officer, 'item.verify', { itemId, accepted: false, verdict: '缺监理签字' });
      expect((await project.clock('rectification_item', itemId)).due).toBe(due);
      expect(await project.mail('item-sent-back')).toMatchObject({ due });
      expect((await project.refusal(director, 'item.extend', extension)).code).toBe('CLOCK_NOT_EXTENDABLE');
    });

    it('has no day before the notice is served, and that day after, whatever was reported meanwhile', async () => {
      const project = await world.project();
      await issued(project, await announcedRound(world, project, { passed: false, marks: ['must_fix', 'must_fix'] }));
      const where = { projectId: project.id };
      const [first, second] = await world.db.rectificationItem.findMany({ where, orderBy: { number: 'asc' } });
      const { owner, officer } = world.people;
      const evidence = [await world.file()];
      for (const { id: itemId } of [first!, second!]) {
        await project.act(owner, 'item.report', { itemId, text: '已补齐', evidence });
      }
      await project.act(officer, 'item.verify', { itemId: first!.id, accepted: false, verdict: '不符' });
      await project.sign(owner, 'rectification_notice');
      await project.act(officer, 'item.verify', { itemId: second!.id, accepted: false, verdict: '不符' });
      const { due } = await project.clock('rectification_item', first!.id);
      expect(await project.clock('rectification_item', second!.id)).toMatchObject({ state: 'running', due });
    });

    it('has its items done before the end of the month for which its completion is planned', async () => {
      const project = await world.project();
      const date = { value: '2026-04-01', precision: 'month', kind: 'planned' };
      await project.act(world.people.owner, 'date.change', { kind: 'completion', date, reason: '工期调整' });
      await issued(project, await announcedRound(world, project, { passed: false, marks: ['must_fix'] }));
      await project.sign(world.people.owner, 'rectification_notice');
      const [item] = await world.db.rectificationItem.findMany({ where: { projectId: project.id } });
      expect((await project.clock('rectification_item', item!.id)).due).toBe('2026-04-30');
    });

    it('is the director’s to decide once the limit has long passed', async () => {
      const { project } = await failed(['must_fix']);
      const early = await project.refusal(world.people.director, 'rectification.decide', {
        decision: 'treat_as_failed',
        reason: '逾期未改',
      });
      expect(early.code).toBe('DECISION_NOT_ALLOWED');
      await world.moveTo('2026-07-06');
      expect(await project.tasks('decide-rectification')).toHaveLength(1);
      await project.act(world.people.director, 'rectification.decide', {
        decision: 'treat_as_failed',
        reason: '逾期未改',
      });
      expect(await project.stage()).toBe('barred');
      expect(await world.db.paper.count({ where: { projectId: project.id, kind: 'criticism_request' } })).toBe(1);
      expect(await project.tasks('decide-rectification')).toHaveLength(0);
    });
  });

  it('hands over with differences that add up, closes with the last signature, and corrects an issued paper after', async () => {
    const project = await world.project();
    const round = await announcedRound(world, project, { passed: true });
    await issued(project, round);
    const receiver = await world.organisation('佛山市城建档案馆');
    await world.db.projectParty.create({
      data: { projectId: project.id, organisationId: receiver, role: 'receiver', from: new Date('2026-01-01') },
    });
    const archivist = await world.person('何接收', 'receiver', { organisationId: receiver });
    const { owner, officer, director } = world.people;
    const today = await world.today();
    await project.act(owner, 'completion.record', { heldOn: today, document: '竣备〔2026〕3号' });
    expect(await project.clock('hand_over', receiver)).toBeDefined();

    const counts = [{ kind: 'paper', catalogue: 320, paper: 318, electronic: 320 }];
    const wrong = await project.refusal(owner, 'hand_over.submit', { receiverId: receiver, counts, differences: [] });
    expect(wrong).toMatchObject({ code: 'BAD_INPUT', details: { field: 'kind', value: 'paper' } });
    const kind = (await ruleKinds())[0]!;
    const right = {
      receiverId: receiver,
      counts: [{ ...counts[0]!, kind: kind.code }],
      differences: kind.compares.includes('paper')
        ? [{ kind: kind.code, side: 'paper', missing: 2, explanation: '两卷由建设单位留存' }]
        : [],
    };
    const { handOverId } = await project.act(owner, 'hand_over.submit', right);
    await project.act(archivist, 'hand_over.refuse', {
      handOverId,
      differences: [{ title: '缺2卷', reason: '请说明去向' }],
    });
    const second = await project.act(owner, 'hand_over.submit', right);
    await project.act(archivist, 'hand_over.sign', { handOverId: second.handOverId });
    expect(await project.row()).toMatchObject({ stage: 'closed', outcome: 'handed_over' });
    expect(await world.db.clock.count({ where: { projectId: project.id, state: { not: 'stopped' } } })).toBe(0);

    const paper = await world.db.paper.findFirstOrThrow({ where: { projectId: project.id, kind: 'opinion' } });
    const { proposalId } = await project.act(officer, 'correction.propose', {
      factId: paper.factId,
      field: 'name',
      oldValue: (await project.row()).name,
      newValue: '新名',
      reason: '名称有误',
      papers: [paper.id],
    });
    expect((await project.refusal(officer, 'correction.decide', { proposalId, approve: true })).code).toBe(
      'ACT_NOT_YOURS',
    );
    await project.act(director, 'correction.decide', { proposalId, approve: true });
    expect(await world.db.paper.findUniqueOrThrow({ where: { id: paper.id } })).toMatchObject({
      voidReason: '名称有误',
    });
    expect(await world.db.paper.findFirst({ where: { replacesId: paper.id } })).not.toBeNull();
    expect((await project.row()).name).toBe('新名');
  });

  async function ruleKinds() {
    const { body } = await world.db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
    return (body as { handover: { kinds: { code: string; compares: string[] }[] } }).handover.kinds;
  }
});

describe('a suspension', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  it('takes two people, stops every clock, and gives back the days it took', async () => {
    const project = await world.project();
    const { officer, director, owner } = world.people;
    await project.place('tracking');
    await project.act(owner, 'date.change', {
      kind: 'completion',
      date: { value: '2027-03-31', precision: 'day', kind: 'planned' },
      reason: '工期调整',
    });
    const order = { reason: '资金未落实', document: '佛发改〔2026〕9号' };
    expect((await project.refusal(officer, 'suspension.propose', { ...order, reason: '无' })).code).toBe('BAD_INPUT');
    const { proposalId } = await project.act(officer, 'suspension.propose', order);
    await project.act(director, 'suspension.decide', { proposalId, approve: true });
    expect((await project.row()).suspended).toBe(true);
    expect((await project.refusal(owner, 'report.submit', {})).code).toBe('SUSPENDED');
    await world.moveTo('2026-09-10');
    expect(await project.tasks('confirm-suspension')).toHaveLength(1);
    await project.act(director, 'suspension.resume', { confirmAnew: false, reason: '资金到位' });
    expect((await project.row()).suspended).toBe(false);
    expect(await project.mails('project-resumed')).toHaveLength(1);
  });

  it('closes a cancelled project by two people', async () => {
    const project = await world.project();
    const { officer, director } = world.people;
    const { proposalId } = await project.act(officer, 'outcome.propose', {
      outcome: 'cancelled',
      document: '佛发改〔2026〕12号',
      reason: '项目取消',
    });
    await project.act(director, 'outcome.decide', { proposalId, approve: true });
    expect(await project.row()).toMatchObject({ stage: 'closed', outcome: 'cancelled' });
  });
});
