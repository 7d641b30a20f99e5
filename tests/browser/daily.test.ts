import type { RuleSet } from '../../domain/rules/rule-set';
import { rubricItems } from '../../domain/scoring/rubric';
import { accepted, appointSeats, drawPanel, fillPool, registered } from '../api/support/panel';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { csv } from '../fixtures/imports/workbook';
import { APPLICATION } from './support/forms';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** What an owner and an officer do every day, by pages alone: files that come in, and the officer's list by keyboard. */
let api: RunningApi;
let visitors: Visitors;
let code: string;
let tracking: string;
/** Its panel is drawn, and nobody drawn has answered. */
let drawn: string;
let officer: Visit;
let owner: Visit;

beforeAll(async () => {
  api = await startRunningApi();
  visitors = await startVisitors(api);
  code = await registered(api);
  for (let n = 0; n < 3; n += 1) await api.project();
  tracking = await registered(api);
  drawn = await drawnPanel();
  officer = await visitors.enter(api.people.officer);
  owner = await visitors.enter(api.people.owner);
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

async function drawnPanel(): Promise<string> {
  const project = await accepted(api);
  for (const { personId } of await fillPool(api)) {
    await api.admin.client.personDetails.create({ data: { personId, phone: '13700000000' } });
  }
  await appointSeats(api, project);
  await drawPanel(api, project);
  return project;
}

/** What the form asks of a project of which no list told it. */
const UNLISTED = {
  'form.estimateWan': '2800',
  'form.constructionStart.value': '2024-05-01',
  'form.constructionStart.precision': 'day',
  'form.constructionStart.kind': 'actual',
  'form.completion.value': '2027-06-30',
  'form.completion.precision': 'day',
  'form.completion.kind': 'planned',
  'form.counts.volumes': '5',
};

const heading = ({ page }: Visit) => page.getByRole('heading', { level: 1 }).textContent();
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(csv(text)) });
const give = ({ page }: Visit, name: string, text: string) =>
  page.locator('input[type="file"]').first().setInputFiles(file(name, text));

describe('the owner’s volume catalogue', () => {
  const HEAD = '档号,题名,页数,保管期限,类别';
  const good = ['SK-001,立项批复,12,永久,前期管理性文件', 'SK-002,施工日志,80,30年,质检文件'];

  test('is looked at, its problems are told by row and column, and nothing is written', async () => {
    await owner.goto(`/projects/${code}`);
    await owner.follow('上传案卷目录');
    await owner.inspect();
    await owner.press('上传并试读');
    await owner.page.locator('.error-summary').waitFor();
    await owner.inspect();
    await give(
      owner,
      '案卷目录.csv',
      [HEAD, ...good, 'SK-003,竣工图,十页,永久,质检文件', 'SK-001,竣工图,3,一百年,质检文件'].join('\n'),
    );
    await owner.press('上传并试读');
    expect(await heading(owner)).toBe('试读结果，还没有写入');
    const rows = owner.page.getByRole('row');
    expect(await rows.filter({ hasText: '第4行C列' }).textContent()).toContain('“十页”');
    expect(await rows.filter({ hasText: '第5行D列' }).textContent()).toContain('永久');
    expect(await owner.page.getByRole('button', { name: '核对无误，写入' }).count()).toBe(0);
    await owner.inspect();
    const [marked] = await Promise.all([
      owner.page.waitForEvent('download'),
      owner.page.getByRole('link', { name: '下载标注问题的文件' }).click(),
    ]);
    expect(marked.suggestedFilename()).toBe('案卷目录.xlsx');
    expect(await api.admin.client.catalogue.count({ where: { project: { code } } })).toBe(0);
  });

  test('is mended, written, and opens the way to the application', async () => {
    await owner.follow('更正后重新上传');
    await give(owner, '案卷目录.csv', [HEAD, ...good].join('\n'));
    await owner.page.locator('[name="classified"]').fill('质检文件，3');
    await owner.press('上传并试读');
    await owner.inspect();
    await owner.press('核对无误，写入');
    await owner.page.getByText('2卷').waitFor();
    await owner.inspect();
    expect(await api.admin.client.classifiedCount.count()).toBe(1);
    await owner.follow('提交档案验收申请');
    await owner.page.waitForURL('**/acts/application.submit');
  });
});

