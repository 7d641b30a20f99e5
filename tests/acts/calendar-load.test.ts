import { moveClocks } from '../../activities/calendar/move-clocks';
import { toDate } from '../../activities/database/dates';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { calendarChanges } from '../../domain/calendar/calendar';
import { START } from '../support/carriage';
import { tracked } from '../support/life';
import type { World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

const machine = { now: () => new Date(START) };

/** A notice is loaded while clocks run, and moves them. @returns the workflows that were to look again */
async function announce(year: number, off: { from: string; to: string }[], work: string[] = []): Promise<string[]> {
  const before = await world.worker.transaction(loadCalendar);
  const version = (await world.db.holidayNotice.count({ where: { year } })) + 1;
  await world.db.holidayNotice.create({ data: { year, version, off, work, source: '国办发明电' } });
  const after = await world.worker.transaction(loadCalendar);
  const changes = calendarChanges(before, after);
  const { id: calendarLoadId } = await world.db.calendarLoad.create({
    data: {
      calendar: after.version,
      changedFrom: toDate(changes[0]!.from),
      changedUntil: toDate(changes.at(-1)!.to),
    },
  });
  const { workflowIds, done } = await world.worker.transaction((tx) => moveClocks(tx, machine, { calendarLoadId }));
  expect(done).toBe(true);
  const again = await world.worker.transaction((tx) => moveClocks(tx, machine, { calendarLoadId }));
  expect(again).toEqual({ workflowIds: [], done: true });
  return workflowIds;
}

test('a year that is announced makes its dates certain, and a deadline that moved later mails nobody', async () => {
  const project = await tracked(world);
  await world.moveTo('2026-12-31');
  const { due, provisional } = await project.clock('periodic_report', '2026Q4');
  expect([due, provisional]).toEqual(['2027-01-14', true]);
  const before = await project.mails();
  const woken = await announce(2027, [{ from: '2027-01-01', to: '2027-01-05' }], []);
  expect(woken).toEqual([`project/${project.code}`]);
  expect(await project.clock('periodic_report', '2026Q4')).toMatchObject({ due: '2027-01-19', provisional: false });
  expect(await project.mails()).toEqual(before);
});

test('of a deadline that came nearer the owner is told why, and what is past by it fires at once', async () => {
  const project = await tracked(world);
  await world.moveTo('2027-01-14');
  expect((await project.clock('periodic_report', '2026Q4')).due).toBe('2027-01-14');
  await announce(2027, [], ['2027-01-02', '2027-01-03', '2027-01-09']);
  expect((await project.clock('periodic_report', '2026Q4')).due).toBe('2027-01-11');
  expect(await project.mail('deadline-moved')).toMatchObject({
    what: '报送进展',
    formerDue: '2027-01-14',
    due: '2027-01-11',
    reason: '国务院办公厅公布了节假日安排，工作日重新计算。',
  });
  expect(await project.tasks('handle-overdue')).toHaveLength(3);
  await world.moveTo(`${await world.today()}T02:01:00.000Z`);
  expect(await project.tasks('handle-overdue')).toContain('officer handle-overdue periodic_report/2026Q4/2027-01-11');
});

test('a reminder that moves although its deadline stays is an alarm to set anew', async () => {
  const project = await tracked(world);
  const completion = { value: '2027-04-30', precision: 'day', kind: 'planned' };
  await project.act(world.people.owner, 'date.change', { kind: 'completion', date: completion, reason: '工期调整' });
  await project.place('awaiting_completion');
  const receiver = await world.organisation('禅城区档案馆');
  await world.db.projectParty.create({ data: { projectId: project.id, organisationId: receiver, role: 'receiver' } });
  await world.moveTo('2026-10-12');
  const held = { heldOn: '2026-10-12', document: '竣工验收鉴定书' };
  await project.act(world.people.owner, 'completion.record', held);
  const due = '2027-01-12';
  const remindersOn = async () => {
    const clock = await project.clock('hand_over');
    expect(clock.due).toBe(due);
    return clock.steps.filter(({ action }) => action === 'remind').map(({ date }) => date);
  };
  expect(await remindersOn()).toEqual(['2026-12-15', '2027-01-05']);
  const before = await project.mails();
  expect(await announce(2027, [{ from: '2027-01-01', to: '2027-01-03' }])).toEqual([`project/${project.code}`]);
  expect(await remindersOn()).toEqual(['2026-12-14', '2027-01-05']);
  expect(await project.mails()).toEqual(before);
});
