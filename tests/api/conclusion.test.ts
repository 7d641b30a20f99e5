import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import supertest from 'supertest';
import { setPapersDue } from '../../activities/papers/set-papers-due';
import { sha256Hex } from '../../domain/crypto/sha256';
import type { RuleSet } from '../../domain/rules/rule-set';
import { PASSED } from '../support/round';
import { type Acting, actingOn } from './support/acting';
import { announced } from './support/meeting';
import { fullPanel, items, type Panel } from './support/panel';
import { makeOrganisation, makePerson } from './support/people';
import { type RunningApi, startRunningApi } from './support/running-api';
import { signedIn, Visitor } from './support/visitor';

/** A passed project with an item to fix, from its opinion to its close, over HTTP alone, with the mistakes that are made. */
let api: RunningApi;
let panel: Panel;
let acting: Acting;
let scan: string;
const NOBODY = randomUUID();
const NO_FILE = 'a'.repeat(64);

beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api);
  acting = actingOn(panel.code);
  await announced(api, panel, PASSED, ['fix']);
  scan = await api.upload(api.officer, panel.code);
});
afterAll(() => api.close());

const path = (part = '') => `/api/v1/projects/${panel.code}${part}`;
/** An issued paper, with the check code that is printed on it. */
async function paperOf(reference: unknown) {
  const { id, token } = await api.admin.client.paper.findFirstOrThrow({ where: { reference: String(reference) } });
  return { id, code: token! };
}
/** What a browser gets that nobody is signed in with. */
const look = (address: string) => supertest(api.app).get(address).set('Accept-Language', 'zh-CN');
const stage = async () => (await api.officer.get(path())).body.stage;

const TEXT = {
  overview: '项目概况',
  management: '档案管理情况',
  problems: '',
  advice: '',
  againstScoreReason: '系统性缺陷',
};