describe('the owner’s application', () => {
  test('has the self-score on the experts’ own form, in points, and is received', async () => {
    const { body } = await api.admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
    const scores = rubricItems((body as unknown as RuleSet).rubric).map(({ maximum }) => maximum);
    await owner.goto(`/projects/${code}/acts/application.submit`);
    await owner.inspect();
    await owner.fill({ ...APPLICATION, ...UNLISTED });
    for (const [at, maximum] of scores.entries()) {
      await owner.page.locator(`[name="form.selfScore.${at}.score"]`).fill(String(at === 0 ? maximum - 0.5 : maximum));
    }
    await owner.fill({ 'form.selfScore.0.reason': '一名档案员未经培训' });
    await owner.press('核对后提交');
    expect(await owner.page.getByText('一名档案员未经培训').count()).toBe(1);
    await owner.inspect();
    await owner.press('确认并提交');
    await owner.page.waitForURL('**/receipts/*');
    expect(await heading(owner)).toBe('验收申请已提交');
    const { selfScore } = await api.admin.client.application.findFirstOrThrow({ where: { project: { code } } });
    expect(selfScore).toMatchObject(scores.map((maximum, at) => ({ score: maximum * 100 - (at === 0 ? 50 : 0) })));
  });

  test('is corrected item by item, with what the form should say, and accepted', async () => {
    const items = [
      { field: 'estimateWan', code: 'inconsistent', text: '与批复概算不一致' },
      { field: 'report', code: 'missing', text: '缺第四部分' },
    ];
    await api.act(api.officer, code, 'application.request_corrections', { items });
    await owner.goto(`/projects/${code}`);
    await owner.follow('答复验收申请补正意见');
    await owner.page.getByText('2项中已答复0项').first().waitFor();
    const [first, second] = [owner.page.locator('li.card').first(), owner.page.locator('li.card').last()];
    await owner.press(first.getByRole('button'));
    await owner.page.locator('.error-summary').waitFor();
    await owner.inspect();
    await first.getByLabel('答复', { exact: true }).fill('已按批复更正');
    await first.getByText('同时更正这一项的内容').click();
    await first.locator('input[name$="estimateWan"]').fill('2950');
    await owner.inspect();
    await owner.press(first.getByRole('button'));
    await owner.page.getByText('2项中已答复1项').first().waitFor();
    await second.getByLabel('答复', { exact: true }).fill('已补充，见附件');
    await owner.press(second.getByRole('button'));
    await owner.page.waitForURL('**/receipts/*');
    const application = await api.admin.client.application.findFirstOrThrow({ where: { project: { code } } });
    expect(application).toMatchObject({ state: 'submitted', form: { estimateWan: 2950 } });
    const accept = { reply: { decision: 'accept' }, reason: '齐全' };
    const { proposalId } = await api.act(api.officer, code, 'application.propose', accept);
    await api.act(api.director, code, 'application.decide', { proposalId, approve: true });
    await owner.goto(`/projects/${code}`);
    expect(await owner.page.locator('.stagebar [aria-current="step"]').textContent()).toContain('组建验收组');
  });
});

