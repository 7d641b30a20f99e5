import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { signRoot } from '../../activities/audit/sign-root';
import { projectPath } from '../../activities/project-root';
import { auditHash } from '../../domain/audit/audit-link';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import { applicationForm, registrationForm, volumes } from '../support/life';
import { DICE, MEETING } from '../support/panel';
import { appointSeats, fillPool, items } from './support/panel';
import type { TestPerson } from './support/people';
import { type RunningApi, startRunningApi } from './support/running-api';
import { signedIn, Visitor } from './support/visitor';

/** One project from its listing to a panel that knows each other, over HTTP alone, with what each reader sees on the way. */
let api: RunningApi;
let code: string;
let experts: TestPerson[];

beforeAll(async () => {
  api = await startRunningApi();
  code = await api.project();
});
afterAll(() => api.close());

const path = (part = '') => `/api/v1/projects/${code}${part}`;
const stage = async () => (await api.officer.get(path())).body.stage;

test('registration: invited, signed for, filed, confirmed', async () => {
  const { serviceId } = await api.act(api.officer, code, 'invitation.send');
  expect(await items(api.owner, '/api/v1/services?open=true&mine=true')).toMatchObject([
    { id: serviceId, project: { code }, subjectKind: 'invitation' },
  ]);
  expect((await api.owner.get('/api/v1/digest')).body).toMatchObject({ toSign: 1 });
  await api.act(api.owner, code, 'service.record', { serviceId });
  expect(await items(api.owner, '/api/v1/services?open=true')).toEqual([]);
  await api.act(api.owner, code, 'registration.submit', { form: registrationForm() });
  await api.act(api.officer, code, 'registration.confirm', { route: 'own' });
  expect(await stage()).toBe('tracking');
  const [registration] = await items(api.owner, path('/registrations'));
  expect(registration).toMatchObject({ version: 1, state: 'confirmed' });
});

test('deadlines show a date and the working days left', async () => {
  const clocks = await items(api.owner, path('/clocks'));
  const applyBy = clocks.find(({ kind }: { kind: string }) => kind === 'apply_by');
  expect(applyBy).toMatchObject({ state: 'running', due: '2027-01-30', tone: 'normal', project: { code } });
  expect(applyBy.workingDaysLeft).toBeGreaterThan(200);
  const over = await items(api.officer, '/api/v1/clocks?kind=apply_by&dueUntil=2027-12-31&overdue=false');
  expect(over).toMatchObject([{ id: applyBy.id }]);
  expect(await items(api.westOfficer, '/api/v1/clocks')).toEqual([]);
});

test('a call is one line, on the record', async () => {
  await api.act(api.officer, code, 'call.log', { spokeWith: '李文静', number: '0757-8000000', words: '下周补交' });
  const calls = await items(api.officer, path('/facts?kind=call.log'));
  expect(calls).toMatchObject([{ recordedBy: { name: '陈慧敏' }, detail: { words: '下周补交' } }]);
  expect(await items(api.owner, path('/facts?kind=call.log'))).toEqual([]);
});

test('application: catalogue, self-score, proposed by one person and accepted by another', async () => {
  const catalogue = (await api.owner.post(path('/catalogues'), { volumes: volumes(12) })).body;
  expect(await items(api.owner, path('/catalogues'))).toMatchObject([{ version: 1, volumes: 12 }]);
  const page = (await api.officer.get(path('/catalogues/1/volumes?limit=5'))).body;
  expect(page.items.map(({ code }: { code: string }) => code)).toEqual([
    'SK-0001',
    'SK-0002',
    'SK-0003',
    'SK-0004',
    'SK-0005',
  ]);
  const next = (await api.officer.get(path(`/catalogues/1/volumes?limit=5&cursor=${page.nextCursor}`))).body;
  expect(next.items[0].code).toBe('SK-0006');

  await api.act(api.owner, code, 'application.submit', {
    form: await applicationForm({ db: api.admin.client }, { id: catalogue.id, sha256: catalogue.sha256 }),
  });
  expect(await stage()).toBe('reviewing');
  const answer = { reply: { decision: 'accept' }, reason: '齐全' };
  const { proposalId } = await api.act(api.officer, code, 'application.propose', answer);
  expect(await items(api.director, '/api/v1/proposals?forMe=true')).toMatchObject([
    { id: proposalId, project: { code, stage: 'reviewing' }, proposedBy: { name: '陈慧敏' } },
  ]);
  for (const other of [api.officer, api.cityDirector]) {
    expect(await items(other, '/api/v1/proposals?forMe=true')).toEqual([]);
  }
  expect((await api.director.get('/api/v1/digest')).body.proposals).toBe(1);
  await api.act(api.director, code, 'application.decide', { proposalId, approve: true });
  expect(await stage()).toBe('paneling');
});