describe('the opinion', () => {
  let opinionId: string;

  test('is the leader’s to draft, and everybody’s to sign or to dissent from', async () => {
    const { refused, once } = acting;
    const [leader, , official, expert] = panel.members;
    expect(await refused(api.officer, 'opinion.draft', TEXT)).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['leader', 'deputy_leader'],
    });
    expect(await refused(leader.visitor, 'opinion.draft', { ...TEXT, overview: '' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.overview',
      allowed: 'at least 1',
    });
    expect(await refused(leader.visitor, 'opinion.sign', { opinionId: NOBODY })).toMatchObject({
      code: 'OPINION_STATE',
      field: 'opinion',
      value: null,
      allowed: ['signing'],
    });
    const { opinionId: first } = await once(leader.visitor, 'opinion.draft', TEXT);
    await once(official.visitor, 'opinion.sign', { opinionId: first });
    const second = await once(leader.visitor, 'opinion.draft', { ...TEXT, advice: '补充目录' });
    expect(second).toMatchObject({ version: 2 });
    opinionId = second.opinionId as string;
    expect(await refused(official.visitor, 'opinion.sign', { opinionId: first })).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
      field: 'opinionId',
      value: first,
      allowed: opinionId,
    });
    expect(await refused(api.director, 'opinion.sign', { opinionId })).toMatchObject({ status: 403 });
    expect(await refused(expert.visitor, 'opinion.sign', { opinionId, dissent: '' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.dissent',
    });
    await once(expert.visitor, 'opinion.sign', { opinionId, dissent: '竣工图编制不完整' });
    expect(await refused(expert.visitor, 'opinion.sign', { opinionId })).toMatchObject({
      code: 'ALREADY_SIGNED',
      value: opinionId,
    });
    const form = { printedSha256: scan, scanSha256: scan };
    expect(await refused(api.recorder, 'opinion.submit_form', form)).toMatchObject({
      code: 'OPINION_STATE',
      value: 'signing',
      allowed: ['form_check', 'sent_back'],
    });
    for (const { visitor } of panel.members.filter((member) => member !== expert)) {
      await once(visitor, 'opinion.sign', { opinionId });
    }
    expect((await items(official.visitor, path('/rounds')))[0].opinion).toMatchObject({
      state: 'form_check',
      version: 2,
    });
    expect((await items(api.owner, path('/rounds')))[0].opinion).toBeNull();
  });

  test('comes back as a scan, is sent back for its form, and is issued by the director', async () => {
    const { refused, once } = acting;
    expect(await refused(api.director, 'opinion.issue')).toMatchObject({ code: 'SCAN_REQUIRED', field: 'scanSha256' });
    expect(await refused(api.officer, 'opinion.submit_form', { printedSha256: '0x', scanSha256: scan })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.printedSha256',
      value: '0x',
    });
    const form = (printedSha256: string, scanSha256: string) => ({ printedSha256, scanSha256 });
    for (const [body, field] of [
      [form(NO_FILE, scan), 'printedSha256'],
      [form(scan, NO_FILE), 'scanSha256'],
    ] as const) {
      expect(await refused(api.officer, 'opinion.submit_form', body)).toMatchObject({
        code: 'FILE_UNKNOWN',
        field,
        value: NO_FILE,
      });
    }
    await once(api.officer, 'opinion.submit_form', form(scan, scan));
    expect(await refused(api.director, 'opinion.send_back', {})).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.reason',
    });
    await once(api.director, 'opinion.send_back', { reason: '落款日期有误' });
    expect(await refused(api.director, 'opinion.issue')).toMatchObject({ code: 'OPINION_STATE', value: 'sent_back' });
    await once(api.recorder, 'opinion.submit_form', form(scan, scan));
    expect(await refused(api.officer, 'opinion.issue')).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['director', 'parent_director'],
    });
    expect(await refused(api.director, 'opinion.issue', { number: 5 })).toMatchObject({
      code: 'REASON_REQUIRED',
      field: 'gapReason',
    });
    const { reference } = await once(api.director, 'opinion.issue', { number: 5, gapReason: '前四号已预留' });
    expect(await stage()).toBe('awaiting_completion');
    expect((await items(api.owner, path('/rounds')))[0].opinion).toMatchObject({ id: opinionId, passed: true });
    const { code } = await paperOf(reference);
    const { body } = await new Visitor(api).get(`/api/v1/public/papers?code=${code}`);
    expect(body).toMatchObject({
      reference,
      kind: 'opinion',
      state: 'in_force',
      passed: true,
      announcedOn: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toContain('组长');
    expect(await refused(api.director, 'opinion.issue')).toMatchObject({ code: 'ACT_NOT_ALLOWED_IN_STAGE' });
  });

  test('is set, downloaded by whom it concerns, and verified by anybody who has it', async () => {
    const list = await items(api.owner, path('/papers'));
    const opinion = list.find(({ kind }: { kind: string }) => kind === 'opinion');
    const { id, code } = await paperOf(opinion.reference);
    expect((await api.owner.get(`/api/v1/papers/${id}/pdf`)).body).toMatchObject({ code: 'PAPER_NOT_SET' });
    await setPapersDue(api.worker, { now: () => new Date() }, 'https://dangyan.example.cn');

    const pdf = await api.owner.get(`/api/v1/papers/${id}/pdf`);
    expect(pdf.status).toBe(200);
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining('attachment'),
    });
    const sha256 = sha256Hex(pdf.body as Uint8Array);
    const stranger = new Visitor(api);
    expect((await stranger.get(`/api/v1/public/papers?sha256=${sha256}`)).body).toEqual(
      (await stranger.get(`/api/v1/public/papers?code=${code}`)).body,
    );
    const page = await look(`/verify/${code}`);
    expect(page.text).toContain('这份文书真实有效');
    expect(page.text).toContain(`data-sha256="${sha256}"`);
    expect(page.headers['content-security-policy']).not.toContain('unsafe');

    expect((await api.officer.get(`/api/v1/papers/${id}/docx`)).status).toBe(200);
    expect((await api.owner.get(`/api/v1/papers/${id}/docx`)).status).toBe(403);
    for (const each of ['pdf', 'docx']) {
      expect((await api.westOfficer.get(`/api/v1/papers/${id}/${each}`)).status).toBe(404);
      expect((await stranger.get(`/api/v1/papers/${id}/${each}`)).status).toBe(401);
    }
    expect((await api.officer.get(path('/paper-drafts/opinion'))).status).toBe(200);
    expect((await api.westOfficer.get(path('/paper-drafts/opinion'))).status).toBe(404);
    expect((await api.officer.get(path('/paper-drafts/poem'))).body).toMatchObject({
      code: 'BAD_INPUT',
      field: 'kind',
    });
  });

  test('comes with all papers of its case as one download, whose list of hashes is right', async () => {
    await api.act(api.officer, panel.code, 'paper.print', { kind: 'meeting_pack' });
    await setPapersDue(api.worker, { now: () => new Date() }, 'https://dangyan.example.cn');
    const packed = async (pack: string) => unzipSync(await api.officer.file(path(`/packs/${pack}`)));
    const whole = await packed('case');
    const sums = strFromU8(whole.SHA256SUMS!)
      .trim()
      .split('\n')
      .map((line) => line.split('  '));
    expect(sums.map(([, name]) => name)).toEqual(Object.keys(whole).filter((name) => name !== 'SHA256SUMS'));
    for (const [sum, name] of sums) expect(sha256Hex(whole[name!]!)).toBe(sum);
    expect(Object.keys(whole)).toContainEqual(expect.stringMatching(/^\d+ 档案验收意见 DQ验〔2026〕5号\.pdf$/));
    expect(Object.keys(await packed('meeting')).map((name) => name.replace(/^\d+ | .*|\.pdf/g, ''))).toEqual(
      expect.arrayContaining(['签到表', '评分表', '表决票']),
    );
    expect((await api.owner.get(path('/packs/case'))).status).toBe(403);
    expect((await api.westOfficer.get(path('/packs/case'))).status).toBe(404);
    expect((await api.officer.get(path('/packs/other'))).body).toMatchObject({ code: 'BAD_INPUT', field: 'pack' });
  });

  test('is not found by its number, nor is any other: a stranger learns nothing by counting', async () => {
    const { reference } = (await items(api.owner, path('/papers'))).find(
      ({ kind }: { kind: string }) => kind === 'opinion',
    );
    const stranger = new Visitor(api);
    const { code } = await paperOf(reference);
    const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    for (const way of [
      '/api/v1/public/papers?reference=',
      '/api/v1/public/papers?code=',
      '/verify/',
      '/verify?code=',
    ]) {
      const asked = async (value: string) => {
        const { status, text, headers } = await look(`${way}${encodeURIComponent(value)}`);
        const { 'ratelimit-policy': limit } = headers;
        return {
          status,
          limit,
          text: text
            .replaceAll(value, '…')
            .replaceAll(encodeURIComponent(value), '…')
            .replace(/[\w-]{30,}/g, '…'),
        };
      };
      const there = await asked(reference);
      expect(await asked(reference.replace(/\d+号/, '987654号'))).toEqual(there);
      expect(there.text).not.toContain(panel.code);
    }
    const none = await look(`/verify/${wrong}`);
    expect(none.status).toBe(404);
    expect(none.text).toContain('没有查到这份文书');
    expect((await stranger.get(`/api/v1/public/papers?code=${wrong}`)).body).not.toHaveProperty('value');
  });

  test('is served: signed for by the owner, once', async () => {
    const toSign = await items(api.owner, '/api/v1/services?open=true&mine=true');
    const served = (kind: string) => toSign.find(({ subjectKind }: { subjectKind: string }) => subjectKind === kind);
    const service = served('opinion');
    expect(service).toMatchObject({ subjectId: opinionId, servedOn: null });
    const { refused, once } = acting;
    const sign = { serviceId: service.id };
    expect(await refused(api.director, 'service.record', sign)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    await once(api.owner, 'service.record', sign);
    expect((await api.owner.get(`/api/v1/services/${service.id}`)).body).toMatchObject({
      servedOn: '2026-03-24',
      channel: 'web',
    });
    expect(await refused(api.officer, 'service.record', sign, { channel: 'phone' })).toMatchObject({
      code: 'ALREADY_SERVED',
      field: 'serviceId',
      value: service.id,
    });
    await once(api.owner, 'service.record', { serviceId: served('rectification_notice').id });
  });
});

