import fc from 'fast-check';
import { buildCalendar, calendarChanges } from '../../../domain/calendar/calendar';
import { addDays, daysBetween, fromDayNumber, laterOf } from '../../../domain/calendar/local-date';
import { atLocalTime } from '../../../domain/calendar/local-time';
import { DATE_PRECISIONS } from '../../../domain/calendar/partial-date';
import { addWorkingDays, workingDaysBetween } from '../../../domain/calendar/working-days';
import { CLOCK_KIND_IDS, CLOCK_KINDS, type ClockFact, type ClockKind } from '../../../domain/clocks/clock-kind';
import type { ClockRow } from '../../../domain/clocks/clock-row';
import { dueOf } from '../../../domain/clocks/due-of';
import { extendClock } from '../../../domain/clocks/extend-clock';
import { dueSteps, fireSteps, nextStep } from '../../../domain/clocks/fire-steps';
import { moveClock } from '../../../domain/clocks/move-clock';
import { canPause, pauseClock, resumeClock } from '../../../domain/clocks/pause-clock';
import { isTouched, recalculate } from '../../../domain/clocks/recalculate';
import { stopClock } from '../../../domain/clocks/stop-clock';
import { calendar, invented2027, notices } from '../calendar/support';
import { rules, start } from './support';

const announced = buildCalendar([...notices, invented2027]);
const PLANNED_FACTS: ClockFact[] = ['plannedCompletion', 'meetingDate'];
const BACKWARD: ClockKind[] = ['apply_by', 'accept_by', 'meeting_notice'];

/** 2025-06-01 to 2027-06-30: through the end of what is announced. */
const someDay = fc.integer({ min: 20_240, max: 20_999 }).map(fromDayNumber);
const anyKind = fc.constantFrom(...CLOCK_KIND_IDS);
const workingDayKind = fc.constantFrom(
  ...CLOCK_KIND_IDS.filter((kind) => rules[kind].due.every((span) => span.unit === 'WD' && span.n > 0)),
);
const outcome = fc.constantFrom('passed' as const, 'failed' as const);
const precision = fc.constantFrom(...DATE_PRECISIONS);

/** A clock of any kind; facts that it can do without, or wait for, are missing now and then. */
const anyClock = fc
  .record({
    kind: anyKind,
    day: someDay,
    ahead: fc.integer({ min: -60, max: 700 }),
    precision,
    outcome,
    missing: fc.nat({ max: 4 }),
  })
  .map(({ kind, day, ahead, precision, outcome, missing }) => {
    const bases = Object.fromEntries(
      CLOCK_KINDS[kind].bases
        .filter((fact) => !(missing === 0 && (fact === 'constructionStart' || PLANNED_FACTS.includes(fact))))
        .map((fact) => [
          fact,
          PLANNED_FACTS.includes(fact)
            ? { value: addDays(day, ahead), precision, kind: 'planned' as const }
            : fact === 'constructionStart'
              ? { value: addDays(day, -ahead), precision, kind: 'actual' as const }
              : day,
        ]),
    );
    return start(kind, bases, { start: day, outcome });
  });

type Change = { act: string; days: number; far: number };
const anyChanges = fc.array(
  fc.record({
    act: fc.constantFrom('suspend', 'resume', 'send', 'answer', 'extend', 'move', 'notice', 'fire'),
    days: fc.nat({ max: 40 }),
    far: fc.integer({ min: -300, max: 600 }),
  }),
  { maxLength: 12 },
);

/** The row after one change on `on`; the row itself when the rules don't allow the change. */
function apply(row: ClockRow, { act, far }: Change, on: string): ClockRow {
  const rule = rules[row.kind];
  const by = row.calendar === calendar.version ? calendar : announced;
  const cause = act === 'suspend' || act === 'resume' ? 'suspension' : 'corrections';
  const open = row.pauses.some((pause) => pause.cause === cause && pause.to === null);
  switch (act) {
    case 'suspend':
    case 'send':
      return canPause(row, { cause, on }, rule, by) ? pauseClock(row, { cause, on }, rule, by) : row;
    case 'resume':
    case 'answer':
      return open ? resumeClock(row, { cause, on }, rule, by) : row;
    case 'extend':
      return rule.extension && row.extensions.length < rule.extension.times ? extendClock(row, { on }, rule, by) : row;
    case 'move': {
      const fact = CLOCK_KINDS[row.kind].bases.find((base) => PLANNED_FACTS.includes(base));
      const bases = fact && { [fact]: { value: addDays(on, far), precision: 'month', kind: 'planned' as const } };
      return bases ? moveClock(row, { on, bases }, rule, by) : row;
    }
    case 'notice':
      return recalculate(row, rule, announced);
    default:
      return fireSteps(row, atLocalTime(on, '12:00'));
  }
}

