import { toDate } from '../../activities/database/dates';
import { shippedWording } from '../../activities/wordings/shipped-wordings';
import type { ClockRow } from '../../domain/clocks/clock-row';
import type { Prisma } from '../../prisma/generated/client';
import { MONDAY_TEN, type OutboxFixture, useOutbox } from './outbox-fixture';

let outbox: OutboxFixture;

useOutbox((own) => {
  outbox = own;
});

const subjects = () => outbox.smtp.inbox.map(({ subject }) => subject);
const tasks = () => outbox.database.client.task.findMany({ orderBy: { createdAt: 'asc' } });
const NOTHING = { accepted: 0, bounced: 0, given_up: 0, retrying: 0 };

describe('the words of a mail', () => {
  const wording = async (version: number, effectiveFrom: string, subject: string) => {
    const { client } = outbox.database;
    const { id: jurisdictionId } = await client.jurisdiction.findFirstOrThrow();
    const [proposedById, decidedById] = [
      await outbox.person({ address: null }),
      await outbox.person({ address: null }),
    ];
    const body = { ...shippedWording('mail', 'finding-closed'), subject };
    const { id } = await client.wordingVersion.create({
      data: {
        ...{ jurisdictionId, subject: 'mail', code: 'finding-closed', version, reason: 'r', proposedById, decidedById },
        ...{ effectiveFrom: toDate(effectiveFrom), proposedAt: outbox.clock.now(), approved: true },
        body: body as unknown as Prisma.InputJsonObject,
      },
    });
    return id;
  };

  it('are those that its bureau has on the day it leaves, and the row says which', async () => {
    await wording(2, '2026-11-01', '旧：{project}');
    const personId = await outbox.person();
    const projectId = await outbox.project();
    outbox.clock.set('2026-11-20T12:00:00.000Z');
    const id = await outbox.queue('finding-closed', personId, { finding: 'f1' }, { projectId });
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
    // Approved while the mail waits for the next working day.
    const current = await wording(3, '2026-11-23', '新：{project}');
    await wording(4, '2026-11-24', '明日：{project}');
    outbox.clock.set(MONDAY_TEN);
    await outbox.sender.runOnce();
    expect(subjects()).toEqual(['新：富龙西江特大桥工程']);
    expect(await outbox.mail(id)).toMatchObject({ wordingId: current });
  });

  it('are those that ship, where it has none of its own', async () => {
    const id = await outbox.queue('finding-closed', await outbox.person(), { finding: 'f1' });
    await outbox.sender.runOnce();
    expect(subjects()).toEqual(['检查问题已销号：富龙西江特大桥工程']);
    expect(await outbox.mail(id)).toMatchObject({ wordingId: null });
  });
});

describe('sending', () => {
  it('delivers both forms under a stable Message-ID and records when the server took it', async () => {
    const personId = await outbox.person({ name: '温永坚', address: 'wen@example.cn' });
    const id = await outbox.queue('finding-closed', personId, { finding: 'f1' }, { projectId: await outbox.project() });
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 1 });
    const [received] = outbox.smtp.inbox;
    expect(received).toMatchObject({ envelopeTo: ['wen@example.cn'], messageId: `<${id}@dangyan.example.cn>` });
    expect(received!.mail.from!.value).toEqual([{ name: '佛山市档案局', address: 'dangyan@example.cn' }]);
    expect(received!.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received!.mail.headers.get('x-dangyan-kind')).toBe('finding-closed');
    expect(received!.mail.text).toContain('温永坚');
    expect(received!.mail.html).toContain('富龙西江特大桥工程');
    expect(await outbox.mail(id)).toMatchObject({
      state: 'accepted',
      acceptedAt: new Date(MONDAY_TEN),
      address: 'wen@example.cn',
      attempts: 1,
      leaseUntil: null,
    });
    // Lines end otherwise on their way.
    const lines = (text: string) => text.replace(/\r\n/g, '\n').trim();
    const { sentText } = await outbox.mail(id);
    expect(lines(sentText!)).toBe(lines(`${received!.subject}\n\n${received!.mail.text}`));
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
  });

  it('attaches the calendar file of a meeting', async () => {
    await outbox.queue('panel-meeting-notice', await outbox.person(), { round: 1, notice: 1 });
    await outbox.sender.runOnce();
    const [file] = outbox.smtp.inbox[0]!.mail.attachments;
    expect(file).toMatchObject({ filename: 'meeting.ics', contentType: 'text/calendar' });
    expect(file!.content.toString()).toContain('DTSTART;TZID=Asia/Shanghai:20261209T090000');
  });

  it('sends each message once, however many senders there are', async () => {
    for (let i = 1; i <= 12; i += 1) {
      const personId = await outbox.person();
      await outbox.queue('finding-closed', personId, { finding: 'a' });
      await outbox.queue('item-closed', personId, { item: 'b' });
      for (const item of ['c', 'd']) await outbox.queue('item-due', personId, { item, due: 'x', reminder: 1 });
    }
    const reports = await Promise.all(
      [outbox.sender, outbox.another(), outbox.another()].map((each) => each.runOnce()),
    );
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(48);
    expect(outbox.smtp.inbox).toHaveLength(36);
    expect(new Set(outbox.smtp.inbox.map(({ messageId }) => messageId)).size).toBe(36);
    expect(outbox.database.retries).toBe(0);
  });
});