describe('an issued paper', () => {
  test('is corrected by two: the old one is void, the new one cites it', async () => {
    const { refused, once } = acting;
    const [issued] = await items(api.officer, path('/facts?kind=opinion.issue'));
    const paper = (await items(api.officer, path('/papers'))).find(({ kind }: { kind: string }) => kind === 'opinion');
    const { name } = (await api.officer.get(path())).body;
    const change = (more: object = {}) => ({
      ...{
        factId: issued.id,
        field: 'name',
        oldValue: name,
        newValue: '沙口水利枢纽除险加固工程（一期）',
        reason: '名称有误',
      },
      ...{ papers: [paper.id], ...more },
    });
    expect(await refused(api.owner, 'correction.propose', change())).toMatchObject({ allowed: ['officer'] });
    expect(await refused(api.officer, 'correction.propose', change({ factId: NOBODY }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'factId',
      value: NOBODY,
    });
    expect(await refused(api.officer, 'correction.propose', change({ papers: [NOBODY] }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'papers',
      value: NOBODY,
    });
    expect(await refused(api.officer, 'correction.propose', change({ evidenceSha256: NO_FILE }))).toMatchObject({
      code: 'FILE_UNKNOWN',
      field: 'evidenceSha256',
    });
    const [ballot] = await items(api.officer, path('/facts?kind=ballot.cast'));
    expect(await refused(api.officer, 'correction.propose', change({ factId: ballot.id }))).toMatchObject({
      code: 'NOT_CORRECTABLE',
      field: 'factId',
      value: 'ballot.cast',
    });
    const { proposalId } = await once(api.officer, 'correction.propose', change());
    expect(await refused(api.officer, 'correction.propose', change())).toMatchObject({ code: 'PROPOSAL_OPEN' });
    const decide = { proposalId, approve: true };
    const { code: proposed } = await paperOf(paper.reference);
    const state = async () => (await new Visitor(api).get(`/api/v1/public/papers?code=${proposed}`)).body.state;
    expect(await state()).toBe('under_review');
    expect(await refused(api.officer, 'correction.decide', decide)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await refused(api.director, 'correction.decide', { proposalId, approve: false })).toMatchObject({
      code: 'REASON_REQUIRED',
      field: 'reason',
    });
    await once(api.director, 'correction.decide', decide);
    expect(await refused(api.director, 'correction.decide', decide)).toMatchObject({
      code: 'PROPOSAL_DECIDED',
      value: 'approved',
    });
    const papers = await items(api.owner, path('/papers'));
    const replacement = papers.find(({ replacesId }: { replacesId: string }) => replacesId === paper.id);
    expect(papers.find(({ id }: { id: string }) => id === paper.id)).toMatchObject({ voidReason: '名称有误' });
    expect(replacement).toMatchObject({ kind: 'opinion', voidedAt: null });
    expect(await items(api.owner, path('/fact-corrections'))).toMatchObject([{ field: 'name', oldValue: name }]);
    const { code } = await paperOf(paper.reference);
    const old = await new Visitor(api).get(`/api/v1/public/papers?code=${code}`);
    expect(old.body).toMatchObject({ state: 'void', replacedBy: replacement.reference });
    const { body } = await new Visitor(api).get(`/api/v1/public/papers?code=${old.body.replacedByCode}`);
    expect(body).toMatchObject({ reference: replacement.reference, state: 'in_force' });
    const page = await look(`/verify/${code.toLowerCase()}`);
    expect(page.text).toContain('这份文书已经作废');
    expect(page.text).toContain(`href="/verify/${old.body.replacedByCode}"`);
  });
});

describe('an item', () => {
  test('is reported with evidence, sent back with a reason, extended once, and closed', async () => {
    const { refused, once } = acting;
    const [{ id: itemId }] = await items(api.owner, path('/items'));
    const evidence = [await api.upload(api.owner, panel.code)];
    const report = (more: object = {}) => ({ itemId, text: '已补', evidence, ...more });
    expect(await refused(api.officer, 'item.report', report())).toMatchObject({ allowed: ['owner'] });
    expect(await refused(api.owner, 'item.report', report({ evidence: [] }))).toMatchObject({
      code: 'EVIDENCE_REQUIRED',
      field: 'evidence',
      allowed: 'one file or more',
    });
    expect(await refused(api.owner, 'item.report', report({ evidence: [NO_FILE] }))).toMatchObject({
      code: 'FILE_UNKNOWN',
      field: 'evidence',
      value: NO_FILE,
      allowed: 'an uploaded file',
    });
    expect(await refused(api.owner, 'item.report', report({ itemId: NOBODY }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'itemId',
      value: NOBODY,
    });
    const verify = (accepted: boolean, verdict = '') => ({ itemId, accepted, verdict });
    expect(await refused(api.officer, 'item.verify', verify(true))).toMatchObject({
      code: 'ITEM_STATE',
      field: 'state',
      value: 'open',
      allowed: ['reported'],
    });
    const extend = { itemId, reason: '材料待补' };
    expect(await refused(api.officer, 'item.extend', extend)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    await once(api.director, 'item.extend', extend);
    expect(await refused(api.director, 'item.extend', extend)).toMatchObject({
      code: 'CLOCK_NOT_EXTENDABLE',
      field: 'extensions',
      value: 1,
    });
    await once(api.owner, 'item.report', report());
    expect(await refused(api.owner, 'item.report', report())).toMatchObject({ code: 'ITEM_STATE', value: 'reported' });
    expect(await refused(api.officer, 'item.verify', verify(false))).toMatchObject({
      code: 'REASON_REQUIRED',
      field: 'reason',
    });
    expect(await once(api.officer, 'item.verify', verify(false, '缺签章页'))).toMatchObject({ state: 'open' });
    expect(await once(api.owner, 'item.report', report())).toMatchObject({ answer: 2 });
    expect(await items(api.owner, path('/items'))).toMatchObject([
      { state: 'reported', extended: true, answers: [{ accepted: false, verdict: '缺签章页' }, { accepted: null }] },
    ]);
  });
});

describe('hand-over', () => {
  let archivist: Visitor;
  let receiverId: string;

  test('begins when completion acceptance was held, to receivers who are named', async () => {
    const { refused, once } = acting;
    receiverId = await makeOrganisation(api, '江州市城建档案馆', ['receiver']);
    archivist = await signedIn(
      api,
      await makePerson(api, '何接收', [{ role: 'receiver', organisationId: receiverId }]),
    );
    const named = { role: 'receiver', change: 'join', organisation: { id: receiverId }, reason: '确定接收单位' };
    expect(await refused(api.owner, 'parties.change', named)).toMatchObject({
      code: 'ACT_NOT_YOURS',
      field: 'role',
      value: 'receiver',
    });
    await once(api.officer, 'parties.change', named);
    const held = (more: object = {}) => ({ heldOn: '2026-03-24', document: '竣备〔2026〕3号', ...more });
    expect(await refused(api.director, 'completion.record', held())).toMatchObject({ allowed: ['owner', 'officer'] });
    expect(await refused(api.owner, 'completion.record', held({ heldOn: '2026-03-25' }))).toMatchObject({
      code: 'OCCURRED_IN_FUTURE',
      field: 'heldOn',
      value: '2026-03-25',
      allowed: '2026-03-24 or before',
    });
    expect(await refused(api.owner, 'completion.record', held({ heldOn: '24/3/2026' }))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.heldOn',
      value: '24/3/2026',
    });
    expect(await refused(api.owner, 'completion.record', held({ documentSha256: NO_FILE }))).toMatchObject({
      code: 'FILE_UNKNOWN',
      field: 'documentSha256',
    });
    await once(api.owner, 'completion.record', held());
    expect(await stage()).toBe('handing_over');
    expect(await refused(api.owner, 'completion.record', held())).toMatchObject({ code: 'ACT_NOT_ALLOWED_IN_STAGE' });
  });

  test('explains every difference, may be refused, and with the last item closes the project', async () => {
    const { refused, once } = acting;
    const { body } = await api.admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
    const kinds = (body as unknown as RuleSet).handover.kinds.map(({ code }) => code);
    const [kind = ''] = kinds;
    const count = (code: string, paper = 120) => ({ kind: code, catalogue: 120, paper, electronic: 120 });
    const counts = kinds.map((code) => count(code, code === kind ? 118 : 120));
    const missing = { kind, side: 'paper', missing: 2, explanation: '两卷移交城建档案馆' };
    const offer = (more: object = {}) => ({ receiverId, counts, differences: [missing], ...more });
    const wrong = (more: object, by = api.owner) => refused(by, 'hand_over.submit', offer(more));
    expect(await wrong({}, archivist)).toMatchObject({ code: 'ACT_NOT_YOURS', allowed: ['owner'] });
    expect(await wrong({ receiverId: NOBODY })).toMatchObject({
      code: 'RECEIVER_UNKNOWN',
      field: 'receiverId',
      value: NOBODY,
      allowed: [receiverId],
    });
    expect(await wrong({ differences: [] })).toMatchObject({
      code: 'COUNTS_DIFFER',
      field: 'counts',
      value: [{ kind, side: 'paper', missing: 2, explained: 0 }],
    });
    expect(await wrong({ differences: [{ ...missing, explanation: '' }] })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.differences[0].explanation',
    });
    expect(await wrong({ counts: [count('磁带')] })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'kind',
      value: '磁带',
      allowed: kinds,
    });
    expect(await wrong({ manifestSha256: NO_FILE })).toMatchObject({ code: 'FILE_UNKNOWN', field: 'manifestSha256' });

    const { handOverId } = await once(api.owner, 'hand_over.submit', offer());
    expect(await wrong({})).toMatchObject({ code: 'HAND_OVER_STATE', value: 'submitted', allowed: ['refused'] });
    const differences = [{ title: '缺2卷', reason: '请说明去向' }];
    expect(await refused(archivist, 'hand_over.refuse', { handOverId, differences: [] })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.differences',
      allowed: 'at least 1',
    });
    expect(await refused(api.owner, 'hand_over.sign', { handOverId })).toMatchObject({ allowed: ['receiver'] });
    expect(await refused(archivist, 'hand_over.sign', { handOverId: NOBODY })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'handOverId',
      value: NOBODY,
    });
    await once(archivist, 'hand_over.refuse', { handOverId, differences });
    expect(await refused(archivist, 'hand_over.sign', { handOverId })).toMatchObject({
      code: 'HAND_OVER_STATE',
      value: 'refused',
      allowed: ['submitted'],
    });
    const again = await once(api.owner, 'hand_over.submit', offer());
    expect(again).toMatchObject({ attempt: 2 });
    await once(archivist, 'hand_over.sign', { handOverId: again.handOverId });
    expect(await items(archivist, path('/hand-overs'))).toMatchObject([
      { attempt: 2, state: 'signed', differences: [missing] },
      { attempt: 1, state: 'refused', refusal: '缺2卷：请说明去向' },
    ]);
    expect(await stage()).toBe('handing_over');
    const [{ id: itemId }] = await items(api.officer, path('/items'));
    await once(api.officer, 'item.verify', { itemId, accepted: true, verdict: '' });
    expect((await api.owner.get(path())).body).toMatchObject({ stage: 'closed', outcome: 'handed_over' });
    expect(await refused(api.owner, 'hand_over.submit', offer())).toMatchObject({ status: 409, code: 'CLOSED' });
  });
});

