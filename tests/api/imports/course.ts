import supertest from 'supertest';
import { beginCourse } from '../../../activities/imports/course';
import { xlsx } from '../../fixtures/imports/workbook';
import { PASSWORD } from '../support/people';
import { api, courseOf, give, HEAD, list, path, write } from './world';

export function courses(): void {
  describe('what an import does by acts', () => {
    let year = 2060;
    /** An import of two projects, written. */
    async function written(name: string): Promise<{ id: string; codes: string[] }> {
      year += 1;
      const rows = [HEAD, [`${year}1`, `${name}泵站`, '水利'], [`${year}2`, `${name}水厂`, '环保']];
      const given = await give(api.officer, await xlsx({ rows }), list(year));
      const { body } = await write(api.officer, given.body);
      return { id: body.batch.id, codes: body.projects };
    }
    const undoing = (id: string) => api.officer.post(path(id, '/undoing'), { reason: '选错了年度' });
    const stages = async (codes: string[]) => {
      const found = await api.admin.client.project.findMany({
        where: { code: { in: codes } },
        orderBy: { code: 'asc' },
      });
      return found.map(({ stage }) => stage);
    };

    test('waits for a worker that is away, is seen meanwhile, and is gone on with once', async () => {
      const { id, codes } = await written('卯');
      await api.pauseWorker();
      const begun = await undoing(id);
      expect([begun.status, begun.body.course]).toMatchObject([202, { total: 2, done: 0, endedAt: null }]);
      expect((await undoing(id)).body.course.begunAt).toBe(begun.body.course.begunAt);
      expect((await api.officer.get(path(id))).body).toMatchObject({
        batch: { state: 'written' },
        course: { done: 0 },
      });

      const agent = supertest.agent(api.app);
      await agent.post('/sign-in').type('form').send({ login: api.people.officer.login, password: PASSWORD });
      const { text } = await agent.get(`/imports/${id}`).set('Accept', 'text/html').expect(200);
      expect(text).toContain('正在撤回');
      expect(text).toContain('已办0项，共2项');
      expect(text).toContain(`data-live="/live/imports/${id}"`);
      expect(text).not.toContain('撤回这次导入');

      await api.resumeWorker();
      expect(await courseOf(id)).toMatchObject({ done: 2, refused: [] });
      expect(await stages(codes)).toEqual(['closed', 'closed']);
      expect(
        await api.admin.client.fact.count({ where: { kind: 'take_over.undo', project: { code: { in: codes } } } }),
      ).toBe(2);
      const ended = await agent.get(`/imports/${id}`).set('Accept', 'text/html').expect(200);
      expect(ended.text).toContain('已经撤回');
      expect(ended.text).not.toContain('data-live=');
    });

    test('is gone on with from where it stood when nobody was told of it', async () => {
      const { id, codes } = await written('辰');
      const acts = codes.map((project) => ({ project, kind: 'take_over.undo' as const, content: { reason: '重复' } }));
      const order = { kind: 'undoing', acts, actorId: api.people.officer.personId, deputyForId: null } as const;
      await api.admin.transaction((tx) => beginCourse(tx, { id }, { ...order, now: new Date('2026-03-02T01:00:00Z') }));
      await api.deps.temporal.workflow.execute('hourlyReconcile', {
        ...{ workflowId: 'reconcile-of-a-test', taskQueue: api.deps.config.taskQueue, args: [] },
      });
      expect(await courseOf(id)).toMatchObject({ kind: 'undoing', done: 2, refused: [] });
      expect(await stages(codes)).toEqual(['closed', 'closed']);
      expect((await api.officer.get(path(id))).body.batch.state).toBe('undone');
    });

    test('stops at a project that somebody got to first, which is told', async () => {
      const { id, codes } = await written('巳');
      await api.pauseWorker();
      await undoing(id);
      const day = new Date('2026-03-02T00:00:00Z');
      const project = await api.admin.client.project.findUniqueOrThrow({ where: { code: codes[0]! } });
      const call = { occurredOn: day, actedAt: day, channel: 'phone' as const, detail: {} };
      await api.admin.client.fact.create({ data: { ...call, projectId: project.id, kind: 'call.log' } });
      await api.resumeWorker();
      expect(await courseOf(id)).toMatchObject({
        done: 1,
        refused: [{ project: codes[0], act: 'take_over.undo', code: 'TAKE_OVER_TOUCHED', field: 'project' }],
      });
      expect(await stages(codes)).toEqual(['planned', 'planned']);
      expect((await undoing(id)).body).toMatchObject({ code: 'IMPORT_TOUCHED', value: codes[0] });
    });

    test('of a writing comes before it can be taken out again', async () => {
      const head = ['项目名称', '行业', '建设单位', '现阶段', '登记日期', '验收组织', '计划竣工时间'];
      const rows = [head, ['午水厂', '水利', '午公司', '跟踪', '2025-06-03', '本级', '2026年3月']];
      const fields = { ...list(2070), kind: 'take-over', source: '移交台账' };
      const given = await give(api.officer, await xlsx({ rows }), fields, '台账.xlsx');
      await api.pauseWorker();
      const { status, body } = await write(api.officer, given.body);
      expect([status, body.course]).toMatchObject([202, { kind: 'writing', total: 1, done: 0 }]);
      expect((await undoing(body.batch.id)).body).toMatchObject({ code: 'IMPORT_UNDER_WAY', value: 1 });
      await api.resumeWorker();
      expect(await courseOf(body.batch.id)).toMatchObject({ done: 1, refused: [] });
      expect(await stages(body.projects)).toEqual(['tracking']);
    });
  });
}