test('the panel’s appointed seats', async () => {
  experts = await fillPool(api);
  await appointSeats(api, code);
  const [round] = await items(api.officer, path('/rounds'));
  expect(round.seats.filter(({ holder }: { holder: unknown }) => holder)).toHaveLength(3);
});

describe('the draw', () => {
  let ceremonyId: string;

  test('waits for its witness, who sees what is committed to and nothing else', async () => {
    const startsAt = '2026-03-03T01:00:00.000Z';
    const { witness } = api.people;
    const dice = { kind: 'dice', startsAt, place: '二楼会议室', witnessId: witness.personId, bring: '身份证' };
    ({ ceremonyId = '' } = await api.act(api.officer, code, 'draw.freeze', { randomness: dice }));
    const seen = (await api.witness.get(`/api/v1/ceremonies/${ceremonyId}`)).body;
    expect(seen).toMatchObject({
      startsAt,
      digitsEntered: false,
      revealed: false,
      digits: null,
      source: { kind: 'dice' },
    });
    expect(seen.draws).toMatchObject([{ number: 1, state: 'committed', projectCode: code }]);
    expect(seen.draws[0].secretHash).toMatch(/^[0-9a-f]{64}$/);
    for (const stranger of [api.owner, api.westOfficer, api.administrator]) {
      expect((await stranger.get(`/api/v1/ceremonies/${ceremonyId}`)).status).toBe(404);
    }
    const [record] = await items(api.witness, path('/draws'));
    const designation = { highestChance: '1/4', people: 0 };
    expect(record.pool).toMatchObject({ size: 9, candidates: 8, departures: [], designation });
    expect(record.pool.steps.map(({ filter }: { filter: string }) => filter)).toContain('status');
    expect(await items(api.officer, path('/draws/1/exclusions'))).toMatchObject([
      { person: { name: '停用专家' }, filter: 'status' },
    ]);
    expect(await items(api.witness, path('/draws/1/exclusions'))).toEqual([]);
    expect(await items(api.owner, path('/draws'))).toEqual([]);
  });

  test('is public from its commitment on, and repeated from its record after the reveal', async () => {
    const anybody = new Visitor(api);
    const committed = (await anybody.get('/api/v1/draws/1')).body;
    const hidden = { hasBundle: false, revealedAt: null, designation: null };
    expect(committed).toMatchObject({ projectCode: code, state: 'committed', ...hidden });
    expect((await anybody.get('/api/v1/draws/1/bundle')).status).toBe(404);
    await api.moveTo('2026-03-03T01:30:00.000Z');
    const reveal = async (by: Visitor) => (await by.post(`/api/v1/ceremonies/${ceremonyId}/reveal`)).body;
    const draw = { number: 1, projectCode: code };
    expect((await reveal(api.witness)).items).toEqual([{ ...draw, outcome: 'refused', code: 'DIGITS_MISSING' }]);
    await api.act(api.witness, code, 'draw.enter_digits', { first: DICE, second: DICE });
    expect((await api.officer.get(`/api/v1/ceremonies/${ceremonyId}`)).body).toMatchObject({
      digitsEntered: true,
      digits: null,
    });
    expect((await reveal(api.officer)).items).toEqual([{ ...draw, outcome: 'refused', code: 'ACT_NOT_YOURS' }]);
    expect((await reveal(api.owner)).code).toBe('NOT_FOUND');
    expect((await reveal(api.witness)).items).toEqual([{ ...draw, outcome: 'revealed', code: null }]);
    expect(await reveal(api.witness)).toEqual({ ceremonyId, items: [] });
    expect((await anybody.get('/api/v1/draws')).body.items).toMatchObject([{ number: 1, state: 'revealed' }]);
    expect((await anybody.get('/api/v1/draws/1')).body.designation).toEqual({ highestChance: '1/4', people: 0 });
    expect((await anybody.get('/api/v1/draws/2')).status).toBe(404);
  });

  test('invites experts, who see their own seat and no other name', async () => {
    const [round] = await items(api.officer, path('/rounds'));
    const drawn = round.seats.filter(({ role }: { role: string }) => role === 'expert');
    for (const { holder } of drawn) expect(holder.name).toMatch(/^专家/);
    const mine = experts.find(({ personId }) => personId === drawn[0].holder.personId)!;
    const expert = await signedIn(api, mine);
    const [seat] = await items(expert, '/api/v1/me/seats?open=true');
    expect(seat).toMatchObject({ id: drawn[0].holder.id, project: { code }, answer: null, via: 'draw' });
    expect(seat.round.halfDays).toMatchObject(MEETING.halfDays);
    const [shown] = await items(expert, path('/rounds'));
    const names = shown.seats.flatMap(({ holder }: { holder: { name: string } | null }) =>
      holder ? [holder.name] : [],
    );
    expect(names).toEqual([drawn[0].holder.name]);
    await api.act(expert, code, 'panel_invitation.accept', { relations: [] });
    expect(await items(expert, '/api/v1/me/seats')).toMatchObject([{ answer: 'accepted' }]);
    const [asOwner] = await items(api.owner, path('/rounds'));
    expect(asOwner.seats.every(({ holder }: { holder: unknown }) => holder === null)).toBe(true);
  });

  test('tells how likely each was to take a seat that fell vacant, and nobody’s name or who would be next', async () => {
    const [before] = await items(api.officer, path('/rounds'));
    const { holder } = before.seats.find(
      (seat: { role: string; holder: { answer: string } }) =>
        seat.role === 'expert' && seat.holder.answer !== 'accepted',
    );
    const leaver = experts.find(({ personId }) => personId === holder.personId)!;
    expect((await api.officer.get(path('/draws/1/refills'))).body).toEqual({ items: [], advice: null });
    await api.act(await signedIn(api, leaver), code, 'panel_invitation.decline', {});
    const { body, text } = await api.witness.get(path('/draws/1/refills'));
    expect(body).toMatchObject({
      items: [
        {
          kind: 'vacancy',
          code: 'DECLINED',
          vacant: 0,
          filled: [
            {
              feasible: 3,
              entered: { chance: '1/3', decimal: 0.333333 },
              chances: [{ chance: '1/3', decimal: 0.333333, people: 3 }],
            },
          ],
        },
      ],
      advice: null,
    });
    for (const { words } of body.items[0].filled[0].passedOver) expect(words).toMatch(/^另须先补足(档案|市政公用)组$/);
    for (const { personId } of experts) expect(text).not.toContain(personId);
    expect(text).not.toContain('专家');
    expect((await api.officer.get(path('/draws/2/refills'))).body).toMatchObject({ field: 'number', value: 2 });
    expect((await api.owner.get(path('/draws/1/refills'))).status).toBe(404);
  });
});

