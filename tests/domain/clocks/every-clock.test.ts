import { CLOCK_KIND_IDS, CLOCK_KINDS } from '../../../domain/clocks/clock-kind';
import { extendClock } from '../../../domain/clocks/extend-clock';
import { dueSteps, fireSteps } from '../../../domain/clocks/fire-steps';
import { moveClock } from '../../../domain/clocks/move-clock';
import { canPause, pauseClock, resumeClock } from '../../../domain/clocks/pause-clock';
import { calendar } from '../calendar/support';
import { refusalOf } from '../refusal-of';
import { pending, planned, rules, start } from './support';

test('every kind has a rule, an owning workflow and someone it concerns', () => {
  expect(Object.keys(rules).sort()).toEqual([...CLOCK_KIND_IDS].sort());
  expect(CLOCK_KIND_IDS).toHaveLength(20);
  for (const kind of CLOCK_KIND_IDS) expect(CLOCK_KINDS[kind].concerns.length).toBeGreaterThan(0);
});

describe('register', () => {
  test('is due six months after the start of construction', () => {
    const clock = start('register', { constructionStart: '2026-01-15', invitationServed: '2026-03-02' });
    expect([clock.due, clock.approx, clock.provisional, clock.state]).toEqual(['2026-07-15', false, false, 'running']);
  });

  test('but not before 20 working days after the invitation, which alone count when the start is unknown', () => {
    const due = '2026-03-30';
    expect(start('register', { constructionStart: '2024-05-01', invitationServed: '2026-03-02' }).due).toBe(due);
    const clock = start('register', { invitationServed: '2026-03-02' });
    expect(clock.due).toBe(due);
    expect(pending(clock)).toEqual([
      'remind 2026-03-16T09:00',
      'remind 2026-03-25T09:00',
      'phone-task 2026-03-31T09:00',
      'escalate-director 2026-04-14T09:00',
    ]);
  });

  test('a start known to the month stands for its last day', () => {
    const clock = start('register', {
      invitationServed: '2026-03-02',
      constructionStart: planned('2026-02-01', 'month'),
    });
    expect([clock.due, clock.approx]).toEqual(['2026-08-28', true]);
  });
});

test('confirm_registration rests while corrections are out, each round', () => {
  const rule = rules.confirm_registration;
  const clock = start('confirm_registration', { formReceived: '2026-11-09' });
  expect(clock.due).toBe('2026-11-16');
  expect(pending(clock)).toEqual(['escalate-director 2026-11-17T09:00']);
  const out = pauseClock(clock, { cause: 'corrections', on: '2026-11-11' }, rule, calendar);
  const back = resumeClock(out, { cause: 'corrections', on: '2026-11-18' }, rule, calendar);
  expect(back.due).toBe('2026-11-23');
  expect(canPause(back, { cause: 'corrections', on: '2026-11-20' }, rule, calendar)).toBe(true);
});

test('answer_corrections: ten working days, one extension of ten, then back to the previous stage', () => {
  const rule = rules.answer_corrections;
  const clock = start('answer_corrections', { correctionsServed: '2026-04-27' });
  expect(clock.due).toBe('2026-05-13');
  expect(pending(clock)).toEqual(['remind 2026-05-09T09:00', 'return-to-previous-stage 2026-05-20T09:00']);
  const longer = extendClock(clock, { on: '2026-05-06' }, rule, calendar);
  expect(longer.due).toBe('2026-05-27');
  expect(pending(longer)).toEqual(['remind 2026-05-22T09:00', 'return-to-previous-stage 2026-06-03T09:00']);
  expect(refusalOf(() => extendClock(longer, { on: '2026-05-07' }, rule, calendar)).code).toBe('CLOCK_NOT_EXTENDABLE');
  expect(refusalOf(() => extendClock(clock, { on: '2026-05-07', n: 11 }, rule, calendar)).code).toBe('BAD_INPUT');
});

