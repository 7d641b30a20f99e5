import { loadDefaults } from '../../prisma/seed/load-defaults';
import { createTestApi, type TestApi } from '../api/support/api';
import { makeJurisdiction, makeOrganisation, makePerson, type TestPerson } from '../api/support/people';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** The pages of administrators, and the registers that officers keep, held to what every page must be. */
let api: TestApi;
let visitors: Visitors;
let city: string;
const people = {} as Record<'admin' | 'officer' | 'waiting', TestPerson>;

beforeAll(async () => {
  api = await createTestApi();
  await api.admin.transaction(loadDefaults);
  visitors = await startVisitors(api);
  city = await makeJurisdiction(api, 'SZ');
  const east = await makeJurisdiction(api, 'DQ', city);
  await makeOrganisation(api, '江州市规划勘测设计研究院有限公司', ['design', 'employer']);
  people.admin = await makePerson(api, '冯嘉豪', [{ role: 'admin' }]);
  people.officer = await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: city, section: '业务科' }]);
  const grants = [{ role: 'officer' as const, jurisdictionId: east, confirmed: false }];
  people.waiting = await makePerson(api, '周敏', grants);
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

async function look(visit: Visit, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await visit.goto(path);
    await visit.inspect();
  }
}

test('an administrator', async () => {
  const admin = await visitors.enter(people.admin);
  const { id } = await api.admin.client.grant.findFirstOrThrow({ where: { personId: people.waiting.personId } });
  const { id: rules } = await api.admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  await look(admin, [
    '/admin/accounts',
    `/admin/accounts/${people.waiting.accountId}`,
    '/grants',
    '/grants/new',
    `/grants/${id}/confirm`,
    '/registers/bureaus',
    `/registers/people/${people.waiting.personId}`,
    '/rules',
    `/rules/${rules}`,
    `/rules/${rules}/edit`,
    '/calendar?year=2026',
    '/calendar/notices/new?year=2026',
    '/wordings?subject=mail',
    `/wordings/${city}/mail/owner-meeting-changed`,
    `/wordings/${city}/paper/opinion/edit`,
  ]);
  await admin.goto(`/wordings/${city}/mail/report-due/edit`);
  await admin.page.getByLabel('邮件主题').fill('请报送{period}进展');
  await admin.press('核对差别');
  await admin.inspect();
  await admin.page.getByLabel('修改理由').fill('简短些');
  await admin.press('提请批准');
  await admin.inspect();
  await admin.goto('/admin/accounts/new');
  await admin.press('核对后提交');
  await admin.page.locator('.error-summary').waitFor();
  await admin.inspect();
});

test('an officer', async () => {
  const officer = await visitors.enter(people.officer);
  const { id: organisation } = await api.admin.client.organisation.findFirstOrThrow();
  await look(officer, [
    '/registers/organisations',
    `/registers/organisations/${organisation}`,
    `/registers/organisations/${organisation}/change`,
    `/registers/organisations/${organisation}/members/new?q=周`,
    '/registers/people',
    `/registers/people/${people.officer.personId}`,
    '/registers/experts',
  ]);
});
