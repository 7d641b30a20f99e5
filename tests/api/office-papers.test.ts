import { writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { createProject } from '../../activities/projects/create-project';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { type ReadPdf, readPdfs } from '../support/read-pdfs';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makePerson } from './support/people';
import { signedIn, type Visitor } from './support/visitor';

let api: TestApi;
let city: string;
let officer: Visitor;
let west: Visitor;
const paths: Record<'pool' | 'statistics', string> = { pool: '', statistics: '' };
const files: Record<keyof typeof paths, { pdf: Uint8Array; read: ReadPdf }> = {} as never;

beforeAll(async () => {
  api = await createTestApi();
  await api.admin.transaction(loadDefaults);
  city = await makeJurisdiction(api, 'SZ');
  const east = await makeJurisdiction(api, 'DQ', city);
  const other = await makeJurisdiction(api, 'XQ');
  officer = await signedIn(api, await makePerson(api, '王敏', [{ role: 'officer', jurisdictionId: city }]));
  const director = await signedIn(api, await makePerson(api, '何局', [{ role: 'director', jurisdictionId: city }]));
  west = await signedIn(api, await makePerson(api, '孙西', [{ role: 'director', jurisdictionId: other }]));
  const add: string[] = [];
  for (const [name, jurisdictionId, industry] of [
    ['沙口水利枢纽', city, '水利'],
    ['东区大道一期', east, '市政'],
  ] as const) {
    const listing = { year: 2025, level: '市', category: 'completing', number: name, text: {} } as const;
    const origin = { now: new Date(), personId: null, source: 'listing' as const };
    const order = { jurisdictionId, name, industry, listing };
    add.push((await api.admin.transaction((tx) => createProject(tx, order, origin))).code);
  }
  const plan = { jurisdictionId: city, year: 2025, add, leaveOut: [] };
  expect((await officer.post('/api/v1/annual-plans', plan)).body).toMatchObject({ count: 2 });
  expect((await director.post(`/api/v1/statistics/${city}/2025/freeze`)).status).toBe(204);
  for (const [at, name] of ['欧阳喆', '李四'].entries()) {
    const { id: personId } = await api.admin.client.person.create({
      data: { name, title: '处长', recordedById: null },
    });
    await api.admin.client.poolMembership.create({
      data: {
        ...{ personId, jurisdictionId: city, specialties: ['档案管理', '水利'], titleLevel: '正高', yearsInField: 20 },
        ...{ joinedOn: new Date(`202${at}-03-01`), status: at === 0 ? 'active' : 'suspended' },
      },
    });
  }
  paths.pool = `/api/v1/jurisdictions/${city}/pool-list`;
  paths.statistics = `/api/v1/statistics/${city}/2025/table`;
  const pdfs = [await officer.file(paths.pool), await officer.file(paths.statistics)];
  const [pool, statistics] = readPdfs(pdfs);
  files.pool = { pdf: pdfs[0]!, read: pool! };
  files.statistics = { pdf: pdfs[1]!, read: statistics! };
  // To be looked at: PAPERS_TO=/tmp/papers npm test -- tests/api/office-papers.test.ts
  const folder = process.env.PAPERS_TO;
  if (folder) for (const [name, { pdf }] of Object.entries(files)) writeFileSync(`${folder}/office-${name}.pdf`, pdf);
});
afterAll(() => api.close());

test.each([
  ['pool', '重点建设项目档案验收专家库名册'],
  ['pool', '在库1人，暂停抽取1人'],
  ['pool', '1欧阳喆处长、正高档案管理、水利202020年3月1日在库'],
  ['pool', '2李四处长、正高档案管理、水利202021年3月1日暂停抽取'],
  ['statistics', '2025年度重点建设项目档案验收统计表'],
  ['statistics', '统计截至2025年12月31日统计表已于'],
  ['statistics', '合计200000000200%——'],
  ['statistics', 'DQ市100000000100%——'],
  ['statistics', '水利100000000100%——'],
  ['statistics', '一次合格率第一次形成的验收意见为合格的项目，除以已形成验收意见的项目。'],
  ['statistics', '冻结数据的SHA-256：'],
] as const)('the paper of the %s says %s', (name, words) => {
  expect(files[name].read.text).toContain(words);
});

test('they are tagged PDF/A-2a, and the same bytes again', async () => {
  for (const [name, { pdf, read }] of Object.entries(files)) {
    expect(read.claims).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/);
    expect(read.roles).toEqual(expect.arrayContaining(['TH', 'TD', 'Table']));
    expect(await officer.file(paths[name as keyof typeof paths])).toEqual(pdf);
  }
});

test('for Word they have the same words', async () => {
  for (const [name, words] of [
    ['pool', '欧阳喆'],
    ['statistics', '第一次形成的验收意见为合格的项目'],
  ] as const) {
    const file = await officer.file(`${paths[name]}?format=docx`);
    expect(strFromU8(unzipSync(file)['word/document.xml']!).replace(/<[^>]+>/g, '')).toContain(words);
  }
});

test('they are the bureau’s own', async () => {
  for (const path of Object.values(paths)) expect((await west.get(path)).status).toBe(403);
});
