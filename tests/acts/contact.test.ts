import { loginLinkToken, tokenHash } from '../../activities/accounts/login-link-token';
import { register, registrationForm } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
useWorld(async (fresh) => {
  world = fresh;
  project = await world.project({ owner: { name: '佛山水业集团' } });
});

const contact = (changes: object = {}) => ({
  organisation: { name: '佛山水业集团', creditCode: '91440600MA4UL11111' },
  person: { name: '黄伟强', phone: '13800000000', email: 'Huang@example.cn' },
  ...changes,
});

test('a contact is entered once, linked, given the role and a first link; the task is done', async () => {
  expect(await project.tasks('find-contact')).toEqual(['officer find-contact owner']);
  const { personId, organisationId } = await project.act(world.people.officer, 'contact.record', contact());
  expect(await project.tasks('find-contact')).toEqual([]);
  const person = await world.db.person.findUniqueOrThrow({
    where: { id: personId as string },
    include: { addresses: true, details: true, account: { include: { links: true } }, grants: true, memberships: true },
  });
  expect(person).toMatchObject({
    name: '黄伟强',
    details: { phone: '13800000000' },
    addresses: [{ address: 'huang@example.cn', verifiedAt: null }],
    account: { login: 'huang@example.cn', passwordHash: null, links: [{ purpose: 'first_login' }] },
    grants: [{ role: 'owner', organisationId }],
    memberships: [{ kind: 'contact', organisationId }],
  });
  const [link] = person.account!.links;
  expect(link).toMatchObject({
    addressId: person.addresses[0]!.id,
    tokenHash: tokenHash(loginLinkToken('the key of the tests', link!.id)),
    usedAt: null,
  });
  expect(await project.mails()).toEqual(['first-login/issue-1 → 黄伟强']);
  expect(await project.mail('first-login')).toEqual({
    duty: '建设单位联系人',
    due: '2026-03-09T01:00:00.000Z',
    link: `/links/${link!.id}`,
  });
  expect(await world.db.organisation.findUniqueOrThrow({ where: { id: organisationId as string } })).toMatchObject({
    creditCode: '91440600MA4UL11111',
  });
});

test('recorded again nothing is doubled, and what is new is learned', async () => {
  const { officer } = world.people;
  const first = await project.act(officer, 'contact.record', contact());
  const again = contact({ person: { name: '黄伟强', phone: '13900000000', email: 'huang@example.cn', title: '主任' } });
  expect(await project.act(officer, 'contact.record', again)).toMatchObject({ personId: first.personId });
  const person = await world.db.person.findUniqueOrThrow({
    where: { id: first.personId as string },
    include: { details: true, grants: true, memberships: true },
  });
  expect(person).toMatchObject({ title: '主任', details: { phone: '13900000000' } });
  expect([person.grants.length, person.memberships.length]).toEqual([1, 1]);
  expect(await project.mails('first-login')).toHaveLength(1);
});

test('two people share a mailbox and have an account each', async () => {
  const { officer } = world.people;
  await project.act(officer, 'contact.record', contact());
  const { personId } = await project.act(
    officer,
    'contact.record',
    contact({ person: { name: '周静', email: 'huang@example.cn' } }),
  );
  const account = await world.db.account.findUniqueOrThrow({ where: { personId: personId as string } });
  expect(account.login).toBe(personId);
});

test('the contact of one project is that of the owner’s next', async () => {
  const { officer } = world.people;
  const { personId } = await project.act(officer, 'contact.record', contact());
  const next = await world.project({ owner: { name: '佛山水业集团' } });
  await next.act(officer, 'invitation.send');
  await next.sign(personId as string, 'invitation');
  await next.act(personId as string, 'registration.submit', {
    form: registrationForm({ owner: { name: '佛山水业集团' } }),
  });
});

test('another organisation in the owner’s place is a change of parties', async () => {
  const other = await world.organisation('另一家单位');
  const refusal = await project.refusal(
    world.people.officer,
    'contact.record',
    contact({ organisation: { id: other } }),
  );
  expect(refusal).toMatchObject({ code: 'PARTY_DIFFERS', details: { value: other } });
});