describe('a key-project list of the officer', () => {
  const HEAD = '序号,项目名称,行业,建设单位,总投资（万元）,施工许可单位';

  test('is given; rows are left out and linked, a heading is taught, and it is written', async () => {
    await officer.goto('/imports');
    await officer.inspect();
    await officer.follow(officer.page.getByRole('link', { name: '重点项目清单' }).first());
    await officer.inspect();
    await officer.fill({ year: '2027', level: 'city' });
    const rows = [
      '1,第2号水利枢纽续建工程,市政,江州市沙口水利枢纽站,2800,甲',
      '2,塘西大道三期工程,公路,,五千万,乙',
      '3,云东海污水处理厂,市政,,900,丙',
    ];
    await give(officer, '清单.csv', [HEAD, ...rows].join('\n'));
    await officer.press('上传并试读');
    expect(await heading(officer)).toBe('试读结果，还没有写入');
    await officer.inspect();

    await officer.press('留出本行，不导入 第3行E列');
    await officer.page.getByRole('radio', { name: /^都不是，新建项目/ }).check();
    await officer.press('保存认定');
    await officer.page.getByText('没有需要处理的问题').waitFor();
    await officer.inspect();
    await officer.page.getByText('各列怎样读取').click();
    await officer.page.getByLabel('列名“施工许可单位”读作').selectOption('note');
    await officer.press('记住并重新试读');
    await officer.press('核对无误，写入');
    expect(await heading(officer)).toBe('已经写入');
    await officer.inspect();
    expect(await api.admin.client.project.count({ where: { name: '云东海污水处理厂' } })).toBe(1);
    expect(await api.admin.client.project.count({ where: { name: '塘西大道三期工程' } })).toBe(0);
  });

  test('an import is taken out with a reason only, and tells how far it has come; what was said of a heading is remembered, and forgotten when told', async () => {
    await officer.page.getByText('撤回这次导入').first().click();
    await officer.press('撤回这次导入');
    await officer.page.locator('.error-summary').waitFor();
    await officer.inspect();
    await officer.fill({ reason: '选错了年度' });
    await api.pauseWorker();
    await officer.press('撤回这次导入');
    await officer.page.getByText('已办0项').waitFor();
    await officer.inspect();
    await api.resumeWorker();
    // The page hears of the end by itself.
    await officer.page.getByRole('heading', { level: 1, name: '已经撤回' }).waitFor();
    await officer.inspect();
    expect(await api.admin.client.project.findFirst({ where: { name: '云东海污水处理厂' } })).toMatchObject({
      ...{ stage: 'closed', outcome: 'removed' },
    });
    await officer.goto('/imports/columns/projects');
    await officer.inspect();
    await officer.page.getByLabel('列名“施工许可单位”读作').selectOption('');
    await officer.press('保存对照');
    await officer.page.getByText('列名对照已保存').waitFor();
    expect(await api.admin.client.importColumn.count()).toBe(0);
  });
});

