import { beginCourse } from '../../activities/imports/course';
import { startCourse } from '../../activities/imports/start-course';
import { TASK_QUEUE } from '../../workflows/contract';
import { items } from '../api/support/panel';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { startTestSmtp, type TestSmtp } from '../support/smtp';
import { storeHistories } from '../support/stored-history';

/** `npm run histories -- installation`: what an installation runs beside its projects, as people and schedules start it. */
let api: RunningApi;
let smtp: TestSmtp;
beforeAll(async () => {
  smtp = await startTestSmtp();
  api = await startRunningApi(undefined, smtp.url);
});
afterAll(async () => {
  await api.close();
  await smtp.close();
});

const SCHEDULED = ['dailyDigest', 'hourlyReconcile', 'hourlyAuditRoot'];

test('record', async () => {
  const { temporal: client } = api.deps;
  const code = await api.project();
  const { serviceId } = await api.act(api.officer, code, 'invitation.send');
  await api.act(api.owner, code, 'service.record', { serviceId });

  const notices = await items(api.administrator, '/api/v1/holiday-notices');
  const { year, off, work } = notices.find((notice: { year: number }) => notice.year === 2026);
  const amended = { year, off, work: [...work, '2026-03-14'], source: '国办发明电' };
  const { body: loaded } = await api.administrator.post('/api/v1/holiday-notices', amended);
  const { body: moved, text } = await api.administrator.post('/api/v1/practice-time', { to: '2026-04-20' });
  if (!loaded.loadId || moved.today !== '2026-04-20') throw new Error(text);
  for (const kind of SCHEDULED) {
    await client.workflow.execute(kind, { workflowId: kind, taskQueue: TASK_QUEUE, args: [] });
  }
  const project = await api.project();
  const order = { kind: 'undoing', actorId: api.people.officer.personId, deputyForId: null, now: new Date() } as const;
  const acts = [{ project, kind: 'take_over.undo' as const, content: { reason: '重复' } }];
  const uploadedById = order.actorId;
  const courseId = await api.admin.transaction(async (tx) => {
    const head = { kind: 'projects', fileName: '清单.xlsx', fileSha256: '0'.repeat(64), options: {}, uploadedById };
    const batch = await tx.importBatch.create({
      data: { ...head, state: 'written', result: {}, uploadedAt: new Date() },
    });
    return (await beginCourse(tx, batch, { ...order, acts })).id;
  });
  await startCourse(client, courseId);
  const started = [
    ['importCourse', `import-course/${courseId}`],
    ['calendarLoad', `calendar-load/${loaded.loadId}`],
    ['practiceTime', 'practice-time'],
    ...SCHEDULED.map((kind) => [kind, kind]),
  ] as const;
  const runs = [];
  for (const [kind, workflowId] of started) {
    const handle = client.workflow.getHandle(workflowId!);
    await handle.result();
    runs.push({ kind: kind!, workflowId: workflowId!, history: await handle.fetchHistory() });
  }
  console.log(`stored in ${storeHistories({ installation: runs })}`);
}, 300_000);