test('a page that asks again with its tag is told that nothing is new', async () => {
  for (const address of [path(), path('/rounds'), path('/facts'), '/api/v1/tasks', '/api/v1/digest']) {
    const { headers } = await api.officer.get(address);
    const again = await api.officer.get(address, { 'If-None-Match': headers.etag! });
    expect([address, again.status]).toEqual([address, 304]);
  }
  const { headers } = await api.officer.get(path());
  await api.act(api.officer, code, 'call.log', { spokeWith: '李文静', words: '已提醒' });
  expect((await api.officer.get(path(), { 'If-None-Match': headers.etag! })).status).toBe(200);
});

test('the public learns where a listed project stands, in five words, and nobody’s name', async () => {
  const anybody = new Visitor(api);
  const { body } = await anybody.get('/api/v1/public/projects?search=水利枢纽');
  expect(body.items).toEqual([
    {
      code,
      name: '佛山市沙口水利枢纽除险加固工程',
      jurisdiction: 'DQ市',
      jurisdictionCode: 'DQ',
      industry: '市政',
      status: 'in_acceptance',
    },
  ]);
  expect((await anybody.get('/api/v1/public/projects?status=closed')).body.items).toEqual([]);
  expect((await api.officer.patch(path(), { notPublic: true })).status).toBe(204);
  expect((await anybody.get('/api/v1/public/projects')).body.items).toEqual([]);
  expect((await anybody.get('/api/v1/draws/1')).status).toBe(404);
  expect((await anybody.get('/api/v1/public/papers?code=7Q4M018XJD26K3PT')).status).toBe(404);
  expect((await anybody.get('/api/v1/public/papers')).body).toMatchObject({ code: 'BAD_INPUT' });
});