/** Applies each change some days after the one before, and shows both rows to `check`. */
function history(first: ClockRow, changes: Change[], check: (before: ClockRow, after: ClockRow, on: string) => void) {
  let row = first;
  let on = first.start;
  for (const change of changes) {
    on = addDays(on, change.days);
    const after = apply(row, change, on);
    check(row, after, on);
    row = after;
  }
  return row;
}

const runs = { numRuns: 400 };

describe('whatever happens to a clock', () => {
  test('its row is what its bases and rule give, and plain JSON', () => {
    fc.assert(
      fc.property(anyClock, anyChanges, (clock, changes) => {
        const row = history(clock, changes, () => {});
        const due = dueOf(row, rules[row.kind], row.calendar === calendar.version ? calendar : announced);
        expect([row.due, row.approx, row.provisional]).toEqual([
          due?.date ?? null,
          due?.approx ?? false,
          due?.provisional ?? false,
        ]);
        expect(JSON.parse(JSON.stringify(row))).toEqual(row);
      }),
      runs,
    );
  });

  test('what has fired stays fired, steps are only added, and no two have one id', () => {
    fc.assert(
      fc.property(anyClock, anyChanges, (clock, changes) => {
        const row = history(clock, changes, (before, after) => {
          before.steps.forEach((step, i) => {
            expect(after.steps[i]!.id).toBe(step.id);
            if (step.state === 'fired') expect(after.steps[i]).toEqual(step);
          });
        });
        expect(new Set(row.steps.map((step) => step.id)).size).toBe(row.steps.length);
      }),
      runs,
    );
  });

  test('the version counts the due dates', () => {
    fc.assert(
      fc.property(anyClock, anyChanges, (clock, changes) => {
        history(clock, changes, (before, after) => {
          expect(after.version - before.version).toBe(before.due === after.due ? 0 : 1);
        });
      }),
      runs,
    );
  });

  test('a step whose date is brought forward says so, one put off does not', () => {
    fc.assert(
      fc.property(anyClock, anyChanges, (clock, changes) => {
        history(clock, changes, (before, after) => {
          after.steps.forEach((step, i) => {
            const was = before.steps[i];
            if (was && step.state === 'pending' && step.instant < was.instant) expect(step.moved).toBe(true);
            if (was && step.state === 'pending' && step.instant > was.instant) expect(step.moved).toBe(false);
          });
        });
      }),
      runs,
    );
  });

  test('a clock that runs forward is due after the day it counts from', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        fc.pre(!BACKWARD.includes(clock.kind) && clock.due !== null);
        expect(clock.due! > clock.start).toBe(true);
      }),
      runs,
    );
  });
});

describe('a new calendar', () => {
  test('applied twice does nothing more', () => {
    fc.assert(
      fc.property(anyClock, anyChanges, (clock, changes) => {
        const row = history(clock, changes, () => {});
        const once = recalculate(row, rules[row.kind], announced);
        expect(recalculate(once, rules[row.kind], announced)).toEqual(once);
      }),
      runs,
    );
  });

  test('taken back restores the date', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const rule = rules[clock.kind];
        expect(recalculate(recalculate(clock, rule, announced), rule, calendar).due).toBe(clock.due);
      }),
      runs,
    );
  });

  test('changes no clock that counts through none of its changed days', () => {
    const changes = calendarChanges(calendar, announced);
    fc.assert(
      fc.property(anyClock, anyChanges, (clock, done) => {
        const row = history(
          clock,
          done.filter(({ act }) => act !== 'notice'),
          () => {},
        );
        fc.pre(!isTouched(row, changes));
        expect({ ...recalculate(row, rules[row.kind], announced), calendar: row.calendar }).toEqual(row);
      }),
      runs,
    );
  });
});