describe('the officer’s lists', () => {
  const focused = () => officer.page.locator(':focus');

  test('are walked by keyboard alone, filtered, and returned to at the same row', async () => {
    const { page } = officer;
    await officer.goto('/projects?stage=planned');
    await officer.inspect();
    const rows = await page.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = await focused().getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${second}`);
    await page.keyboard.press('/');
    expect(await focused().getAttribute('id')).toBe('finder');
    await page.getByRole('link', { name: '项目台账' }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/projects?stage=planned');
    expect(await focused().getAttribute('href')).toBe(second);
  });

  test('the search box finds by initials, and the arrow keys reach what it found', async () => {
    const { page } = officer;
    await page.keyboard.press('/');
    await page.keyboard.type('d2hslsn');
    await page.locator('#finder-hints a').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/projects\/DQ-2026-0002#todo$/);
  });

  test('a call is logged and a date is changed in the row', async () => {
    const { page } = officer;
    await officer.goto('/projects?stage=tracking');
    const row = page.locator('tbody tr').filter({ hasText: tracking });
    await row.getByText('快办').click();
    await page.locator('tr.quick').waitFor();
    await officer.inspect();
    await officer.fill({ spokeWith: '李文静 13929912345', words: '下周送来竣工图' });
    await officer.press('记电话');
    await page.getByText('电话已记录').waitFor();
    expect(new URL(page.url()).search).toBe('?stage=tracking');
    const call = await api.admin.client.fact.findFirstOrThrow({ where: { kind: 'call.log' } });
    expect(call.detail).toMatchObject({ spokeWith: '李文静', number: '13929912345' });

    await officer.goto(`/projects/${tracking}/quick?back=/projects`);
    await officer.inspect();
    await officer.fill({ kind: 'completion', value: '2026-12-20', reason: '工期顺延', channel: 'phone' });
    await officer.press('改日期');
    await page.getByText('日期已更改').waitFor();
    expect(new URL(page.url()).pathname).toBe('/projects');
  });

  test('a scan dropped on a row is kept, and goes into the form of what it is of', async () => {
    const { page } = officer;
    await officer.goto('/projects?stage=tracking');
    const data = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], '回执.png', { type: 'image/png' }));
      return data;
    })()`);
    await page.locator('tbody tr').filter({ hasText: tracking }).dispatchEvent('drop', { dataTransfer: data });
    await page.waitForURL('**/scan?file=*');
    await officer.inspect();
    await officer.follow('变更项目日期');
    expect(await page.locator('[name="entry.scanSha256"]').first().inputValue()).toMatch(/^[0-9a-f]{64}$/);
  });

  test('many cases are given to a colleague: first who, then what became of each row', async () => {
    const { page } = officer;
    await officer.goto('/projects?stage=planned');
    await page.getByLabel('全选').check();
    await officer.fill({ do: 'assign' });
    await officer.press('预览');
    await officer.inspect();
    await officer.press('转交');
    await page.locator('.error-summary').waitFor();
    await page.locator('[name="caseOfficerId"]').selectOption({ label: '王敏' });
    await officer.press('转交');
    await page.getByText('行都已办理').waitFor();
    await officer.inspect();
    const given = { caseOfficerId: api.people.secondOfficer.personId };
    expect(await api.admin.client.project.count({ where: given })).toBeGreaterThan(2);
  });

  test('the sentence for the report says how many are left', async () => {
    await officer.goto('/projects');
    const total = await api.admin.client.project.count({
      where: { OR: [{ outcome: null }, { outcome: { not: 'removed' } }] },
    });
    expect(await officer.page.locator('#sentence').textContent()).toContain(`在册重点建设项目${total}个`);
  });
});

describe('the calling list after a draw', () => {
  test('has a name, a number and three buttons', async () => {
    const { page } = officer;
    await officer.goto(`/projects/${drawn}`);
    await officer.follow('电话通知名单');
    await officer.inspect();
    expect(await page.getByRole('link', { name: '13700000000' }).count()).toBe(2);
    const [first = '', second = ''] = await page.getByRole('button', { name: /^未接通/ }).allTextContents();
    await officer.press(first);
    await page.getByText('未接通，已记录').waitFor();
    const comes = (button: string) => button.replace('未接通', '来，无回避');
    await officer.press(comes(second));
    await page.getByText('参加，已录入').waitFor();
    await officer.press(comes(first).replace('来，无回避', '不能来'));
    await page.getByText('按顺序递补').waitFor();
    await officer.inspect();
  });
});

describe('periodic reports', () => {
  test('without a change are read at once', async () => {
    await api.moveTo('2026-04-02T01:00:00.000Z');
    await api.act(api.owner, tracking, 'report.submit', { noChange: true, period: '2026Q1' });
    await officer.goto('/reports');
    await officer.inspect();
    await officer.press('选中的标为已阅');
    await officer.page.getByText('行都已办理').waitFor();
    await officer.inspect();
    expect(await api.admin.client.periodicReport.count({ where: { readById: null } })).toBe(0);
    await officer.goto('/reports');
    await officer.page.getByText('没有待阅的报告').waitFor();
  });
});

test('a form keeps what was typed by itself', async () => {
  await owner.goto(`/projects/${tracking}/acts/application.submit`);
  await owner.fill({ 'form.conclusion': '自检合格' });
  await owner.page.getByText('草稿已保存').waitFor();
  await owner.goto(`/projects/${tracking}/acts/application.submit`);
  expect(await owner.page.locator('[name="form.conclusion"]').inputValue()).toBe('自检合格');
});