test('a case is given to an officer of the bureau', async () => {
  const { secondOfficer, westOfficer } = api.people;
  const give = (caseOfficerId: string, by = api.officer) => by.patch(path(), { caseOfficerId });
  expect((await give(westOfficer.personId)).status).toBe(404);
  expect((await give(secondOfficer.personId, api.owner)).status).toBe(403);
  expect((await give(secondOfficer.personId, api.westOfficer)).status).toBe(404);
  expect((await give(secondOfficer.personId)).status).toBe(204);
  const list = await items(api.director, `/api/v1/projects?caseOfficerId=${secondOfficer.personId}&stage=paneling`);
  expect(list).toMatchObject([{ code }]);
  expect((await api.owner.get(path())).body.caseOfficer).toMatchObject({ name: '王敏' });
});

const PARTS = [
  '',
  '/facts',
  '/clocks',
  '/services',
  '/corrections',
  '/fact-corrections',
  '/dates',
  '/parties',
  '/registrations',
  '/reports',
];
const MORE_PARTS = ['/visits', '/applications', '/proposals', '/items', '/hand-overs', '/papers', '/rounds', '/draws'];
const DEEP_PARTS = [
  '/stages',
  '/suspensions',
  '/catalogues',
  '/catalogues/1/volumes',
  '/draws/1/exclusions',
  '/draws/1/refills',
  '/rounds/1/sheets',
];