test('a department’s liaison and an archive’s contact have roles of their own', async () => {
  const { officer } = world.people;
  const liaison = { as: 'department', organisation: { name: '佛山市水利局' }, person: { name: '许科长' } };
  const { personId } = await project.act(officer, 'contact.record', liaison);
  const archive = { as: 'archives', organisation: { name: '城建档案馆' }, person: { name: '林馆员' } };
  const second = await project.act(officer, 'contact.record', archive);
  const grants = await world.db.grant.findMany({
    where: { personId: { in: [personId, second.personId] as string[] } },
  });
  expect(grants.map(({ role }) => role).sort()).toEqual(['department', 'department', 'receiver']);
  expect(await project.tasks('find-contact')).toEqual(['officer find-contact owner']);
});

describe('parties', () => {
  const change = (role: string, how: string, name: string) => ({
    role,
    change: how,
    organisation: { name },
    reason: '合同变更',
  });
  const present = async (role: 'design' | 'owner') => {
    const parties = await world.db.projectParty.findMany({
      where: { projectId: project.id, role, until: null },
      include: { organisation: { include: { names: { where: { until: null } } } } },
    });
    return parties.map(({ organisation }) => organisation.names[0]!.name).sort();
  };

  test('join, leave and are replaced; those who left stay on record', async () => {
    const { officer } = world.people;
    await project.act(officer, 'parties.change', change('design', 'join', '甲设计院'));
    await project.act(officer, 'parties.change', change('design', 'join', '乙设计院'));
    const twice = await project.refusal(officer, 'parties.change', change('design', 'join', '乙设计院'));
    expect(twice.code).toBe('NOTHING_CHANGED');
    await project.act(officer, 'parties.change', change('design', 'leave', '甲设计院'));
    expect(await present('design')).toEqual(['乙设计院']);
    await project.act(officer, 'parties.change', change('design', 'replace', '丙设计院'));
    expect(await present('design')).toEqual(['丙设计院']);
    expect(await world.db.projectParty.count({ where: { projectId: project.id, role: 'design' } })).toBe(3);
  });

  test('the owner changes those it contracts, not those that supervise it', async () => {
    const { personId } = await project.act(world.people.officer, 'contact.record', contact());
    await project.act(personId as string, 'parties.change', change('design', 'join', '甲设计院'));
    const refusal = await project.refusal(
      personId as string,
      'parties.change',
      change('department', 'replace', '别的局'),
    );
    expect(refusal.code).toBe('ACT_NOT_YOURS');
  });

  test('another owner’s people act at once and the former’s no more; without a contact one is to be found', async () => {
    const { officer, owner } = world.people;
    const { personId } = await project.act(officer, 'contact.record', contact());
    await project.act(officer, 'parties.change', change('owner', 'replace', '佛山市沙口水利枢纽站'));
    expect(await present('owner')).toEqual(['佛山市沙口水利枢纽站']);
    const date = { value: '2027-01-31', precision: 'day', kind: 'planned' };
    const body = { kind: 'completion', date, reason: '调整' };
    expect((await project.refusal(personId as string, 'date.change', body)).code).toBe('ACT_NOT_YOURS');
    await project.act(owner, 'date.change', body);
    const { organisationId } = await project.act(
      officer,
      'parties.change',
      change('owner', 'replace', '新设立的项目公司'),
    );
    expect(await project.tasks('find-contact')).toEqual([`officer find-contact ${organisationId}`]);
  });

  test('once registered the owner is the project’s identity: a correction', async () => {
    const registered = await world.project();
    await register(world, registered);
    await registered.act(world.people.officer, 'registration.confirm', { route: 'own' });
    const refusal = await registered.refusal(
      world.people.officer,
      'parties.change',
      change('owner', 'replace', '别的单位'),
    );
    expect(refusal.code).toBe('OWNER_CONFIRMED');
  });
});