test('periodic_report: ten working days from the first day after the period', () => {
  const clock = start('periodic_report', { periodEnd: '2026-09-30' });
  expect(clock.due).toBe('2026-10-20');
  expect(pending(clock)).toEqual([
    'remind 2026-10-13T09:00',
    'remind 2026-10-23T09:00',
    'escalate-officer 2026-10-21T09:00',
    'mark-risk 2026-10-21T09:00',
  ]);
});

test('inspection_finding: 20 working days, 5 to 60 by choice', () => {
  const served = { findingServed: '2026-11-02' };
  const clock = start('inspection_finding', served);
  expect(clock.due).toBe('2026-11-30');
  expect(pending(clock)).toEqual([
    'remind 2026-11-25T09:00',
    'escalate-officer 2026-12-01T09:00',
    'propose-rectification-notice 2026-12-28T09:00',
  ]);
  expect(start('inspection_finding', served, { chosen: 5 }).due).toBe('2026-11-09');
  for (const chosen of [4, 61, 7.5]) {
    const refusal = refusalOf(() => start('inspection_finding', served, { chosen }));
    expect(refusal.details).toMatchObject({ field: 'chosen', value: chosen, allowed: 'integer from 5 to 60' });
  }
  expect(refusalOf(() => start('verify_item', { itemReported: '2026-11-02' }, { chosen: 9 })).code).toBe('BAD_INPUT');
});

describe('apply_by and accept_by', () => {
  const bases = { plannedCompletion: planned('2026-12-01', 'month') };

  test('count back from the last day of the month planned', () => {
    const apply = start('apply_by', bases, { start: '2026-01-05' });
    expect([apply.due, apply.approx]).toEqual(['2026-07-31', true]);
    expect(pending(apply)).toEqual([
      'remind 2026-05-02T09:00',
      'remind 2026-07-01T09:00',
      'ask-date-or-application 2026-08-01T09:00',
    ]);
    const accept = start('accept_by', bases, { start: '2026-01-05' });
    expect([accept.due, ...pending(accept)]).toEqual(['2026-09-30', 'escalate-director 2026-10-01T09:00']);
  });

  test('an unknown date waits and makes a task; found, the clock runs', () => {
    const waiting = start('apply_by', {}, { start: '2026-01-05' });
    expect([waiting.state, waiting.due, waiting.ends]).toEqual(['waiting', null, null]);
    expect(pending(waiting)).toEqual(['find-date 2026-01-05T09:00']);
    const found = moveClock(waiting, { on: '2026-02-02', bases }, rules.apply_by, calendar);
    expect([found.state, found.due, found.version]).toEqual(['running', '2026-07-31', 2]);
    expect(pending(found)).toHaveLength(3);
  });

  test('already past when it starts: no reminder, but the officer asks at once', () => {
    const clock = start('apply_by', { plannedCompletion: planned('2026-04-30') }, { start: '2026-03-02' });
    expect(clock.due).toBe('2025-11-30');
    expect(dueSteps(clock, '2026-03-02T01:00:00.000Z').map((step) => step.action)).toEqual(['ask-date-or-application']);
  });
});

