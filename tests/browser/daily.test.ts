import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { csv } from '../fixtures/imports/workbook';
import { registrationForm } from '../support/life';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** What an owner and an officer do every day, by pages alone: files that come in, and the officer's list by keyboard. */
let api: RunningApi;
let visitors: Visitors;
let code: string;
let officer: Visit;
let owner: Visit;

beforeAll(async () => {
  api = await startRunningApi();
  visitors = await startVisitors(api);
  code = await api.project();
  for (let n = 0; n < 3; n += 1) await api.project();
  const { serviceId } = await api.act(api.officer, code, 'invitation.send');
  await api.act(api.owner, code, 'service.record', { serviceId });
  await api.act(api.owner, code, 'registration.submit', { form: registrationForm() });
  await api.act(api.officer, code, 'registration.confirm', { route: 'own' });
  officer = await visitors.enter(api.people.officer);
  owner = await visitors.enter(api.people.owner);
}, 180_000);
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

const heading = ({ page }: Visit) => page.getByRole('heading', { level: 1 }).textContent();
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(csv(text)) });
const give = ({ page }: Visit, name: string, text: string) =>
  page.locator('input[type="file"]').first().setInputFiles(file(name, text));

describe('the owner’s volume catalogue', () => {
  const HEAD = '档号,题名,页数,保管期限,类别';
  const good = ['SK-001,立项批复,12,永久,前期文件', 'SK-002,施工日志,80,30年,施工文件'];

  test('is looked at, its problems are told by row and column, and nothing is written', async () => {
    await owner.goto(`/projects/${code}`);
    await owner.page.getByRole('link', { name: '上传案卷目录' }).click();
    await owner.inspect();
    await owner.press('上传并试读');
    await owner.page.locator('.error-summary').waitFor();
    await owner.inspect();
    await give(
      owner,
      '案卷目录.csv',
      [HEAD, ...good, 'SK-003,竣工图,十页,永久,施工文件', 'SK-001,竣工图,3,一百年,施工文件'].join('\n'),
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
    expect(await api.admin.client.catalogue.count()).toBe(0);
  }, 120_000);

  test('is mended, written, and opens the way to the application', async () => {
    await owner.page.getByRole('link', { name: '更正后重新上传' }).click();
    await give(owner, '案卷目录.csv', [HEAD, ...good].join('\n'));
    await owner.page.locator('[name="classified"]').fill('施工文件，3');
    await owner.press('上传并试读');
    await owner.inspect();
    await owner.press('核对无误，写入');
    await owner.page.getByText('2卷').waitFor();
    await owner.inspect();
    expect(await api.admin.client.classifiedCount.count()).toBe(1);
    await owner.page.getByRole('link', { name: '提交档案验收申请' }).click();
    await owner.page.waitForURL('**/acts/application.submit');
  }, 120_000);
});

describe('a key-project list of the officer', () => {
  const HEAD = '序号,项目名称,行业,建设单位,总投资（万元）,施工许可单位';

  test('is given; rows are left out and linked, a heading is taught, and it is written', async () => {
    await officer.goto('/imports');
    await officer.inspect();
    await officer.page.getByRole('link', { name: '重点项目清单' }).first().click();
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

    await officer.page.getByRole('button', { name: '留出本行，不导入 第3行E列' }).click();
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
  }, 120_000);

  test('what was said is remembered; the import is taken out again, and the heading forgotten', async () => {
    await officer.page.getByText('撤回这次导入').first().click();
    await officer.press('撤回这次导入');
    await officer.page.locator('.error-summary').waitFor();
    await officer.inspect();
    await officer.fill({ reason: '清单发错了' });
    await officer.press('撤回这次导入');
    await officer.page.getByText('已撤回。').waitFor();
    expect(await heading(officer)).toBe('已经撤回');
    expect(await api.admin.client.project.count({ where: { name: '云东海污水处理厂', stage: 'closed' } })).toBe(1);

    await officer.goto('/imports/columns/projects');
    await officer.inspect();
    await officer.page.getByLabel('列名“施工许可单位”读作').selectOption('');
    await officer.press('保存对照');
    await officer.page.getByText('列名对照已保存').waitFor();
    expect(await api.admin.client.importColumn.count()).toBe(0);
  }, 120_000);
});
