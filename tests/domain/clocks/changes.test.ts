import { buildCalendar, calendarChanges } from '../../../domain/calendar/calendar';
import { clockView } from '../../../domain/clocks/clock-view';
import { extendClock } from '../../../domain/clocks/extend-clock';
import { dueSteps, fireSteps, nextStep } from '../../../domain/clocks/fire-steps';
import { moveClock } from '../../../domain/clocks/move-clock';
import { pauseClock, resumeClock } from '../../../domain/clocks/pause-clock';
import { isTouched, recalculate } from '../../../domain/clocks/recalculate';
import { reopenClock } from '../../../domain/clocks/reopen-clock';
import { stopClock } from '../../../domain/clocks/stop-clock';
import { calendar, invented2027, notices } from '../calendar/support';
import { refusalOf } from '../refusal-of';
import { pending, planned, rules, start } from './support';

const announced = buildCalendar([...notices, invented2027]);

describe('a holiday notice', () => {
  test('moves a provisional date and clears the mark', () => {
    const clock = start('reply_application', { applicationReceived: '2026-12-25' });
    expect([clock.due, clock.provisional]).toEqual(['2027-01-08', true]);
    const moved = recalculate(clock, rules.reply_application, announced);
    expect([moved.due, moved.provisional, moved.calendar]).toEqual(['2027-01-11', false, announced.version]);
    expect([clock.version, moved.version]).toEqual([1, 2]);
    expect(moved.steps.map((step) => step.moved)).toEqual([false, false, false]);
  });

  test('that brings a date forward into the past fires at once, and the step says that it moved', () => {
    const later = start('reply_application', { applicationReceived: '2027-01-25' }, { by: calendar });
    expect(later.due).toBe('2027-02-08');
    const workedThrough = { ...invented2027, off: [], work: ['2027-01-30', '2027-01-31', '2027-02-06', '2027-02-07'] };
    const moved = recalculate(later, rules.reply_application, buildCalendar([...notices, workedThrough]));
    expect(moved.due).toBe('2027-02-04');
    const due = dueSteps(moved, '2027-02-06T01:00:00.000Z');
    expect(due.map((step) => [step.action, step.moved])).toEqual([
      ['escalate-director', true],
      ['escalate-parent', true],
    ]);
  });

  test('leaves fired steps fired', () => {
    const clock = start('reply_application', { applicationReceived: '2026-12-25' });
    const reminded = fireSteps(clock, '2027-01-05T02:00:00.000Z');
    const moved = recalculate(reminded, rules.reply_application, announced);
    expect(moved.steps[0]).toEqual(reminded.steps[0]);
    expect(moved.steps[0]).toMatchObject({ action: 'remind', state: 'fired', firedAt: '2027-01-05T02:00:00.000Z' });
    expect(pending(moved)).toEqual(['escalate-director 2027-01-12T09:00', 'escalate-parent 2027-01-12T09:00']);
  });

  test('touches only what counts through a day that changed', () => {
    const changes = calendarChanges(calendar, announced);
    expect(isTouched(start('reply_application', { applicationReceived: '2026-11-09' }), changes)).toBe(false);
    expect(isTouched(start('reply_application', { applicationReceived: '2026-12-25' }), changes)).toBe(true);
  });

  test('leaves a stopped clock as it was', () => {
    const stopped = stopClock(start('reply_application', { applicationReceived: '2026-12-25' }), '2026-12-29');
    expect(recalculate(stopped, rules.reply_application, announced)).toBe(stopped);
  });
});

