import { randomUUID } from 'node:crypto';
import { xlsx } from '../../fixtures/imports/workbook';
import { api, give, path, write } from './world';

const HEAD = ['姓名', '工作单位', '职称', '专业', '从事专业年限', '电话', '身份证号', '曾任职单位'];
const fields = () => ({ kind: 'pool', jurisdictionId: api.east });
const members = async () =>
  (await api.officer.get(`/api/v1/pool-members?jurisdictionId=${api.east}&limit=100`)).body.items as {
    person: { id: string; name: string };
    specialties: string[];
    employerIds: string[];
    yearsInField: number;
  }[];
const counts = async () => ({
  people: await api.admin.client.person.count(),
  pool: await api.admin.client.poolMembership.count(),
  memberships: await api.admin.client.membership.count(),
});

export function expertPools(): void {
  describe('an expert pool', () => {
    const rows = [
      HEAD,
      ['甲专家', '江州设计院', '高工', '水利', 12, '13800000011', '440600197501011234', '江州旧院（至2025年6月）'],
      ['乙专家', '江州设计院', '馆员', '档案组', 9, '13800000012', '', ''],
    ];
    let batchId: string;

    test('admits people with specialties and employments; the same list again changes nothing', async () => {
      const before = await counts();
      const given = await give(api.officer, await xlsx({ rows }), fields());
      expect([given.status, given.body.report.counts]).toMatchObject([201, { create: 2, error: 0 }]);
      expect(await counts()).toEqual(before);
      expect((await write(api.officer, given.body)).status).toBe(200);
      batchId = given.body.batch.id;
      expect(await counts()).toEqual({
        people: before.people + 2,
        pool: before.pool + 2,
        memberships: before.memberships + 3,
      });
      const [first] = (await members()).filter(({ person }) => person.name === '甲专家');
      expect(first).toMatchObject({ specialties: ['water'], titleLevel: 'senior', birthDate: '1975-01-01' });
      const { items } = (await api.officer.get(`/api/v1/memberships?personId=${first!.person.id}`)).body;
      expect(items.map(({ until }: { until: string | null }) => until).sort()).toEqual(['2025-06-30', null]);
      const person = (await api.officer.get(`/api/v1/people/${first!.person.id}`)).body;
      expect(person).toMatchObject({ phone: '13800000011', idNumber: '440600197501011234' });
      const again = await give(api.officer, await xlsx({ rows }), fields());
      expect(again.body.report).toMatchObject({ counts: { create: 0, change: 0, skip: 2 }, missing: [] });
    });

    test('says what a new list would change, writes that and no more, and asks who is who', async () => {
      const next = [
        HEAD,
        ['甲专家', '江州新院', '高工', '水利、建筑', 13, '', '440600197501011234', ''],
        ['乙专家', '别处的单位', '馆员', '档案组', 9, '13900000000', '', ''],
        ['丙专家', '某院', '高工', '炼金术', 5, '', '', ''],
      ];
      const given = await give(api.officer, await xlsx({ rows: next }), fields());
      const { report, batch } = given.body;
      expect(report.rows[0]).toMatchObject({
        action: 'change',
        changes: [
          { field: 'specialties', from: 'water', to: 'building、water' },
          { field: 'yearsInField', from: '12', to: '13' },
          { field: 'employer', from: '江州设计院', to: '江州新院' },
        ],
      });
      const errors = report.problems.filter(({ severity }: { severity: string }) => severity === 'error');
      expect(errors).toMatchObject([
        { row: 3, column: 'A', code: 'LINK_UNDECIDED', allowed: [expect.any(String), 'new'] },
        { row: 4, column: 'D', code: 'CELL_INVALID', value: '炼金术', allowed: expect.arrayContaining(['water']) },
      ]);
      const decision = { leaveOut: ['1!4'], links: { '1!3': 'new' } };
      const decided = await api.officer.put(path(batch.id, '/decisions'), decision);
      expect(decided.body.report.counts).toMatchObject({ create: 1, change: 1, leave_out: 1, error: 0 });
      const stale = await api.officer.post(path(batch.id, '/writing'), { create: 1, link: 0 });
      expect(stale.body).toMatchObject({ code: 'STALE_VERSION', allowed: { create: 1, link: 0, change: 1 } });
      expect((await write(api.officer, decided.body)).status).toBe(200);
      const pool = await members();
      expect(pool.filter(({ person }) => person.name === '乙专家')).toHaveLength(2);
      const [first] = pool.filter(({ person }) => person.name === '甲专家');
      expect(first).toMatchObject({
        specialties: ['water', 'building'],
        yearsInField: 13,
        employerIds: [expect.any(String)],
      });
      const undo = await api.officer.post(path(batch.id, '/undoing'), { reason: '看错' });
      expect(undo.body).toMatchObject({ code: 'IMPORT_FINAL' });
    });

    test('is taken out again as long as nobody was asked or drawn', async () => {
      const before = await counts();
      const fresh = [HEAD, ['丁专家', '某院', '高工', '建筑', 5, '', '440600198001011230', '']];
      const given = await give(api.director, await xlsx({ rows: fresh }), fields());
      await write(api.director, given.body);
      const undo = () => api.officer.post(path(given.body.batch.id, '/undoing'), { reason: '选错' });
      const { personId } = await api.admin.client.poolMembership.findFirstOrThrow({
        where: { person: { name: '丁专家' } },
      });
      const relation = await api.admin.client.declaredRelation.create({
        data: { personId, kind: 'advice', declaredOn: new Date('2026-03-02') },
      });
      expect((await undo()).body).toMatchObject({ code: 'IMPORT_TOUCHED', value: personId });
      await api.admin.client.declaredRelation.delete({ where: { id: relation.id } });
      expect((await undo()).body.batch.state).toBe('undone');
      expect(await counts()).toEqual(before);
      expect(batchId).toBeTruthy();
    });

    test('is a bureau’s own, and a number that is somebody else’s is nobody’s business', async () => {
      const taken = await api.admin.client.person.create({ data: { name: '外人', recordedById: randomUUID() } });
      await api.admin.client.personDetails.create({ data: { personId: taken.id, idNumber: '44060019900101123X' } });
      const rows = [HEAD, ['某人', '某院', '高工', '水利', 5, '', '44060019900101123X', '']];
      expect((await give(api.westOfficer, await xlsx({ rows }), fields())).status).toBe(403);
      expect((await give(api.owner, await xlsx({ rows }), fields())).status).toBe(403);
      const given = await give(api.officer, await xlsx({ rows }), fields());
      expect(given.body.report.problems).toMatchObject([{ row: 2, column: 'G', code: 'ALREADY_EXISTS' }]);
      expect(given.text).not.toContain('44060019900101123X');
    });
  });
}
