import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '../../activities/project-root';
import { csv, xlsx } from '../fixtures/imports/workbook';
import { type RunningApi, startRunningApi } from './support/running-api';
import type { Visitor } from './support/visitor';

/** Spreadsheets over HTTP, from the upload to what is written and taken out again. */
let api: RunningApi;

beforeAll(async () => {
  api = await startRunningApi();
}, 120_000);
afterAll(() => api.close());

const HEAD = ['序号', '项目名称', '行业', '所属区', '建设单位', '总投资（万元）', '计划竣工时间'];
const MARK = randomUUID();

async function give(by: Visitor, bytes: Uint8Array, fields: object, name = '清单.xlsx') {
  return by.upload('/api/v1/imports', Buffer.from(bytes), name, fields as Record<string, string>);
}

const list = (year: number) => ({ kind: 'projects', jurisdictionId: api.east, year: String(year), level: '市' });
const path = (id: string, part = '') => `/api/v1/imports/${id}${part}`;
const write = (by: Visitor, { batch, report }: { batch: { id: string }; report: { counts: Record<string, number> } }) =>
  by.post(path(batch.id, '/writing'), { create: report.counts.create, link: report.counts.link });
const facts = async () => ({
  projects: await api.admin.client.project.count(),
  listings: await api.admin.client.listing.count(),
  volumes: await api.admin.client.volume.count(),
  organisations: await api.admin.client.organisation.count(),
});