describe('a planned date that moves', () => {
  const rule = rules.apply_by;
  const clock = start('apply_by', { plannedCompletion: planned('2026-12-31') }, { start: '2026-01-05' });
  const move = (row: typeof clock, on: string, to: string) =>
    moveClock(row, { on, bases: { plannedCompletion: planned(to) } }, rule, calendar);

  test('later: reminders that had fired come again for the new date', () => {
    const reminded = fireSteps(clock, '2026-05-04T01:00:00.000Z');
    const later = move(reminded, '2026-06-01', '2027-12-31');
    expect(later.due).toBe('2027-07-31');
    expect(later.steps[0]!.state).toBe('fired');
    expect(pending(later)).toEqual([
      'remind 2027-07-01T09:00',
      'ask-date-or-application 2027-08-01T09:00',
      'remind 2027-05-02T09:00',
    ]);
    expect(later.steps.every((step) => !step.moved)).toBe(true);
  });

  test('earlier: one reminder at once, which says that the date moved', () => {
    const earlier = move(clock, '2026-03-02', '2026-08-31');
    expect(earlier.due).toBe('2026-03-31');
    const now = '2026-03-02T07:00:00.000Z';
    expect(dueSteps(earlier, now).map((step) => [step.id, step.moved])).toEqual([['remind@-30 days/1', true]]);
    expect(fireSteps(earlier, now).steps.map((step) => step.state)).toEqual(['lapsed', 'fired', 'pending']);
  });

  test('slightly: a reminder whose new day is today or gone does not come again', () => {
    const reminded = fireSteps(clock, '2026-05-04T01:00:00.000Z');
    const moved = move(reminded, '2026-05-12', '2027-01-10');
    expect(moved.due).toBe('2026-08-10');
    expect(pending(moved)).toEqual(['remind 2026-07-11T09:00', 'ask-date-or-application 2026-08-11T09:00']);
  });

  test('but still lies in the past: what has followed does not follow again', () => {
    const asked = fireSteps(clock, '2026-09-01T01:00:00.000Z');
    const moved = move(asked, '2026-09-02', '2027-01-10');
    expect([moved.due, moved.steps.length]).toEqual(['2026-08-10', 3]);
    expect(pending(moved)).toEqual([]);
  });

  test('given after a suspension it already reckons with it', () => {
    const suspended = pauseClock(clock, { cause: 'suspension', on: '2026-02-01' }, rule, calendar);
    const resumed = resumeClock(suspended, { cause: 'suspension', on: '2026-03-13' }, rule, calendar);
    expect(resumed.due).toBe('2026-09-09');
    expect(move(resumed, '2026-04-01', '2027-02-28').due).toBe('2026-09-28');
    const during = move(suspended, '2026-03-01', '2027-02-28');
    expect(resumeClock(during, { cause: 'suspension', on: '2026-03-13' }, rule, calendar).due).toBe('2026-10-10');
  });

  test('an actual date corrected keeps its pauses', () => {
    const verify = rules.verify_item;
    const pause = (on: string) => ({ cause: 'suspension' as const, on });
    const paused = pauseClock(
      start('verify_item', { itemReported: '2026-11-02' }),
      pause('2026-11-05'),
      verify,
      calendar,
    );
    const resumed = resumeClock(paused, pause('2026-11-12'), verify, calendar);
    expect(resumed.due).toBe('2026-11-23');
    const bases = { itemReported: { value: '2026-11-03', precision: 'day', kind: 'actual' } } as const;
    expect(moveClock(resumed, { on: '2026-11-16', bases }, verify, calendar).due).toBe('2026-11-24');
  });
});

describe('pauses', () => {
  const rule = rules.reply_application;
  const clock = start('reply_application', { applicationReceived: '2026-11-09' });

  test('that overlap are one rest', () => {
    let row = pauseClock(clock, { cause: 'corrections', on: '2026-11-11' }, rule, calendar);
    row = pauseClock(row, { cause: 'suspension', on: '2026-11-13' }, rule, calendar);
    row = resumeClock(row, { cause: 'corrections', on: '2026-11-17' }, rule, calendar);
    expect([row.state, row.due]).toEqual(['paused', '2026-11-23']);
    row = resumeClock(row, { cause: 'suspension', on: '2026-11-18' }, rule, calendar);
    expect([row.state, row.due]).toEqual(['running', '2026-11-30']);
  });

  test('fire nothing, and ring no alarm', () => {
    const paused = pauseClock(clock, { cause: 'suspension', on: '2026-11-11' }, rule, calendar);
    expect(dueSteps(paused, '2027-06-01T00:00:00.000Z')).toEqual([]);
    expect(nextStep([paused])).toBeNull();
    expect(nextStep([paused, clock])).toBe('2026-11-18T01:00:00.000Z');
  });

  test('leave a clock past that was past', () => {
    const pause = (on: string) => ({ cause: 'suspension' as const, on });
    const paused = pauseClock(clock, pause('2026-11-30'), rule, calendar);
    const resumed = resumeClock(paused, pause('2026-12-30'), rule, calendar);
    expect(resumed.due).toBe('2026-12-23');
  });

  test('are refused twice, ended unbegun, ended before they began, and after the clock stopped', () => {
    const suspension = (on: string) => ({ cause: 'suspension' as const, on });
    const paused = pauseClock(clock, suspension('2026-11-11'), rule, calendar);
    const code = (act: () => unknown) => refusalOf(act).code;
    expect(code(() => pauseClock(paused, suspension('2026-11-12'), rule, calendar))).toBe('CLOCK_NOT_PAUSABLE');
    expect(code(() => resumeClock(clock, suspension('2026-11-12'), rule, calendar))).toBe('CLOCK_NOT_PAUSED');
    expect(code(() => resumeClock(paused, suspension('2026-11-10'), rule, calendar))).toBe('BAD_INPUT');
    const stopped = stopClock(paused, '2026-11-12');
    expect(code(() => resumeClock(stopped, suspension('2026-11-13'), rule, calendar))).toBe('CLOCK_STOPPED');
    expect(stopClock(stopped, '2026-11-20')).toBe(stopped);
  });
});