describe('reply_application', () => {
  const rule = rules.reply_application;
  const clock = start('reply_application', { applicationReceived: '2026-11-09' });
  const pause = (on: string) => ({ cause: 'corrections' as const, on });

  test('ten working days, then the director and the parent bureau', () => {
    expect(clock.due).toBe('2026-11-23');
    expect(pending(clock)).toEqual([
      'remind 2026-11-18T09:00',
      'escalate-director 2026-11-24T09:00',
      'escalate-parent 2026-11-24T09:00',
    ]);
  });

  test('one round of corrections sent within five working days stops it', () => {
    const out = pauseClock(clock, pause('2026-11-13'), rule, calendar);
    expect([out.state, out.due]).toEqual(['paused', '2026-11-23']);
    const back = resumeClock(out, pause('2026-11-19'), rule, calendar);
    expect([back.state, back.due]).toEqual(['running', '2026-11-27']);
    expect(canPause(back, pause('2026-11-20'), rule, calendar)).toBe(false);
  });

  test('corrections sent later, or a rule without the pause, let it run on', () => {
    expect(canPause(clock, pause('2026-11-16'), rule, calendar)).toBe(true);
    expect(canPause(clock, pause('2026-11-17'), rule, calendar)).toBe(false);
    expect(refusalOf(() => pauseClock(clock, pause('2026-11-17'), rule, calendar)).code).toBe('CLOCK_NOT_PAUSABLE');
    const off = { ...rule, correctionsPause: { ...rule.correctionsPause!, on: false } };
    expect(canPause(clock, pause('2026-11-13'), off, calendar)).toBe(false);
  });
});

test('name_member: five working days', () => {
  const clock = start('name_member', { letterServed: '2026-09-18' });
  expect(clock.due).toBe('2026-09-24');
  expect(pending(clock)).toEqual(['remind 2026-09-22T09:00', 'remind-or-replace-seat 2026-09-25T09:00']);
});

describe('invitation_reply', () => {
  test('ends at 17:30 of the second working day, with one reminder at half-time', () => {
    const clock = start('invitation_reply', { invitationDelivered: '2026-11-20' });
    expect([clock.due, clock.ends]).toEqual(['2026-11-24', '2026-11-24T09:30:00.000Z']);
    expect(pending(clock)).toEqual(['remind 2026-11-23T09:00', 'vacate-no-answer 2026-11-24T17:30']);
  });

  test('does not start while mail fails: the calling list, then NOT_REACHED', () => {
    const sent = start('invitation_reply', {}, { start: '2026-11-20' });
    expect(pending(sent)).toEqual(['phone-task 2026-11-23T09:00', 'vacate-not-reached 2026-11-25T09:00']);
    const called = fireSteps(sent, '2026-11-23T01:00:00.000Z');
    const bases = { invitationDelivered: { value: '2026-11-24', precision: 'day', kind: 'actual' } } as const;
    const reached = moveClock(called, { on: '2026-11-24', bases }, rules.invitation_reply, calendar);
    expect(pending(reached)).toEqual(['remind 2026-11-25T09:00', 'vacate-no-answer 2026-11-26T17:30']);
  });
});

test('meeting_notice: served three working days before, or all must waive', () => {
  const clock = start('meeting_notice', { meetingDate: planned('2026-12-09') }, { start: '2026-11-26' });
  expect(clock.due).toBe('2026-12-04');
  expect(pending(clock)).toEqual(['require-waivers 2026-12-05T09:00']);
});

test('sign_opinion and issue_opinion', () => {
  const sign = start('sign_opinion', { resultAnnounced: '2026-12-09' });
  expect([sign.due, ...pending(sign)]).toEqual(['2026-12-14', 'escalate-officer 2026-12-15T09:00']);
  const issue = start('issue_opinion', { allSigned: '2026-12-14' });
  expect(issue.due).toBe('2026-12-21');
  expect(pending(issue)).toEqual(['escalate-director 2026-12-22T09:00', 'escalate-parent 2026-12-23T09:00']);
});