describe('when it leaves', () => {
  it('groups the reminders of a person over projects, one mail a working day', async () => {
    const personId = await outbox.person();
    const remind = async (project: string, due: string) => {
      const projectId = await outbox.project(project);
      return outbox.queue(
        'report-due',
        personId,
        { period: '2026Q4', reminder: 1 },
        { projectId, data: { project, due } },
      );
    };
    await remind('甲工程', '2026-11-30');
    await remind('乙工程', '2026-11-27');
    await outbox.sender.runOnce();
    expect(subjects()).toEqual(['您有2项事项待办，最早的期限是2026年11月27日']);
    expect(outbox.smtp.inbox[0]!.mail.text).toMatch(/乙工程[\s\S]*甲工程/);

    const third = await remind('丙工程', '2026-11-27');
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
    expect(await outbox.mail(third)).toMatchObject({
      state: 'queued',
      notBefore: new Date('2026-11-24T01:30:00.000Z'),
    });
    outbox.clock.set('2026-11-24T01:30:00.000Z');
    await outbox.sender.runOnce();
    expect(outbox.smtp.inbox).toHaveLength(2);
  });

  it('keeps news for the morning and sends an invitation at night', async () => {
    outbox.clock.set('2026-11-27T14:00:00.000Z'); // Friday, 22:00
    const news = await outbox.queue('finding-closed', await outbox.person(), { finding: 'f1' });
    await outbox.queue('expert-invitation', await outbox.person(), { round: 1, draw: 1 });
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 1 });
    expect((await outbox.mail(news)).notBefore).toEqual(new Date('2026-11-30T00:30:00.000Z'));
  });
});

describe('a server that does not take it', () => {
  it('is given up for an invitation after one working day, and an officer telephones', async () => {
    const projectId = await outbox.project();
    const id = await outbox.queue('expert-invitation', await outbox.person(), { round: 1, draw: 1 }, { projectId });
    await outbox.smtp.down();
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, retrying: 1 });
    expect((await outbox.mail(id)).notBefore).toEqual(new Date('2026-11-23T02:00:30.000Z'));
    outbox.clock.set('2026-11-24T02:00:00.000Z');
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, given_up: 1 });
    await outbox.smtp.up();
    expect(await outbox.mail(id)).toMatchObject({
      state: 'given_up',
      lastError: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await tasks()).toMatchObject([{ kind: 'phone-recipient', role: 'officer', subject: id, projectId }]);
  });

  it('refuses for good: bounced, an officer’s task, no further attempt', async () => {
    const id = await outbox.queue('finding-closed', await outbox.person(), { finding: 'f1' });
    outbox.smtp.refuse(554, 'no thanks');
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, bounced: 1 });
    expect(await outbox.mail(id)).toMatchObject({ state: 'bounced', lastError: expect.stringContaining('no thanks') });
    expect(await tasks()).toMatchObject([{ kind: 'phone-recipient', subject: id }]);
    outbox.clock.set('2026-11-24T02:00:00.000Z');
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
  });

  it('whose answer is lost gets the same Message-ID again', async () => {
    await outbox.queue('password-changed', await outbox.person(), { change: 'c' });
    outbox.smtp.loseAnswers(true);
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, retrying: 1 });
    outbox.smtp.loseAnswers(false);
    outbox.clock.set('2026-11-23T02:01:00.000Z');
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 1 });
    const [first, second] = outbox.smtp.inbox;
    expect(outbox.smtp.inbox).toHaveLength(2);
    expect(first!.messageId).toBe(second!.messageId);
  });

  it('takes over from a sender that died with a lease', async () => {
    const id = await outbox.queue('password-changed', await outbox.person(), { change: 'c' });
    const dying = outbox.another({ transport: { sendMail: () => new Promise(() => {}) } as never });
    void dying.runOnce();
    while ((await outbox.mail(id)).leaseUntil === null) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
    outbox.clock.set('2026-11-23T02:05:00.000Z');
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 1 });
  });
});