describe('a key-project list', () => {
  const rows = [
    HEAD,
    ['101', '沙口水利枢纽工程', '水利', '', '沙口枢纽站', 2800, '2026年10月'],
    ['102', '塘西大道三期工程', '公路', '', '', '', ''],
  ];

  test('is looked at first, written whole, and changes nothing when it comes again', async () => {
    const before = await facts();
    const given = await give(api.officer, await xlsx({ rows }), list(2026));
    expect([given.status, given.body.report.counts]).toEqual([
      201,
      { create: 2, link: 0, change: 0, skip: 0, leave_out: 0, error: 0 },
    ]);
    expect(await facts()).toEqual(before);
    const { status, body } = await write(api.officer, given.body);
    expect([status, body.batch.state, body.projects.length]).toEqual([200, 'written', 2]);
    const made = await api.officer.get(`/api/v1/projects/${body.projects[0]}`);
    expect(made.body).toMatchObject({
      name: '沙口水利枢纽工程',
      stage: 'planned',
      investmentWan: 2800,
      migrated: false,
    });
    const again = await give(api.officer, await xlsx({ rows }), list(2026));
    expect(again.body.report).toMatchObject({ counts: { create: 0, skip: 2, error: 0 }, writable: true });
    const after = await facts();
    expect((await write(api.officer, again.body)).status).toBe(200);
    expect(await facts()).toEqual(after);
    expect((await write(api.officer, again.body)).body).toMatchObject({ code: 'IMPORT_STATE', value: 'written' });
  });

  test('of the next year is linked by what the officer says, which is remembered; what it has no more is a task', async () => {
    const next = [
      HEAD,
      ['7', '沙口水利枢纽除险加固工程', '水利', '', '沙口枢纽站', 2800, '2027年'],
      ['8', '塘西大道四期工程', '公路'],
    ];
    const given = await give(api.officer, await xlsx({ rows: next }), list(2027));
    const { report, batch } = given.body;
    expect(report.counts).toMatchObject({ create: 1, error: 1 });
    const [problem] = report.problems.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(problem).toMatchObject({
      sheet: 1,
      row: 2,
      column: 'B',
      code: 'LINK_UNDECIDED',
      allowed: [problem.fix, 'new'],
    });
    expect((await write(api.officer, given.body)).body).toMatchObject({ code: 'IMPORT_ERRORS', rows: ['1!2'] });
    const unknown = await api.officer.put(path(batch.id, '/decisions'), { links: { '1!2': 'P-404' } });
    expect(unknown.body.report.problems).toMatchObject([{ code: 'NOT_FOUND', value: 'P-404' }]);
    const decided = await api.officer.put(path(batch.id, '/decisions'), { links: { '1!2': problem.fix } });
    expect(decided.body.report).toMatchObject({
      counts: { create: 1, link: 1, error: 0 },
      missing: [{ name: '塘西大道三期工程' }],
    });
    expect((await api.officer.post(path(batch.id, '/writing'), { create: 2, link: 0 })).body).toMatchObject({
      code: 'STALE_VERSION',
      allowed: { create: 1, link: 1 },
    });
    expect((await write(api.officer, decided.body)).status).toBe(200);
    const tasks = await api.admin.client.task.findMany({
      where: { kind: 'explain-missing' },
      include: { project: true },
    });
    expect(tasks.map(({ project, subject }) => [project?.name, subject])).toEqual([['塘西大道三期工程', '2027']]);
    expect(tasks[0]?.project?.stage).toBe('planned');
    const third = await give(api.officer, await xlsx({ rows: next.slice(0, 2) }), list(2028));
    expect(third.body.report.rows).toMatchObject([{ action: 'link', project: { code: problem.fix } }]);
  });

  test('is not written while a row is in error, unless that row is left out', async () => {
    const rows = [
      HEAD,
      ['31', '甲水厂', '水利', '月球区'],
      ['32', '乙水厂', '水利', '', '', '很多'],
      ['33', '丙水厂', '水利'],
    ];
    const given = await give(api.officer, await xlsx({ rows }), list(2030));
    expect(given.body.report.problems).toMatchObject([
      { row: 3, column: 'F', code: 'CELL_INVALID', value: '很多' },
      { row: 2, column: 'D', code: 'CELL_INVALID', value: '月球区', allowed: expect.any(Array) },
    ]);
    const { body } = await api.officer.put(path(given.body.batch.id, '/decisions'), { leaveOut: ['1!2', '1!3'] });
    expect(body.report).toMatchObject({ counts: { create: 1, leave_out: 2, error: 0 }, writable: true });
    expect((await write(api.officer, body)).body.projects).toHaveLength(1);
  });

  test('given up leaves nothing, and two at once do not mix', async () => {
    const before = await facts();
    const one = [HEAD, ['41', '丁泵站', '水利']];
    const given = await give(api.officer, await xlsx({ rows: one }), list(2031));
    expect((await api.officer.post(path(given.body.batch.id, '/cancelling'))).body.batch.state).toBe('cancelled');
    expect(await facts()).toEqual(before);
    expect(await api.admin.client.importBatch.findUnique({ where: { id: given.body.batch.id } })).toMatchObject({
      content: null,
    });
    expect((await write(api.officer, given.body)).body).toMatchObject({ code: 'IMPORT_STATE', value: 'cancelled' });

    const [a, b] = await Promise.all([
      give(api.officer, await xlsx({ rows: one }), list(2031)),
      give(api.secondOfficer, await xlsx({ rows: one }), list(2031)),
    ]);
    const answers = await Promise.all([write(api.officer, a!.body), write(api.secondOfficer, b!.body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await api.admin.client.project.count({ where: { name: '丁泵站' } })).toBe(1);
  });

  test('untouched is taken out again; touched it is not, nor after its days', async () => {
    const rows = (name: string) => [HEAD, ['51', `${name}泵站`, '水利'], ['52', `${name}水厂`, '环保']];
    const give51 = async (name: string, year: number) => {
      const given = await give(api.officer, await xlsx({ rows: rows(name) }), list(year));
      await write(api.officer, given.body);
      return given.body.batch.id as string;
    };
    const undo = (id: string, by = api.officer) => by.post(path(id, '/undoing'), { reason: '选错了年度' });
    const first = await give51('子', 2033);
    expect((await undo(first, api.westOfficer)).status).toBe(404);
    expect((await undo(first)).body.batch.state).toBe('undone');
    expect((await undo(first)).body.batch.state).toBe('undone');
    const taken = await api.admin.client.project.findMany({ where: { name: { startsWith: '子' } } });
    expect(taken.map(({ stage, outcome }) => [stage, outcome])).toEqual([
      ['closed', 'removed'],
      ['closed', 'removed'],
    ]);
    const again = await give51('子', 2033);
    expect((await api.officer.get(path(again))).body.batch.state).toBe('written');

    const second = await give51('丑', 2034);
    const { id: projectId, code } = await api.admin.client.project.findFirstOrThrow({ where: { name: '丑泵站' } });
    const day = new Date('2026-03-02T00:00:00Z');
    const fact = { projectId, kind: 'call.log', occurredOn: day, actedAt: day, channel: 'phone' as const, detail: {} };
    await api.admin.client.fact.create({ data: fact });
    expect((await undo(second)).body).toMatchObject({ code: 'IMPORT_TOUCHED', value: code });

    const third = await give51('寅', 2035);
    await api.admin.client.importBatch.update({
      where: { id: third },
      data: { endedAt: new Date('2026-01-02T00:00:00Z') },
    });
    expect((await undo(third)).body).toMatchObject({ code: 'IMPORT_TOO_LONG_AGO' });
  });

  test('is a bureau’s own', async () => {
    const bytes = await xlsx({ rows: [HEAD, ['61', '戊泵站', '水利']] });
    expect((await give(api.westOfficer, bytes, list(2036))).status).toBe(403);
    expect((await give(api.owner, bytes, list(2036))).status).toBe(403);
    const given = await give(api.officer, bytes, list(2036));
    for (const by of [api.westOfficer, api.owner]) expect((await by.get(path(given.body.batch.id))).status).toBe(404);
    expect((await api.westOfficer.get('/api/v1/imports')).body.items).toEqual([]);
    const { jurisdictionId: _, ...without } = list(2036);
    expect((await give(api.officer, bytes, without)).body).toMatchObject({
      code: 'BAD_INPUT',
      field: 'jurisdictionId',
    });
    expect((await give(api.officer, new Uint8Array(), list(2036))).body).toMatchObject({ code: 'FILE_EMPTY' });
  });
});

describe('a volume catalogue', () => {
  const head = '档号,题名,页数,保管期限,类别,移交单位';
  const of = (count: number, title = '施工日志') =>
    csv(
      [
        head,
        ...Array.from({ length: count }, (_, at) => `A-${at + 1},${title}${at + 1},${at + 10},永久,施工文件,市档案馆`),
      ].join('\n'),
    );

  test('is written as a version by the owner; the same file again is none; untouched it is taken out', async () => {
    const code = await api.project();
    const fields = { kind: 'catalogue', project: code };
    const given = await give(api.owner, of(300), fields, '案卷目录.csv');
    expect(given.body.report).toMatchObject({
      counts: { create: 300, error: 0 },
      file: { format: 'csv', encoding: 'utf-8' },
    });
    const { body } = await write(api.owner, given.body);
    expect(body).toMatchObject({ batch: { state: 'written' }, projects: [] });
    expect((await api.owner.get(`/api/v1/projects/${code}/catalogues`)).body.items).toMatchObject([
      { version: 1, volumes: 300 },
    ]);
    const again = await give(api.owner, of(300), fields, '案卷目录.csv');
    expect(again.body.report.counts).toMatchObject({ create: 0, skip: 300 });
    const undone = await api.owner.post(path(given.body.batch.id, '/undoing'), { reason: '传错文件' });
    expect(undone.body.batch.state).toBe('undone');
    expect((await api.owner.get(`/api/v1/projects/${code}/catalogues`)).body.items).toEqual([]);
  });

  test('names every cell at fault, with what could stand there', async () => {
    const code = await api.project();
    const text = `${head}\nA-1,甲,十页,永久,施工文件,\nA-2,乙,5,长期,施工文件,\nA-2,丙,5,30年,施工文件,\nA-4,,5,30年,,\n`;
    const { body } = await give(api.owner, csv(text), { kind: 'catalogue', project: code }, '目录.csv');
    expect(
      body.report.problems.map(({ row, column, code, fix, twin }: Record<string, unknown>) => [
        row,
        column,
        code,
        fix ?? twin,
      ]),
    ).toEqual([
      [2, 'C', 'CELL_INVALID', undefined],
      [3, 'D', 'CELL_INVALID', '30年'],
      [4, 'A', 'ROW_DUPLICATE', '1!3'],
      [5, 'B', 'CELL_MISSING', undefined],
      [5, 'E', 'CELL_MISSING', undefined],
    ]);
  });
});

test('of a file marked as secret nothing is left anywhere', async () => {
  const code = await api.project();
  const secret = `涉密工程${MARK}`;
  const list = csv(
    `档号,题名,页数,保管期限,类别,备注\nA-1,普通,1,永久,施工文件,\nA-2,${secret},1,永久,施工文件,机密★10年\n`,
  );
  const marked = await xlsx({ rows: [HEAD, ['71', secret, '水利', '', '', '', '秘密']] });
  const answers = [
    await give(api.owner, list, { kind: 'catalogue', project: code }, `${MARK}.csv`),
    await give(
      api.officer,
      marked,
      { kind: 'projects', jurisdictionId: api.east, year: '2040', level: '市' },
      `${MARK}.xlsx`,
    ),
  ];
  expect(answers.map(({ body }) => [body.code, body.row, body.column])).toEqual([
    ['SECRECY_NOT_ALLOWED', 3, 'F'],
    ['SECRECY_NOT_ALLOWED', 2, 'G'],
  ]);
  for (const { text } of answers) expect(text).not.toContain(MARK);
  expect(api.log.join('\n')).not.toContain(MARK);
  expect(await tablesWith(MARK)).toEqual([]);
  expect(await tablesWith('沙口水利枢纽工程')).toContain('Project');
  expect(await filesWith(MARK)).toEqual([]);
  expect(await filesWith('沙口水利枢纽工程')).not.toEqual([]);
});

/** Files of the database server that hold the text: tables, indexes, its log of writes. */
async function filesWith(text: string): Promise<string[]> {
  const [{ folder }] = await api.admin.client.$queryRaw<[{ folder: string }]>`
    SELECT setting AS folder FROM pg_settings WHERE name = 'data_directory'`;
  // A file that goes away while it is looked at is none of ours.
  const { stdout } = await promisify(execFile)('grep', ['-rlsF', text, folder]).catch(
    (error) => error as { stdout: string },
  );
  return stdout.split('\n').filter(Boolean);
}

/** Tables with a row that holds the text in any column, files as bytes included. */
async function tablesWith(text: string): Promise<string[]> {
  const { client } = api.admin;
  const tables = await client.$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  const hex = Buffer.from(text).toString('hex');
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const [{ count }] = await client.$queryRawUnsafe<[{ count: bigint }]>(
      `SELECT count(*) FROM "${schema}"."${name}" AS t WHERE t::text LIKE $1 OR t::text LIKE $2`,
      `%${text}%`,
      `%${hex}%`,
    );
    if (count > 0n) found.push(name);
  }
  return found;
}

describe('headings of a bureau', () => {
  test('are learned from what an officer says of one file, and hold for the next', async () => {
    const rows = [
      ['编号', '标的', '行业', '规模'],
      ['201', '己泵站', '水利', '大'],
    ];
    const refused = await give(api.officer, await xlsx({ rows }), list(2041));
    expect(refused.body).toMatchObject({ code: 'HEADER_NOT_FOUND', allowed: ['项目名称', '行业'] });
    const of = { jurisdictionId: api.east, kind: 'projects' };
    const said = { ...of, own: [{ name: '标的（全称）', field: 'name' }] };
    expect((await api.westOfficer.put('/api/v1/import-columns', said)).status).toBe(403);
    const strange = await api.officer.put('/api/v1/import-columns', { ...of, own: [{ name: '标的', field: 'pages' }] });
    expect(strange.body).toMatchObject({ code: 'BAD_INPUT', field: 'field', value: 'pages' });
    expect((await api.officer.put('/api/v1/import-columns', said)).status).toBe(200);
    const given = await give(api.officer, await xlsx({ rows }), list(2041));
    expect(given.body.report).toMatchObject({
      counts: { create: 1 },
      problems: [{ column: 'D', code: 'column_ignored' }],
    });
    const decided = await api.officer.put(path(given.body.batch.id, '/decisions'), {
      columns: [{ name: '规模', field: 'note' }],
    });
    expect(decided.body.report.problems).toEqual([]);
    const { body } = await api.officer.get(`/api/v1/import-columns?jurisdictionId=${api.east}&kind=projects`);
    expect(body.own).toEqual([
      { name: '标的', field: 'name' },
      { name: '规模', field: 'note' },
    ]);
    expect(body.shipped.name).toContain('项目名称');
  });
});

test('a copy of the file with its problems marked is to be had while it is open', async () => {
  const rows = [HEAD, ['301', '庚泵站', '水利', '月球区', '', 5]];
  const { batch } = (await give(api.officer, await xlsx({ rows }), list(2042), '清单.csv.xlsx')).body;
  const answer = await api.officer.get(path(batch.id, '/marked-copy'));
  expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    expect.stringMatching(/^attachment;/),
  ]);
  expect(Number(answer.headers['content-length'])).toBeGreaterThan(5_000);
  await api.officer.post(path(batch.id, '/cancelling'));
  expect((await api.officer.get(path(batch.id, '/marked-copy'))).body).toMatchObject({ code: 'IMPORT_STATE' });
});