describe('the wording of a paper', () => {
  const code = 'rectification_notice';
  const at = (more = '') => `/api/v1/jurisdictions/${api.east}/wordings/paper/${code}${more}`;
  const decide = (visitor: Visitor, id: string, body: object) => visitor.post(`/api/v1/wordings/${id}/decision`, body);

  test('is proposed by one and approved by another, and papers have it from then on', async () => {
    const { inForce, fields } = (await api.officer.get(at())).body;
    expect(inForce.version).toBe(1);
    expect(fields).toMatchObject({ owner: '〔owner〕', items: [{ number: '〔number〕', text: '〔text〕' }] });
    const body = { ...inForce.body, title: '关于{project}档案整改事项的通知' };
    const propose = (change: object) => api.officer.post(at(), { body: { ...body, ...change }, reason: '按市局口径' });
    expect((await propose({ title: '致{nobody}' })).body).toMatchObject({
      code: 'WORDING_FIELD_UNKNOWN',
      value: 'nobody',
    });
    expect((await propose({ layout: 'poster' })).body).toMatchObject({
      code: 'WORDING_INVALID',
      field: 'layout',
    });
    const missing = [{ kind: 'paragraph', when: '!owner', text: '{ghost}' }];
    expect((await propose({ blocks: missing })).body).toMatchObject({ code: 'WORDING_FIELD_UNKNOWN', value: 'ghost' });

    const { status, body: proposed } = await propose({});
    expect({ status, version: proposed.version }).toEqual({ status: 201, version: 2 });
    expect((await propose({})).body).toMatchObject({ code: 'PROPOSAL_OPEN' });
    expect((await api.officer.get(`/api/v1/wordings/${proposed.id}/preview`)).status).toBe(200);
    expect((await api.westOfficer.get(at())).status).toBe(403);
    expect((await decide(api.officer, proposed.id, { approve: true })).status).toBe(403);
    expect((await decide(api.director, proposed.id, { approve: false })).body).toMatchObject({
      code: 'REASON_REQUIRED',
    });

    const inDraft = async () =>
      strFromU8(unzipSync(await api.officer.file(path(`/paper-drafts/${code}?format=docx`)))['word/document.xml']!);
    expect(await inDraft()).not.toContain('档案整改事项');
    expect((await decide(api.director, proposed.id, { approve: true })).status).toBe(204);
    expect((await decide(api.director, proposed.id, { approve: true })).body).toMatchObject({
      code: 'PROPOSAL_DECIDED',
    });
    expect(await inDraft()).toContain('档案整改事项的通知');
    expect((await api.officer.get(at())).body.inForce.version).toBe(2);
  });

  test('is not approved by who proposed it, whatever his roles', async () => {
    const { body } = (await api.director.get(at())).body.inForce;
    const { id } = (await api.director.post(at(), { body: { ...body, title: '整改通知' }, reason: '再改' })).body;
    expect((await decide(api.director, id, { approve: true })).body).toMatchObject({ code: 'SAME_PERSON' });
    const update = api.admin.client.wordingVersion.update({
      where: { id },
      data: { approved: true, decidedById: api.people.director.personId },
    });
    await expect(update).rejects.toThrow(/two_people/);
  });
});