test('a step that the rule has once never comes again', () => {
  const rule = rules.answer_corrections;
  const clock = start('answer_corrections', { correctionsServed: '2026-04-27' });
  const returned = fireSteps(clock, '2026-05-20T01:00:00.000Z');
  const extended = extendClock(returned, { on: '2026-05-20' }, rule, calendar);
  expect(extended.due).toBe('2026-05-27');
  expect(pending(extended)).toEqual(['remind 2026-05-22T09:00']);
});

describe('what falls due together', () => {
  const clock = start('register', { invitationServed: '2026-03-02' });

  test('of two reminders the last, and none once the clock has passed', () => {
    const actions = (at: string) => dueSteps(clock, at).map((step) => step.id);
    expect(actions('2026-03-25T01:00:00.000Z')).toEqual(['remind@-3 WD/1']);
    expect(actions('2026-03-30T16:00:00.000Z')).toEqual([]);
    expect(actions('2026-04-14T01:00:00.000Z')).toEqual(['phone-task@passed/1', 'escalate-director@+10 WD/1']);
  });
});

test('what a page shows', () => {
  const rule = rules.reply_application;
  const clock = start('reply_application', { applicationReceived: '2026-11-09' });
  const view = (row: typeof clock, day: string, time = '10:00') =>
    clockView(row, rule, calendar, new Date(`${day}T${time}:00+08:00`).toISOString());
  const left = (days: number) => ({ days, provisional: false });
  expect(view(clock, '2026-11-10')).toEqual({ tone: 'normal', left: left(9) });
  expect(view(clock, '2026-11-16')).toEqual({ tone: 'near', left: left(5) });
  expect(view(clock, '2026-11-23', '23:59')).toEqual({ tone: 'today', left: left(0) });
  expect(view(clock, '2026-11-25')).toEqual({ tone: 'overdue', left: left(-2) });
  const paused = pauseClock(clock, { cause: 'corrections', on: '2026-11-13' }, rule, calendar);
  expect(view(paused, '2026-12-31')).toEqual({ tone: 'paused', left: left(6) });
  expect(view(stopClock(clock, '2026-11-20'), '2026-11-20')).toEqual({ tone: 'stopped', left: null });
  expect(view(start('apply_by', {}), '2026-11-20')).toEqual({ tone: 'unknown', left: null });
  const accept = start('accept_by', { plannedCompletion: planned('2027-05-28') }, { start: '2026-01-05' });
  expect(clockView(accept, rules.accept_by, calendar, '2026-11-23T02:00:00.000Z')).toEqual({
    tone: 'normal',
    left: { days: 69, provisional: true },
  });
  const invitation = start('invitation_reply', { invitationDelivered: '2026-11-20' });
  expect(clockView(invitation, rules.invitation_reply, calendar, '2026-11-24T09:30:00.000Z').tone).toBe('overdue');
});

describe('a clock that was stopped too soon', () => {
  const rule = rules.rectification_item;
  const served = () => start('rectification_item', { itemServed: '2026-03-02' }, { outcome: 'failed' });
  const reopen = (row: ReturnType<typeof start>, on: string) => reopenClock(row, on, rule, calendar);

  test('goes on against the day it had, its one extension included', () => {
    const extended = extendClock(served(), { on: '2026-05-06' }, rule, calendar);
    const stopped = stopClock(extended, '2026-05-20');
    const open = reopen(stopped, '2026-05-27');
    expect([open.state, open.due, open.version]).toEqual(['running', extended.due, extended.version]);
    expect(pending(open)).toEqual(pending(extended));
    expect(refusalOf(() => extendClock(open, { on: '2026-05-28' }, rule, calendar)).code).toBe('CLOCK_NOT_EXTENDABLE');
  });

  test('reminds of nothing that is too late, and does what its passing asks for', () => {
    const clock = served();
    const open = reopen(stopClock(clock, '2026-04-01'), '2026-08-03');
    expect(open.due).toBe(clock.due);
    expect(dueSteps(open, '2026-08-03T02:00:00.000Z').map(({ action }) => action)).toEqual(['decide-rectification']);
  });

  test('one that runs stays as it is', () => {
    const clock = served();
    expect(reopen(clock, '2026-04-01')).toBe(clock);
  });
});