describe('a suspension', () => {
  const suspension = (on: string) => ({ cause: 'suspension' as const, on });

  function suspend(row: ClockRow, from: string, to: string): ClockRow {
    const rule = rules[row.kind];
    return resumeClock(pauseClock(row, suspension(from), rule, calendar), suspension(to), rule, calendar);
  }

  test('moves every clock in working days by the same number of them', () => {
    fc.assert(
      fc.property(
        workingDayKind,
        someDay,
        outcome,
        fc.nat({ max: 3 }),
        fc.nat({ max: 200 }),
        (kind, day, result, after, length) => {
          const fact = CLOCK_KINDS[kind].bases[0];
          const clock = start(kind, { [fact]: day }, { outcome: result });
          const from = addDays(day, after);
          fc.pre(kind !== 'suspension' && from <= clock.due!);
          const moved = suspend(clock, from, addDays(from, length));
          const days = (a: string, b: string) => workingDaysBetween(calendar, a, b).days;
          expect(days(clock.due!, moved.due!)).toBe(length === 0 ? 0 : days(from, addDays(from, length)));
        },
      ),
      runs,
    );
  });

  test('moves every clock in months by the same number of days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ClockKind>('apply_by', 'accept_by', 'hand_over'),
        someDay,
        fc.nat({ max: 90 }),
        fc.nat({ max: 200 }),
        (kind, day, after, length) => {
          const fact = CLOCK_KINDS[kind].bases[0];
          const base = { value: day, precision: 'day', kind: kind === 'hand_over' ? 'actual' : 'planned' } as const;
          const clock = start(kind, { [fact]: base }, { start: day });
          const from = addDays(day, after);
          const moved = suspend(clock, from, addDays(from, length));
          expect(daysBetween(clock.due!, moved.due!)).toBe(length);
        },
      ),
      runs,
    );
  });

  test('keeps the days left, whenever it begins and ends', () => {
    fc.assert(
      fc.property(
        workingDayKind,
        someDay,
        outcome,
        fc.nat({ max: 60 }),
        fc.nat({ max: 300 }),
        (kind, day, result, after, length) => {
          const fact = CLOCK_KINDS[kind].bases[0];
          const clock = start(kind, { [fact]: day }, { outcome: result });
          const from = addDays(day, after);
          fc.pre(kind !== 'suspension' && from < clock.due! && length > 0);
          const to = addDays(from, length);
          const left = workingDaysBetween(calendar, from, clock.due!).days;
          expect(suspend(clock, from, to).due).toBe(addWorkingDays(calendar, to, left).date);
        },
      ),
      runs,
    );
  });

  test('leaves what is past in the past', () => {
    fc.assert(
      fc.property(anyClock, fc.integer({ min: 1, max: 400 }), fc.nat({ max: 300 }), (clock, overdue, length) => {
        fc.pre(clock.due !== null && clock.kind !== 'suspension');
        const from = addDays(laterOf(clock.due!, clock.start), overdue);
        expect(suspend(clock, from, addDays(from, length)).due! < addDays(from, length)).toBe(true);
      }),
      runs,
    );
  });
});

describe('alarms', () => {
  test('ring until nothing is left; each step fires once, in order', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        let row = clock;
        let last = '';
        const fired: string[] = [];
        for (let at = nextStep([row]); at !== null; at = nextStep([row])) {
          expect(at > last).toBe(true);
          fired.push(...dueSteps(row, at).map((step) => step.id));
          row = fireSteps(row, at);
          expect(dueSteps(row, at)).toEqual([]);
          expect(fireSteps(row, at)).toBe(row);
          last = at;
        }
        expect(new Set(fired).size).toBe(fired.length);
        expect(fired.sort()).toEqual(
          row.steps
            .filter((step) => step.state === 'fired')
            .map((step) => step.id)
            .sort(),
        );
        expect(row.steps.every((step) => step.state !== 'pending')).toBe(true);
      }),
      runs,
    );
  });

  test('never ring for a stopped clock', () => {
    fc.assert(
      fc.property(anyClock, anyChanges, someDay, (clock, changes, on) => {
        const row = stopClock(
          history(clock, changes, () => {}),
          on,
        );
        expect(nextStep([row])).toBeNull();
        expect(dueSteps(row, '2099-01-01T00:00:00.000Z')).toEqual([]);
      }),
      runs,
    );
  });
});
