import { xlsx } from '../../fixtures/imports/workbook';
import { api, courseOf, facts, give, HEAD, list, path, undo, write } from './world';

export function projectLists(): void {
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
      expect((await write(api.officer, decided.body)).status).toBe(202);
      expect(await courseOf(batch.id)).toMatchObject({ done: 1, refused: [] });
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
      const takeOut = (id: string, by = api.officer) => undo(by, id, '选错了年度');
      const first = await give51('子', 2033);
      expect((await takeOut(first, api.westOfficer)).status).toBe(404);
      const { status, headers, body: begun } = await takeOut(first);
      expect([status, headers.location, begun]).toMatchObject([
        202,
        path(first),
        { batch: { state: 'written' }, course: { kind: 'undoing', total: 2, endedAt: null } },
      ]);
      expect((await takeOut(first)).body.batch.state).toBe('undone');
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
      const fact = {
        projectId,
        kind: 'call.log',
        occurredOn: day,
        actedAt: day,
        channel: 'phone' as const,
        detail: {},
      };
      await api.admin.client.fact.create({ data: fact });
      expect((await takeOut(second)).body).toMatchObject({ code: 'IMPORT_TOUCHED', value: code });

      const third = await give51('寅', 2035);
      await api.admin.client.importBatch.update({
        where: { id: third },
        data: { endedAt: new Date('2026-01-02T00:00:00Z') },
      });
      expect((await takeOut(third)).body).toMatchObject({ code: 'IMPORT_TOO_LONG_AGO' });
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
}