test('an annual plan is proposed of the projects that its list names, changes nothing when it comes again, and is taken back', async () => {
  const [first, second] = [await api.project(), await api.project()];
  const { name } = (await api.officer.get(`/api/v1/projects/${first}`)).body;
  const head = ['序号', '项目编号', '项目名称'];
  const fields = { kind: 'plan', jurisdictionId: api.east, year: '2027' };
  const rows = [['2027年度验收计划'], head, ['1', '', name], ['2', second, '随便怎么写'], ['3', '', '没有的工程']];
  const given = await give(api.officer, await xlsx({ rows, merges: ['A1:C1'] }), fields);
  expect(given.body.report).toMatchObject({ counts: { link: 2, error: 1 }, problems: [{ row: 5, code: 'NOT_FOUND' }] });
  const { body } = await api.officer.put(path(given.body.batch.id, '/decisions'), { leaveOut: ['1!5'] });
  expect((await write(api.officer, body)).body.batch.state).toBe('written');
  const plans = () => api.officer.get('/api/v1/annual-plans?year=2027').then((answer) => answer.body.items);
  expect(await plans()).toMatchObject([{ count: 2, fixedOn: null }]);
  const again = await give(api.officer, await xlsx({ rows: rows.slice(1, 4) }), fields);
  expect(again.body.report.counts).toMatchObject({ link: 0, skip: 2 });
  expect((await api.officer.post(path(body.batch.id, '/undoing'), { reason: '计划有误' })).body.batch.state).toBe(
    'undone',
  );
  expect(await plans()).toMatchObject([{ count: 0 }]);
  await api.admin.client.annualPlan.updateMany({
    where: { year: 2027 },
    data: { fixedOn: new Date('2027-01-10'), fixedCount: 0, fixedById: randomUUID() },
  });
  expect((await give(api.officer, await xlsx({ rows: rows.slice(1, 4) }), fields)).body).toMatchObject({
    code: 'PLAN_FIXED',
  });
});

