import { randomUUID } from 'node:crypto';
import { createTestApi, type TestApi } from './support/api';
import { FormVisitor } from './support/form-visitor';
import { makeJurisdiction, makeOrganisation, makePerson } from './support/people';

/** What is checked before a hand-over, and what leaves of a case after it, by pages. */
let api: TestApi;
let officer: FormVisitor;
let receiverId: string;
let projectId: string;
let uploadedById: string;

beforeAll(async () => {
  api = await createTestApi();
  const city = await makeJurisdiction(api, 'SZ');
  receiverId = await makeOrganisation(api, '江州市城建档案馆', ['receiver']);
  const person = await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: city }]);
  const about = { name: '沙口大桥', industry: '公路', jurisdictionId: city, route: 'own' as const };
  const parties = { create: { organisationId: receiverId, role: 'receiver' as const, from: new Date('2026-01-01') } };
  const data = { ...about, code: 'SZ-1', stage: 'handing_over' as const, parties };
  projectId = (await api.admin.client.project.create({ data })).id;
  uploadedById = person.personId;
  await api.admin.client.project.create({ data: { ...about, code: 'SZ-2', stage: 'closed' } });
  officer = await FormVisitor.enter(api, person);
});
afterAll(() => api.close());

describe('the electronic files of a hand-over', () => {
  const give = (manifest: string) =>
    officer.sendFile(
      '/projects/SZ-1/bag',
      { receiverId, _key: randomUUID() },
      'file',
      Buffer.from(manifest),
      'manifest-sha256.txt',
    );
  const line = (path: string) => `${'a'.repeat(64)}  ${path}\n`;

  test('are checked by their manifest, which is kept where nothing is wrong', async () => {
    expect((await officer.see('/projects/SZ-1/papers')).text).toContain('/projects/SZ-1/bag');
    await officer.see('/projects/SZ-1/bag');
    const early = await give(line('data/KJ-001.pdf'));
    expect(early.text).toContain('还没有案卷目录');
    const catalogue = { projectId, version: 1, sha256: '', uploadedById, uploadedAt: new Date() };
    await api.admin.client.catalogue.create({ data: catalogue });
    await officer.see('/projects/SZ-1/bag');
    const whole = await give(line('data/KJ-001.pdf'));
    expect(whole.text).toContain('核对无误');
    expect(whole.text).toContain('不属于任何案卷的文件（1个）');
    expect(await api.admin.client.fileUpload.count()).toBe(1);
  });

  test('are told apart where something is', async () => {
    await officer.see('/projects/SZ-1/bag');
    const manifest = `${line('KJ-001.pdf')}nonsense\n`;
    const broken = await give(manifest);
    expect(broken.text).toContain('发现1处问题');
    expect(broken.text).toContain('清单中有读不懂的行');
    expect(await api.admin.client.fileUpload.count()).toBe(1);
    await officer.see('/projects/SZ-1/bag');
    expect((await officer.send('/projects/SZ-1/bag', { receiverId })).text).toContain('请填写此项');
  });
});

test('a closed case leaves as one package, an open one does not', async () => {
  expect((await officer.see('/projects/SZ-1/package')).text).toContain('项目还没有办结');
  expect((await officer.see('/projects/SZ-2/papers')).text).toContain('/projects/SZ-2/package');
  expect((await officer.see('/projects/SZ-2/package')).text).toContain('/api/v1/projects/SZ-2/package');
});