describe('whoever has nothing to do with a project', () => {
  test.each([...PARTS, ...MORE_PARTS, ...DEEP_PARTS])('does not find its “%s”, which its bureaus do', async (part) => {
    for (const stranger of [api.westOfficer, api.otherOwner, api.administrator]) {
      expect((await stranger.get(path(part))).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    for (const staff of [api.officer, api.cityOfficer]) expect((await staff.get(path(part))).status).toBe(200);
  });

  test.each([
    'projects',
    'tasks',
    'mails',
    'listings',
    'services',
    'clocks',
    'proposals',
    'ceremonies',
    'pool-members',
  ])('finds it in no list of %s', async (list) => {
    for (const stranger of [api.westOfficer, api.otherOwner, api.administrator]) {
      const { status, body } = await stranger.get(`/api/v1/${list}`);
      expect(status === 403 ? [] : body.items).toEqual([]);
    }
  });
});

describe('the case as one package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangyan-package-'));
  const out = join(folder, 'case.zip');
  let url: string;
  let server: Server;
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await promisify(server.close.bind(server))();
  });
  beforeAll(async () => {
    server = api.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  const fetchPackage = async (by: Visitor) => {
    const { body } = await by.post('/api/v1/me/tokens', { name: '导出', days: 1 });
    const command = [projectPath('dist', 'ops', 'export.js'), code, '--out', out, '--url', url];
    const env = { ...process.env, DANGYAN_TOKEN: body.token };
    return promisify(execFile)(process.execPath, command, { env }).then(
      ({ stdout }) => ({ status: 0, said: stdout }),
      ({ code: status, stderr }) => ({ status, said: stderr as string }),
    );
  };

  test('is not to be had while it is open, and leaves nothing behind', async () => {
    expect(await fetchPackage(api.officer)).toMatchObject({ status: 1, said: expect.stringContaining('CASE_OPEN') });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is its bureau’s, closed, with everything in it that is on record, and proves itself', async () => {
    const document = '关于终止项目的函';
    const outcome = { outcome: 'cancelled', document, reason: '项目终止' };
    const { proposalId } = await api.act(api.officer, code, 'outcome.propose', outcome);
    await api.act(api.director, code, 'outcome.decide', { proposalId, approve: true, reason: '同意' });
    expect(await stage()).toBe('closed');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await api.admin.transaction((tx) => signRoot(tx, new Date(), privateKey));
    const mail = await api.admin.client.outboxMail.findFirstOrThrow({ where: { project: { code } } });
    const sent = { state: 'accepted', acceptedAt: new Date(), address: 'he@example.cn' } as const;
    const sentText = '验收申请已受理\n\n何站长：您好。';
    await api.admin.client.outboxMail.update({ where: { id: mail.id }, data: { ...sent, sentText } });
    for (const [by, refused] of [
      [api.owner, 'FORBIDDEN'],
      [api.westOfficer, 'NOT_FOUND'],
      [api.administrator, 'FORBIDDEN'],
    ] as const) {
      expect(await fetchPackage(by)).toMatchObject({ status: 1, said: expect.stringContaining(refused) });
    }
    const { status, said } = await fetchPackage(api.officer);
    expect([status, said]).toEqual([0, expect.stringContaining('manifest')]);
    const bytes = readFileSync(out);
    const files = unzipSync(bytes);
    const text = (name: string) => strFromU8(files[`${code}/data/${name}`]!);
    const { id: projectId } = await api.admin.client.project.findUniqueOrThrow({ where: { code } });
    const where = { projectId };
    const { client } = api.admin;
    for (const [table, count] of [
      ['facts', await client.fact.count({ where })],
      ['mails', await client.outboxMail.count({ where })],
      ['volumes', await client.volume.count({ where: { catalogue: where } })],
      ['stages', await client.stageChange.count({ where })],
    ] as const) {
      expect(count).toBeGreaterThan(0);
      expect(JSON.parse(text(`facts/${table}.json`))).toHaveLength(count);
      // Spreadsheets tell UTF-8 by its mark.
      expect([...files[`${code}/data/facts/${table}.csv`]!.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(text(`facts/${table}.csv`)).toMatch(/^id,/);
    }
    const draw = await client.draw.findFirstOrThrow({ where });
    expect(text(`draws/${draw.number}.json`)).toBe(draw.bundle);
    const links = text('audit/chain.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(links.map(({ sequence }) => sequence)).toEqual(links.map((_, at) => at + 1));
    for (const { hash, ...link } of links) expect(auditHash(link)).toBe(hash);
    const { root, signature, proof } = JSON.parse(text('audit/root.json'));
    const { chain, sequence, hash } = proof.leaf;
    expect(links[sequence - 1].hash).toBe(hash);
    const signed = Buffer.from(canonicalJson({ what: 'dangyan audit root', ...root }));
    expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    const leaf = createHash('sha256')
      .update(`\0${canonicalJson({ chain, sequence, hash })}`)
      .digest();
    expect(rootFrom(leaf, proof)).toBe(root.root);
    expect(text('mails/0001.txt')).toContain(sentText);
    expect(text('index.html')).toContain('：验收申请已受理</a>');
    expect(text('index.html')).toContain(`<a href="draws/${draw.number}.json">`);
    const uploads = await client.fileUpload.findMany({ where, select: { sha256: true } });
    for (const { sha256 } of uploads) {
      expect(Object.keys(files).some((name) => name.includes(`attachments/${sha256.slice(0, 12)}/`))).toBe(true);
    }
    const event = await client.auditEvent.findFirstOrThrow({
      where: { chain: `project/${code}`, type: 'case.exported' },
    });
    expect(event.payload).toEqual({ fileSha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await fetchPackage(api.officer)).toMatchObject({
      status: 1,
      said: expect.stringContaining('there already'),
    });
  });

  test('that was tampered with is told by npm run check-bag', async () => {
    const check = (path: string) =>
      promisify(execFile)(process.execPath, [projectPath('dist', 'ops', 'check-bag.js'), path, '--json']).then(
        ({ stdout }) => ({ status: 0, report: JSON.parse(stdout) }),
        ({ code: status, stdout }) => ({ status, report: stdout && JSON.parse(stdout) }),
      );
    expect(await check(out)).toMatchObject({ status: 0, report: { bag: true, holds: true, faults: [] } });
    const files = unzipSync(readFileSync(out));
    files[`${code}/data/facts/facts.csv`] = strToU8('改过');
    const other = join(folder, 'other.zip');
    writeFileSync(other, zipSync(files));
    const { status, report } = await check(other);
    expect([status, report.faults]).toMatchObject([
      1,
      expect.arrayContaining([{ code: 'tampered', path: 'data/facts/facts.csv' }]),
    ]);
    writeFileSync(other, '不是包');
    expect((await check(other)).status).toBe(2);
  });
});

/** RFC 9162 §2.1.3.2, as whoever opens a package reads it. */
function rootFrom(leaf: Buffer, { index, size, path }: { index: number; size: number; path: string[] }): string {
  const node = (left: Buffer, right: Buffer) =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.of(1), left, right]))
      .digest();
  let [at, last, hash] = [index, size - 1, leaf];
  for (const each of path) {
    const other = Buffer.from(each, 'hex');
    if (at % 2 === 1 || at === last) {
      hash = node(other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = node(hash, other);
    [at, last] = [at >> 1, last >> 1];
  }
  return hash.toString('hex');
}