describe('what is out of date', () => {
  const clockRow = (changes: Partial<ClockRow>) => ({
    state: 'running',
    due: '2026-11-30',
    steps: [],
    version: 2,
    ...changes,
  });
  const queueReminder = async (changes: Partial<ClockRow>) => {
    const projectId = await outbox.project();
    const row = clockRow(changes);
    const ruleSet = await outbox.database.client.ruleSetVersion.findFirstOrThrow();
    const clock = await outbox.database.client.clock.create({
      data: {
        ...{ projectId, workflow: 'projectAcceptance', kind: 'periodic_report', subject: '2026Q4' },
        ...{ ruleSetId: ruleSet.id, provisional: false, approximate: false, calendar: 'test' },
        ...{ state: row.state as ClockRow['state'], version: row.version },
        ...{ countsFrom: toDate('2026-01-01'), countsTo: toDate('2026-12-31') },
        row: row as unknown as Prisma.InputJsonObject,
      },
    });
    const columns = { projectId, clockId: clock.id, clockVersion: 1 };
    return outbox.queue('report-due', await outbox.person(), { period: '2026Q4', reminder: 1 }, columns);
  };

  it('is superseded when the project has left the stage or the time is over', async () => {
    const projectId = await outbox.project();
    const stale = await outbox.queue(
      'finding-closed',
      await outbox.person(),
      { finding: 'f1' },
      { projectId, stage: 'reviewing' },
    );
    const late = await outbox.queue(
      'finding-closed',
      await outbox.person(),
      { finding: 'f1' },
      { validUntil: new Date(MONDAY_TEN) },
    );
    const fresh = await outbox.queue(
      'finding-closed',
      await outbox.person(),
      { finding: 'f1' },
      { projectId, stage: 'tracking' },
    );
    await outbox.sender.runOnce();
    const states = await Promise.all([stale, late, fresh].map(async (id) => (await outbox.mail(id)).state));
    expect(states).toEqual(['superseded', 'superseded', 'accepted']);
    expect(outbox.smtp.inbox).toHaveLength(1);
  });

  it('is replaced by the present date of its clock', async () => {
    const id = await queueReminder({});
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 1 });
    const old = await outbox.mail(id);
    expect(old.state).toBe('superseded');
    expect(await outbox.mail(old.supersededById!)).toMatchObject({
      state: 'accepted',
      clockVersion: 2,
      eventKey: 'report-due/2026Q4/reminder-1/version-2',
    });
    expect(outbox.smtp.inbox[0]!.mail.text).toContain('2026年11月30日');
  });

  it.each([
    ['the clock has stopped', { state: 'stopped' as const }],
    ['the clock rests', { state: 'paused' as const }],
    ['the clock will remind by itself', { steps: [{ state: 'pending', at: '-5 WD' }] as never }],
  ])('is not replaced when %s', async (_, changes) => {
    const id = await queueReminder(changes);
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
    expect(await outbox.mail(id)).toMatchObject({ state: 'superseded', supersededById: null });
  });

  it('is seen again before every attempt', async () => {
    const projectId = await outbox.project();
    const id = await outbox.queue(
      'finding-closed',
      await outbox.person(),
      { finding: 'f1' },
      { projectId, stage: 'tracking' },
    );
    outbox.smtp.refuse(450);
    await outbox.sender.runOnce();
    outbox.smtp.accept();
    const { client } = outbox.database;
    const { stage } = await client.project.findUniqueOrThrow({ where: { id: projectId } });
    await client.$transaction([
      client.stageChange.create({ data: { projectId, from: stage, to: 'reviewing', at: new Date(MONDAY_TEN) } }),
      client.project.update({ where: { id: projectId }, data: { stage: 'reviewing' } }),
    ]);
    outbox.clock.set('2026-11-23T02:30:00.000Z');
    expect(await outbox.sender.runOnce()).toEqual(NOTHING);
    expect((await outbox.mail(id)).state).toBe('superseded');
  });
});

