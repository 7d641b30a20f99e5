import { createTestApi, type TestApi } from './support/api';
import { FormVisitor, troublesOf } from './support/form-visitor';
import { makeJurisdiction, makePerson, type TestPerson } from './support/people';

/** An administrator, a director and an officer set up a bureau by pages alone. */
let api: TestApi;
let city: string;
const people = {} as Record<'admin' | 'director' | 'officer', TestPerson>;
const visitors = {} as Record<'admin' | 'director' | 'officer', FormVisitor>;

beforeAll(async () => {
  api = await createTestApi();
  city = await makeJurisdiction(api, 'SZ');
  people.admin = await makePerson(api, '冯嘉豪', [{ role: 'admin' }]);
  people.director = await makePerson(api, '梁国栋', [{ role: 'director', jurisdictionId: city }]);
  people.officer = await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: city }]);
  for (const name of ['admin', 'director', 'officer'] as const) {
    visitors[name] = await FormVisitor.enter(api, people[name]);
  }
});
afterAll(() => api.close());

describe('accounts and roles', () => {
  let account: string;

  test('an account for somebody new', async () => {
    const { admin } = visitors;
    const form = { 'person.as': 'name', 'person.name': '周敏', login: 'zhoumin', address: 'zhou@example.test' };
    await admin.see('/admin/accounts/new');
    const empty = await admin.send('/admin/accounts/new', { _do: 'check' });
    expect(empty.status).toBe(400);
    expect(troublesOf(empty)).toContain('请填写此项');
    account = await admin.fill('/admin/accounts/new', form);
    expect((await admin.see(account)).text).toContain('未设密码');
    const found = await admin.see('/admin/accounts?search=zhou');
    expect(found.text).toContain('周敏');
    expect((await admin.see('/admin/accounts?search=nobody')).text).toContain('没有符合条件的账号');
  });

  test('a login that is taken is said beside its field', async () => {
    const { admin } = visitors;
    const form = { 'person.as': 'name', 'person.name': '周二', login: 'zhoumin', address: 'zhou2@example.test' };
    await expect(admin.fill('/admin/accounts/new', form)).rejects.toThrow('已有相同的记录');
  });

  test('a role of a bureau counts once a second person confirmed it', async () => {
    const { admin, director } = visitors;
    const { personId } = await api.admin.client.account.findFirstOrThrow({ where: { login: 'zhoumin' } });
    await admin.fill('/grants/new', {
      personId,
      role: 'officer',
      jurisdictionId: city,
      section: '业务科',
      from: '2026-01-05',
    });
    expect((await admin.see('/grants')).text).toContain('须另一人确认');
    const { id } = await api.admin.client.grant.findFirstOrThrow({ where: { personId } });
    await admin.see(`/grants/${id}/confirm`);
    expect((await admin.send(`/grants/${id}/confirm`, { _do: 'act' })).status).toBe(403);
    const check = await director.see(`/grants/${id}/confirm`);
    expect(check.text).toContain('周敏');
    expect(check.text).toContain('看不到密封的评分和表决');
    await director.fill(`/grants/${id}/confirm`, {});
    expect((await api.admin.client.grant.findUniqueOrThrow({ where: { id } })).confirmedById).toBe(
      people.director.personId,
    );
    expect((await admin.see(account)).text).toContain('生效中');
    await director.fill(`/grants/${id}/end`, {});
    expect((await admin.see('/grants?state=ended')).text).toContain('周敏');
  });

  test('locked, disabled and enabled again', async () => {
    const { admin } = visitors;
    const data = { lockedUntil: new Date(Date.now() + 600_000) };
    await api.admin.client.account.update({ where: { login: 'zhoumin' }, data });
    expect((await admin.see(account)).text).toContain('已锁定');
    for (const [action, said] of [
      ['unlock', '已解除锁定'],
      ['disable', '账号已停用'],
      ['enable', '账号已恢复使用'],
    ]) {
      await admin.see(account);
      await admin.send(`${account}/${action}`, {});
      expect((await admin.see(account)).text).toContain(said);
    }
    await admin.fill(`${account}/first-link`, {});
    const { id } = await api.admin.client.account.findFirstOrThrow({ where: { login: 'zhoumin' } });
    expect(await api.admin.client.loginLink.count({ where: { accountId: id, purpose: 'first_login' } })).toBe(2);
  });

  test('nobody else sees accounts', async () => {
    expect((await visitors.officer.see('/admin/accounts')).status).toBe(403);
    expect((await visitors.officer.see('/grants')).status).toBe(403);
  });
});

describe('registers', () => {
  test('the tree of bureaus grows and changes', async () => {
    const { admin, officer } = visitors;
    const form = { code: 'DQ', name: '东区', bureauName: '东区档案局', paperCode: '东档', parentId: city };
    await admin.fill('/registers/bureaus/new', form);
    const { id } = await api.admin.client.jurisdiction.findFirstOrThrow({ where: { code: 'DQ' } });
    await admin.fill(`/registers/bureaus/${id}/change`, { ...form, phone: '0757-88886666' });
    expect((await officer.see('/registers/bureaus')).text).toContain('0757-88886666');
    expect((await officer.see('/registers/bureaus/new')).status).toBe(403);
  });

  test('an organisation with its kinds, a new name and its people', async () => {
    const { officer } = visitors;
    const path = await officer.fill('/registers/organisations/new', {
      name: '江州设计院',
      kinds: ['design', 'employer'],
    });
    await officer.fill(`${path}/rename`, { name: '江州规划设计院', from: '2026-07-01' });
    expect((await officer.see(path)).text).toMatch(/江州规划设计院[\s\S]*江州设计院/);
    expect((await officer.see('/registers/organisations?search=江州设计院')).text).toContain('江州规划设计院');
    const known = (await officer.see(`${path}/change`)).text;
    expect(known).toMatch(/value="design" checked/);
    expect(known).not.toMatch(/value="owner" checked/);
  });

  test('a person, employed, admitted to the pool, suspended', async () => {
    const { officer } = visitors;
    const person = await officer.fill('/registers/people/new', { name: '林专家', phone: '13800001111' });
    const personId = person.split('/').at(-1)!;
    const organisation = await api.admin.client.organisationName.findFirstOrThrow({
      where: { name: '江州规划设计院' },
    });
    const { organisationId } = organisation;
    const join = `${person}/memberships/new?${new URLSearchParams({ q: '江州规划' })}`;
    await officer.fill(join, { organisationId, kind: 'employment', from: '2015-03-01' });
    const member = { specialties: '市政\n档案', titleLevel: '正高', yearsInField: '20', regulatorStaff: 'false' };
    await officer.fill(`/registers/experts/new?personId=${personId}`, { ...member, personId, jurisdictionId: city });
    const list = (await officer.see('/registers/experts?specialty=市政')).text;
    expect(list).toMatch(/林专家[\s\S]*江州规划设计院/);
    const { id } = await api.admin.client.poolMembership.findFirstOrThrow({ where: { personId } });
    await officer.fill(`/registers/experts/${id}/change`, { ...member, status: 'suspended' });
    expect((await officer.see(person)).text).toContain('暂停抽取');
    const { id: membership } = await api.admin.client.membership.findFirstOrThrow({ where: { personId } });
    await officer.fill(`${person}/memberships/${membership}/end`, { until: '2026-08-31' });
    expect((await officer.see(person)).text).toContain('已离开');
    const seen = (await visitors.admin.see(person)).text;
    expect(seen).toContain('林专家');
    expect(seen).not.toContain('13800001111');
    expect((await visitors.admin.see('/registers/experts')).status).toBe(403);
  });
});