test('npm run import says what a file would do, and writes it when told', async () => {
  const { body: made } = await api.officer.post('/api/v1/me/tokens', { name: '导入', days: 1 });
  const server = api.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'dangyan-import-'));
  const file = join(folder, '清单.xlsx');
  writeFileSync(file, await xlsx({ rows: [HEAD, ['401', '壬泵站', '水利'], ['402', '癸泵站', '水利', '月球区']] }));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code: jurisdiction } = await api.admin.client.jurisdiction.findUniqueOrThrow({ where: { id: api.east } });
  const run = (...more: string[]) =>
    promisify(execFile)(
      process.execPath,
      [
        projectPath('dist', 'ops', 'import.js'),
        '--kind',
        'projects',
        '--file',
        file,
        '--year',
        '2044',
        '--level',
        '市',
      ].concat(...['--jurisdiction', jurisdiction, '--url', url, ...more]),
      { env: { ...process.env, DANGYAN_TOKEN: made.token } },
    ).then(
      ({ stdout }) => ({ status: 0, stdout }),
      ({ code: status, stdout, stderr }) => ({ status, stdout: stdout + stderr }),
    );
  const before = await facts();
  const dry = await run('--write');
  expect(dry).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('1!3 D\terror CELL_INVALID\t单元格内容不符合要求'),
  });
  expect(dry.stdout).toContain('nothing written');
  expect(await facts()).toEqual(before);
  const json = await run('--leave-out', '1!3', '--json');
  expect([json.status, JSON.parse(json.stdout)]).toMatchObject([
    0,
    { counts: { create: 1, leave_out: 1 }, written: null },
  ]);
  expect((await run('--leave-out', '1!3', '--write')).stdout).toMatch(/1!2\tcreate\t壬泵站.*\nwritten\n$/s);
  expect((await facts()).projects).toBe(before.projects + 1);
  expect(await run('--level', '')).toMatchObject({ status: 1, stdout: expect.stringContaining('BAD_INPUT') });
  rmSync(folder, { recursive: true });
  await promisify(server.close.bind(server))();
});