describe('rectification_item', () => {
  const itemServed = '2026-11-02';

  test('30 working days after a pass, 60 after a failure, or what the panel sets', () => {
    const passed = start('rectification_item', { itemServed }, { outcome: 'passed' });
    expect(passed.due).toBe('2026-12-14');
    expect(pending(passed)).toEqual([
      'remind 2026-11-30T09:00',
      'remind 2026-12-09T09:00',
      'decide-rectification 2027-01-11T09:00',
    ]);
    const failed = start('rectification_item', { itemServed }, { outcome: 'failed' });
    expect([failed.due, failed.provisional]).toEqual(['2027-01-25', true]);
    expect(start('rectification_item', { itemServed }, { outcome: 'failed', chosen: 20 }).due).toBe('2026-11-30');
    expect(refusalOf(() => start('rectification_item', { itemServed })).details.field).toBe('outcome');
  });

  test('not after the planned completion, unless that has gone by', () => {
    const due = (completion: string) => {
      const bases = { itemServed, plannedCompletion: planned(completion) };
      const clock = start('rectification_item', bases, { outcome: 'failed' });
      return [clock.due, clock.provisional];
    };
    expect(due('2026-12-31')).toEqual(['2026-12-31', false]);
    expect(due('2027-06-30')).toEqual(['2027-01-25', true]);
    expect(due(itemServed)).toEqual(['2027-01-25', true]);
  });

  test('extended by the director after it has passed, its steps happen again', () => {
    const rule = rules.rectification_item;
    const passed = start('rectification_item', { itemServed }, { outcome: 'passed', chosen: 20 });
    const late = fireSteps(passed, '2026-12-28T01:00:00.000Z');
    expect(late.steps.map((step) => step.state)).toEqual(['lapsed', 'lapsed', 'fired']);
    const extended = extendClock(late, { on: '2026-12-28', n: 40 }, rule, calendar);
    expect(extended.due).toBe('2027-01-25');
    expect(pending(extended)).toEqual([
      'remind 2027-01-11T09:00',
      'remind 2027-01-20T09:00',
      'decide-rectification 2027-02-22T09:00',
    ]);
    expect(extended.steps.map((step) => step.id).slice(3)).toEqual([
      'remind@-10 WD/2',
      'remind@-3 WD/2',
      'decide-rectification@+20 WD/2',
    ]);
  });
});

test('verify_item and reinspection', () => {
  const verify = start('verify_item', { itemReported: '2026-09-28' });
  expect([verify.due, ...pending(verify)]).toEqual(['2026-10-16', 'escalate-director 2026-10-17T09:00']);
  const again = start('reinspection', { allItemsReported: '2026-11-02' });
  expect(again.due).toBe('2026-11-30');
  expect(pending(again)).toEqual(['escalate-officer 2026-11-25T09:00', 'escalate-director 2026-12-01T09:00']);
});

test('hand_over: three months, clamped to the end of the month', () => {
  const clock = start('hand_over', { completionHeld: '2026-11-30' });
  expect([clock.due, clock.provisional]).toEqual(['2027-02-28', false]);
  expect(pending(clock)).toEqual([
    'remind 2027-02-01T09:00',
    'remind 2027-02-22T09:00',
    'escalate-officer 2027-03-01T09:00',
    'remind-receiver 2027-03-01T09:00',
  ]);
});

test('suspension: six months, then confirmed anew; it does not pause itself', () => {
  const clock = start('suspension', { suspended: '2026-08-31' });
  expect([clock.due, ...pending(clock)]).toEqual(['2027-02-28', 'confirm-suspension 2027-03-01T09:00']);
  expect(canPause(clock, { cause: 'suspension', on: '2026-09-01' }, rules.suspension, calendar)).toBe(false);
});

test('service: signed for within three working days, or the officer telephones', () => {
  const clock = start('service', { noticeSent: '2026-11-20' });
  expect([clock.due, ...pending(clock)]).toEqual(['2026-11-25', 'phone-task 2026-11-26T09:00']);
});

test('second_person: decided within two working days, or the parent bureau may', () => {
  const clock = start('second_person', { proposed: '2026-11-20' });
  expect([clock.due, ...pending(clock)]).toEqual(['2026-11-24', 'escalate-parent 2026-11-25T09:00']);
});

test('a base of another kind of clock is refused', () => {
  const refusal = refusalOf(() => start('verify_item', { formReceived: '2026-11-02' }));
  expect([refusal.code, refusal.details.field]).toEqual(['BAD_INPUT', 'bases.formReceived']);
});