describe('the address', () => {
  it('that was never verified learns no project fact and may say "not mine"', async () => {
    const personId = await outbox.person({ verified: false });
    for (const finding of ['f1', 'f2']) await outbox.queue('finding-due', personId, { finding, due: 'x', reminder: 1 });
    expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 2 });
    const [received, ...more] = outbox.smtp.inbox;
    expect(more).toEqual([]);
    const whole = `${received!.subject}${received!.mail.text}${received!.mail.html}`;
    expect(whole).not.toMatch(/富龙西江|隐蔽工程/);
    expect(received!.mail.headers.get('x-dangyan-kind')).toBe('notice-waiting');
    expect(whole).toContain('/not-mine/');
  });

  it('is the verified one, the newest, and never one that bounced, ended or was disowned', async () => {
    const personId = await outbox.person({ address: 'first@example.cn' });
    const add = (address: string, columns: object = {}) =>
      outbox.database.client.emailAddress.create({ data: { personId, address, verifiedAt: new Date(), ...columns } });
    await add('second@example.cn');
    await add('new@example.cn', { verifiedAt: null });
    await add('bounced@example.cn', { bouncedAt: new Date() });
    await add('ended@example.cn', { endedAt: new Date() });
    await add('disowned@example.cn', { disownedAt: new Date() });
    await outbox.queue('finding-closed', personId, { finding: 'f1' });
    await outbox.queue('address-confirmation', personId, { change: 'c1' });
    await outbox.sender.runOnce();
    expect(outbox.smtp.inbox.map(({ envelopeTo }) => envelopeTo[0]).sort()).toEqual([
      'new@example.cn',
      'second@example.cn',
    ]);
  });

  it('that nobody has becomes a task', async () => {
    const projectId = await outbox.project();
    const personId = await outbox.person({ address: null });
    const id = await outbox.queue('finding-closed', personId, { finding: 'f1' }, { projectId });
    await outbox.sender.runOnce();
    expect((await outbox.mail(id)).state).toBe('given_up');
    expect(await tasks()).toMatchObject([{ kind: 'find-contact', subject: id, projectId }]);
  });
});

it('leaves before there is a bureau, and what has no address holds up nobody else', async () => {
  await outbox.database.client.jurisdiction.deleteMany();
  const nobody = await outbox.queue('password-changed', await outbox.person({ address: null }), { change: 'c1' });
  const invited = await outbox.queue('first-login', await outbox.person(), { issue: 1 });
  expect(await outbox.sender.runOnce()).toEqual({ ...NOTHING, accepted: 1 });
  expect(await outbox.mail(nobody)).toMatchObject({ state: 'given_up', lastError: 'no address in use' });
  expect(await outbox.mail(invited)).toMatchObject({ state: 'accepted' });
  expect(outbox.smtp.inbox[0]!.mail.from!.value).toEqual([{ name: '档验系统', address: 'dangyan@example.cn' }]);
  expect(await tasks()).toEqual([]);
});

it('tells in the same transaction what became of a message', async () => {
  const heard: string[] = [];
  const id = await outbox.queue('expert-invitation', await outbox.person(), { round: 1, draw: 1 });
  const failing = outbox.another({
    onSettled: () => {
      throw new Error('the fact could not be written');
    },
  });
  await expect(failing.runOnce()).rejects.toThrow('the fact could not be written');
  expect(await outbox.mail(id)).toMatchObject({ state: 'queued', acceptedAt: null });
  outbox.clock.set('2026-11-23T02:05:00.000Z');
  const hearing = outbox.another({
    onSettled: async (_tx, mailId, outcome) => void heard.push(`${mailId} ${outcome}`),
  });
  await hearing.runOnce();
  expect(heard).toEqual([`${id} accepted`]);
});
