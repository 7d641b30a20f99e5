import { createTestApi, type TestApi } from './support/api';
import { FormVisitor, troublesOf } from './support/form-visitor';
import { makeJurisdiction, makePerson, type TestPerson } from './support/people';

/** An officer changes what mails and papers say by pages alone, and a director decides. */
let api: TestApi;
let city: string;
const visitors = {} as Record<'admin' | 'director' | 'officer', FormVisitor>;

beforeAll(async () => {
  api = await createTestApi();
  city = await makeJurisdiction(api, 'SZ');
  const people: Record<keyof typeof visitors, TestPerson> = {
    admin: await makePerson(api, '冯嘉豪', [{ role: 'admin' }]),
    director: await makePerson(api, '梁国栋', [{ role: 'director', jurisdictionId: city }]),
    officer: await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: city }]),
  };
  for (const [name, person] of Object.entries(people)) {
    visitors[name as keyof typeof visitors] = await FormVisitor.enter(api, person);
  }
});
afterAll(() => api.close());

const decoded = (html: string) =>
  html.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (_, hex, name) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : { lt: '<', gt: '>', quot: '"', amp: '&' }[name as 'lt']!,
  );

/** What a browser would send of the form as it is shown. */
function shownIn({ text }: { text: string }): Record<string, string> {
  const form = /<form class="form[^>]*>[\s\S]*?<\/form>/.exec(text)![0];
  const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([tag]) => [
    tag,
    / name="([^"]+)"/.exec(tag)?.[1] ?? '',
    / value="([^"]*)"/.exec(tag)?.[1],
  ]);
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g)];
  return Object.fromEntries([...inputs, ...areas].map(([, name, value = '']) => [name!, decoded(value)]));
}

test('a mail: changed part by part, seen, proposed, sent back, proposed anew and approved', async () => {
  const { officer, director } = visitors;
  const path = `/wordings/${city}/mail/report-due`;
  const edit = `${path}/edit`;
  expect((await officer.see(path)).text).toContain('系统自带的文字');
  const form = await officer.see(edit);
  expect(form.text).toContain('{project}');
  expect(form.text).toContain('富龙西江特大桥工程');
  const wrong = await officer.send(edit, { ...shownIn(form), _do: 'check', 'blocks.0': '{owner}的进展该报送了' });
  expect(wrong.status).toBe(422);
  expect(troublesOf(wrong)).toContain('“owner”不是可用的字段');
  expect(shownIn(wrong)['blocks.0']).toBe('{owner}的进展该报送了');

  const mended = { ...shownIn(wrong), 'blocks.0': '{project}{period}的进展该报送了。' };
  const more = await officer.send(edit, { ...mended, _do: 'more', _kind: 'facts' });
  expect(more.text).toContain('5　事项表');
  const facts = { 'blocks.4': '项目 | {project}\n期限 | {dueBy?{due}|无}', 'blocks.4.when': 'period' };
  const moved = await officer.send(edit, { ...shownIn(more), ...facts, _do: 'up:blocks.4' });
  expect(moved.text).toContain('4　事项表');
  const html = await officer.send(edit, { ...shownIn(moved), _do: 'preview' });
  expect(html.headers['content-security-policy']).toContain('sandbox');
  expect(html.text).toContain('2026年第四季度的进展该报送了。');

  const check = await officer.send(edit, { ...shownIn(moved), _do: 'check' });
  expect(check.text).toMatch(/<del class="was">.*档案工作进展该报送了。<\/del>/);
  expect(check.text).toMatch(/<ins class="now">.*期限 \| \{dueBy\?\{due\}\|无\}<\/ins>/);
  const without = await officer.send(edit, { ...shownIn(check), _do: 'propose' });
  expect(troublesOf(without)).toContain('请填写此项');
  const proposal = { ...shownIn(check), _do: 'propose', reason: '统一口径' };
  const version = (await officer.send(edit, proposal)).headers.location!;
  const own = await officer.see(version);
  expect(own.text).toContain('已提请批准');
  expect(own.text).not.toContain('value="approve"');

  const queue = (await director.see('/')).text;
  expect(queue).toContain(`href="${version}"`);
  expect(queue).toContain('授权、规则和文字');
  await director.see(version);
  expect(troublesOf(await director.send(version, { _do: 'send-back' }))).not.toEqual([]);
  await director.see(version);
  await director.send(version, { _do: 'send-back', reason: '期限重复' });
  expect((await officer.see(version)).text).toContain('梁国栋退回');

  const again = { ...shownIn(await officer.see(edit)), subject: '请报送{period}进展' };
  const last = shownIn(await officer.send(edit, { ...again, _do: 'check' }));
  const second = (await officer.send(edit, { ...last, _do: 'propose', reason: '简短些' })).headers.location!;
  await director.see(second);
  await director.send(second, { _do: 'approve' });
  const now = (await officer.see(path)).text;
  expect(now).toContain('SZ市档案局第3版');
  expect(now).toContain('请报送2026年第四季度进展');
});

test('a paper: every part has its box, and what is not touched stays', async () => {
  const { admin } = visitors;
  const { text } = await admin.see(`/wordings?bureau=${city}&subject=paper`);
  const paths = [...text.matchAll(/href="(\/wordings\/[^"]+\/paper\/[^"]+)"/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(15);
  for (const path of paths) {
    const check = await admin.send(`${path}/edit`, { ...shownIn(await admin.see(`${path}/edit`)), _do: 'check' });
    expect([path, check.status]).toEqual([path, 200]);
    expect([path, /class="(was|now)"/.exec(check.text)]).toEqual([path, null]);
  }
  const edit = `/wordings/${city}/paper/rectification_notice/edit`;
  const form = shownIn(await admin.see(edit));
  const pdf = await admin.send(edit, { ...form, _do: 'preview', title: '{project}整改通知' });
  expect(pdf.headers['content-type']).toBe('application/pdf');
});
