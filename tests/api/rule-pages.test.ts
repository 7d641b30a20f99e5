import { loadDefaults } from '../../prisma/seed/load-defaults';
import { createTestApi, type TestApi } from './support/api';
import { FormVisitor } from './support/form-visitor';
import { makeJurisdiction, makePerson } from './support/people';

/** A new version of the rules is made, read, and approved by pages alone. */
let api: TestApi;
let admin: FormVisitor;
let director: FormVisitor;
let shipped: string;

beforeAll(async () => {
  api = await createTestApi();
  await api.admin.transaction(loadDefaults);
  const city = await makeJurisdiction(api, 'SZ');
  admin = await FormVisitor.enter(api, await makePerson(api, '冯嘉豪', [{ role: 'admin' }]));
  director = await FormVisitor.enter(
    api,
    await makePerson(api, '梁国栋', [{ role: 'director', jurisdictionId: city }]),
  );
  shipped = (await api.admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } })).id;
  for (const [code, industry] of [
    ['A-1', '公路'],
    ['A-2', '水利'],
  ]) {
    await api.admin.client.project.create({
      data: { code: code!, name: `${industry}工程`, industry: industry!, jurisdictionId: city, stage: 'tracking' },
    });
  }
});
afterAll(() => api.close());

const unescaped = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x3D;/g, '=')
    .replace(/&amp;/g, '&');
const carried = (html: string): string => unescaped(/name="_body" value="([^"]*)"/.exec(html)![1]!);

test('the shipped rules can be read in words, each with its source', async () => {
  expect((await admin.see('/rules')).text).toContain('重点建设项目档案验收规则集（通用）');
  const { text } = await admin.see(`/rules/${shipped}`);
  expect(text).toContain('收到申请后10个工作日');
  expect(text).toContain('到期前3个工作日');
  expect(text).toContain('国家规定');
  expect(text).not.toMatch(/undefined|\[object/);
});

test('a change of one section is kept while another is edited, and shown before it is proposed', async () => {
  const path = `/rules/${shipped}/edit`;
  let { text } = await admin.see(path);
  const head = { effectiveFrom: '2027-01-01', name: '规则集2027' };
  const send = async (fields: Record<string, string>) => {
    const response = await admin.send(path, { _body: carried(text), ...head, ...fields });
    text = response.text;
    return response;
  };
  await send({ _section: 'clocks', _do: 'section:scoring', 'clocks.reply_application.due.0.n': '8' });
  expect(text).toContain('合格分数线');
  const refused = await send({ _section: 'scoring', _do: 'check', 'scoring.passLine': '95' });
  expect(refused.status).toBe(422);
  expect(text).toMatch(/id="f-scoring.passLine" name="scoring.passLine" value="95"/);
  await send({ _section: 'scoring', _do: 'section:entry', 'scoring.passLine': '75' });
  await send({ _section: 'entry', _do: 'check', 'entry.suspensionReasons': '停建、缓建\r\n资金未落实\r\n其他' });
  for (const words of ['答复验收申请', '收到申请后8个工作日', '75分', '70分']) expect(text).toContain(words);
  expect(text).toContain('尚未收到申请的1个在办项目');
  expect(text).toContain('1个在办项目另有规则集');
  await send({ _section: 'entry', _do: 'propose' });
  const made = await api.admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default', version: 2 } });
  expect(made).toMatchObject({ name: '规则集2027', approvedById: null });
  expect(made.body).toMatchObject({ scoring: { passLine: 75 }, entry: { suspensionReasons: { length: 3 } } });
});

test('an entry of a list goes and comes', async () => {
  const path = `/rules/${shipped}/edit`;
  const { text } = await admin.see(path);
  const less = await admin.send(path, { _body: carried(text), _section: 'sampling', _do: 'less:sampling.strata.5' });
  expect(less.text).not.toContain('sampling.strata.5.code');
  const more = await admin.send(path, { _body: carried(less.text), _section: 'sampling', _do: 'more:sampling.strata' });
  expect(more.text).toContain('sampling.strata.5.code');
});

test('a rule that may be left out is added, filled in with its source, and taken out again', async () => {
  const path = `/rules/${shipped}/edit`;
  const name = 'clocks.reply_application.extension';
  const { text } = await admin.see(path);
  expect(text).toContain(`<option value="${name}">`);
  const head = { effectiveFrom: '2027-06-01', _section: 'clocks' };
  const added = await admin.send(path, { ...head, _body: carried(text), _do: 'part', _part: name });
  for (const field of ['times', 'n', 'min', 'max']) expect(added.text).toContain(`name="${name}.${field}"`);
  expect(added.text).not.toContain(`<option value="${name}">`);

  const body = carried(added.text);
  const check = (fields: Record<string, string>) => admin.send(path, { ...head, _body: body, _do: 'check', ...fields });
  const empty = await check({});
  expect(empty.status).toBe(422);
  expect(empty.text).toContain(`id="e-${name}.times"`);
  const numbers = { [`${name}.times`]: '1', [`${name}.n`]: '5', [`${name}.min`]: '1', [`${name}.max`]: '10' };
  const source = 'clocks.reply_application.sources.extension';
  expect((await check(numbers)).text).toContain(`id="e-${source}.note"`);
  const whole = await check({ ...numbers, [`${source}.basis`]: 'bureau', [`${source}.note`]: '局务会议定' });
  expect(whole.text).toMatch(/可延期次数：1/);

  const removed = await admin.send(path, { ...head, _body: body, _do: `without:${name}` });
  expect(removed.text).toContain(`<option value="${name}">`);
  expect(carried(removed.text)).not.toContain('"extension":{"times":null');
});

test('what is no form of the editor is refused, and the page begins with the version', async () => {
  for (const _body of ['', '{', '{}', '{"clocks":{}}', 'null']) {
    const response = await admin.send(`/rules/${shipped}/edit`, { _body, _section: 'clocks', _do: 'check' });
    expect(response.status).toBe(400);
    expect(response.text).toContain('没有收到正在修改的规则');
    expect(carried(response.text)).toContain('"scoring"');
  }
});

test('who proposed a version does not approve it; a director who sees the project’s name does', async () => {
  const { id } = await api.admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default', version: 2 } });
  const own = (await admin.see(`/rules/${id}`)).text;
  expect(own).toContain('待批准');
  expect(own).not.toContain('批准这一版');
  expect(own).not.toContain('公路工程');
  const { text } = await director.see(`/rules/${id}`);
  expect(text).toContain('公路工程');
  expect(text).not.toContain('水利工程<');
  const sha256 = /name="sha256" value="([^"]*)"/.exec(text)![1]!;
  await director.send(`/rules/${id}/approve`, { sha256 });
  expect((await director.see(`/rules/${id}`)).text).toContain('梁国栋批准');
});
