import { xlsx } from '../../fixtures/imports/workbook';
import { api, courseOf, give, path, undo, write } from './world';

const HEAD = [
  '项目名称',
  '行业',
  '建设单位',
  '现阶段',
  '登记日期',
  '验收组织',
  '计划竣工时间',
  '竣工验收日期',
  '竣工验收文号',
];
const fields = () => ({
  kind: 'take-over',
  jurisdictionId: api.east,
  year: '2026',
  level: '市',
  source: '市局移交台账',
});
const project = async (code: string) => (await api.officer.get(`/api/v1/projects/${code}`)).body;

export function takeOvers(): void {
  describe('running projects', () => {
    const rows = [
      HEAD,
      ['接甲水厂', '水利', '接甲公司', '跟踪', '2025-06-03', '本级', '2026年3月', '', ''],
      ['接乙大桥', '公路', '接乙公司', '移交', '2024-06-03', '本级', '2025-12-31', '2025-11-20', '建验〔2025〕7号'],
      ['接丙泵站', '水利', '接丙公司', '受理审查', '2025-01-03', '本级', '2026-12-31', '', ''],
    ];
    let codes: string[];
    let batchId: string;

    test('come to their stage with their mail held; what is missing is a task, and what waits keeps what was told', async () => {
      const given = await give(api.officer, await xlsx({ rows }), fields(), '台账.xlsx');
      expect([given.status, given.body.report.counts]).toMatchObject([201, { create: 3, error: 0 }]);
      expect(given.body.report.problems).toMatchObject([
        { row: 3, severity: 'note', code: 'facts_missing', value: 'meeting' },
        { row: 4, severity: 'note', code: 'facts_missing', value: 'application' },
      ]);
      const { status, body } = await write(api.officer, given.body);
      expect([status, body.batch.state, body.course]).toMatchObject([202, 'written', { kind: 'writing', total: 2 }]);
      expect(await courseOf(body.batch.id)).toMatchObject({ done: 2, refused: [] });
      codes = body.projects;
      batchId = body.batch.id;
      const [tracking, handing, waiting] = await Promise.all(codes.map(project));
      expect([tracking.stage, handing.stage, waiting.stage]).toEqual(['tracking', 'handing_over', 'planned']);
      expect([tracking.migrated, tracking.route]).toEqual([true, 'own']);
      const fact = await api.admin.client.fact.findFirstOrThrow({
        where: { project: { code: codes[0]! }, kind: 'take_over.complete' },
      });
      expect(JSON.stringify(fact.detail)).toContain('市局移交台账 1!2');
      const overdue = await api.admin.client.clock.count({
        where: { project: { code: codes[0]! }, overdueAtTakeOver: true },
      });
      expect(overdue).toBeGreaterThan(0);
      const left = await api.admin.client.outboxMail.groupBy({
        by: ['state'],
        where: { project: { code: { in: codes } } },
      });
      expect(left.filter(({ state }) => state !== 'held')).toEqual([]);
      const tasks = await api.admin.client.task.findMany({
        where: { project: { code: { in: codes } }, kind: 'supply-fact', doneAt: null },
        include: { project: true },
      });
      expect(tasks.map((task) => [task.project!.code, task.subject]).sort()).toEqual([
        [codes[1], 'meeting'],
        [codes[2], 'application'],
      ]);
      const draft = await api.officer.get(`/api/v1/projects/${codes[2]}/drafts/take_over.complete`);
      expect(draft.body.body).toMatchObject({ stage: 'reviewing', registration: { confirmedOn: '2025-01-03' } });
    });

    test('change nothing when they come again, and are asked about where there is one of that name', async () => {
      const again = await give(api.officer, await xlsx({ rows }), fields(), '台账.xlsx');
      expect(again.body.report.counts).toMatchObject({ create: 0, skip: 3, error: 0 });
      const code = await api.project();
      const { name } = await project(code);
      const like = [HEAD, [name, '市政', '某公司', '跟踪', '2025-06-03', '本级', '', '', '']];
      const given = await give(api.officer, await xlsx({ rows: like }), fields());
      expect(given.body.report.problems).toMatchObject([{ row: 2, column: 'A', code: 'LINK_UNDECIDED' }]);
    });

    test('are refused in the middle of a meeting, with days to come, and with votes that give another result', async () => {
      const head = [...HEAD, '验收日期', '结论', '合格票', '不合格票', '意见文号', '意见印发日期'];
      const wrong = [
        head,
        ['错甲', '水利', '', '召开会议', '2025-06-03', '本级', '', '', ''],
        ['错乙', '水利', '', '跟踪', '2099-06-03', '本级', '', '', ''],
        [
          '错丙',
          '水利',
          '',
          '待竣工验收',
          '2025-06-03',
          '本级',
          '',
          '',
          '',
          '2025-09-01',
          '合格',
          2,
          3,
          '1号',
          '2025-09-05',
        ],
      ];
      const given = await give(api.officer, await xlsx({ rows: wrong }), fields());
      const errors = given.body.report.problems.filter(({ severity }: { severity: string }) => severity === 'error');
      expect(errors).toMatchObject([
        {
          row: 2,
          column: 'D',
          code: 'CELL_INVALID',
          value: '召开会议',
          allowed: expect.not.arrayContaining(['召开会议']),
        },
        { row: 3, column: 'E', code: 'OCCURRED_IN_FUTURE', allowed: expect.stringMatching(/更早/) },
        { row: 4, column: 'K', code: 'CELL_INVALID', allowed: expect.stringMatching(/票数/) },
      ]);
      expect((await write(api.officer, given.body)).body.code).toBe('IMPORT_ERRORS');
    });

    test('are taken out again while nobody has touched them', async () => {
      const { status, body } = await undo(api.officer, batchId, '选错了台账');
      expect([status, body.course]).toMatchObject([202, { kind: 'undoing', total: 3 }]);
      expect((await api.officer.get(path(batchId))).body.batch.state).toBe('undone');
      const closed = await Promise.all(codes.map(project));
      expect(closed.map(({ stage, outcome }) => [stage, outcome])).toEqual(codes.map(() => ['closed', 'removed']));
    });
  });

  describe('a new list', () => {
    const head = ['序号', '项目名称', '行业', '建设地点', '总投资（万元）', '开工时间', '计划竣工时间'];
    const list = { kind: 'projects', jurisdictionId: '', year: '2046', level: '市' };

    test('shows what it would change of known projects, changes it by acts, and nothing when it comes again', async () => {
      const of = { ...list, jurisdictionId: api.east };
      const first = [
        head,
        ['1', '变更水厂', '水利', '东区', 2800, '2026年3月', '2027年10月'],
        ['2', '变更泵站', '水利', '', '', '', ''],
      ];
      await write(api.officer, (await give(api.officer, await xlsx({ rows: first }), of)).body);
      const next = [
        head,
        ['1', '变更水厂', '水利', '西区', 3000, '2026年', '2028年6月'],
        ['2', '变更泵站', '水利', '', 500, '', ''],
      ];
      const given = await give(api.officer, await xlsx({ rows: next }), of, '新清单.xlsx');
      expect(given.body.report).toMatchObject({
        counts: { create: 0, link: 0, change: 2, skip: 0 },
        rows: [
          {
            action: 'change',
            changes: [
              { field: 'location', from: '东区', to: '西区' },
              { field: 'investment', from: '2800', to: '3000' },
              { field: 'completion', from: '2027-10', to: '2028-06' },
            ],
          },
          { action: 'change', changes: [{ field: 'investment', from: null, to: '500' }] },
        ],
      });
      const kept = await api.officer.put(path(given.body.batch.id, '/decisions'), { keep: ['1!3'] });
      expect(kept.body.report.counts).toMatchObject({ change: 1, skip: 1 });
      const { body } = await write(api.officer, kept.body);
      expect(await courseOf(body.batch.id)).toMatchObject({ total: 3, done: 3, refused: [] });
      const row = await api.admin.client.project.findFirstOrThrow({
        where: { name: '变更水厂' },
        include: { facts: true, dates: { where: { kind: 'completion' }, orderBy: { sequence: 'desc' } } },
      });
      expect([row.location, Number(row.investmentWan)]).toEqual(['西区', 3000]);
      expect(row.dates[0]).toMatchObject({ value: new Date('2028-06-01'), precision: 'month' });
      expect(row.facts.map(({ kind }) => kind).sort()).toEqual([
        'correction.propose',
        'correction.propose',
        'date.change',
        'project.created',
      ]);
      expect(await api.admin.client.project.findFirst({ where: { name: '变更泵站' } })).toMatchObject({
        investmentWan: null,
      });
      const again = await give(api.officer, await xlsx({ rows: next.slice(0, 2) }), of);
      expect(again.body.report.counts).toMatchObject({ change: 0, skip: 1 });
    });
  });
}
