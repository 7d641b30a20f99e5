import fc from 'fast-check';
import { buildCalendar } from '../../../domain/calendar/calendar';
import { addDays } from '../../../domain/calendar/local-date';
import { STAGES } from '../../../domain/lifecycle/stage';
import { FIGURES } from '../../../domain/statistics/figure';
import { type ProjectFacts, projectYear } from '../../../domain/statistics/project-year';
import { phasesByMonth, stageDays } from '../../../domain/statistics/year-course';
import { adjustments, yearTable } from '../../../domain/statistics/year-table';

const CALENDAR = buildCalendar([]);

const project = (more: Partial<ProjectFacts> = {}): ProjectFacts => ({
  code: 'A-1',
  name: '一号工程',
  jurisdiction: { code: 'A', name: '甲区' },
  industry: '水利',
  plan: { fixedOn: '2026-01-12' },
  stages: [{ stage: 'planned', on: '2026-01-05' }],
  applied: [],
  announced: [],
  opinions: [],
  outcome: null,
  ...more,
});

const on = (facts: ProjectFacts, day: string) => projectYear(facts, 2026, day, CALENDAR).figures;

const FAILED_FIRST = project({
  stages: [
    { stage: 'planned', on: '2026-01-05' },
    { stage: 'registering', on: '2026-01-20' },
    { stage: 'tracking', on: '2026-02-02' },
    { stage: 'reviewing', on: '2026-03-02' },
    { stage: 'concluding', on: '2026-04-01' },
    { stage: 'rectifying', on: '2026-04-07' },
    { stage: 'reinspecting', on: '2026-06-01' },
    { stage: 'awaiting_completion', on: '2026-06-10' },
    { stage: 'handing_over', on: '2026-08-01' },
    { stage: 'closed', on: '2026-09-01' },
  ],
  applied: ['2026-03-02'],
  announced: ['2026-04-01', '2026-06-08'],
  opinions: [
    { on: '2026-04-07', passed: false },
    { on: '2026-06-10', passed: true },
  ],
  outcome: { kind: 'handed_over', on: '2026-09-01' },
});

test('a project counts by what had happened on the day, whatever followed', () => {
  expect(on(FAILED_FIRST, '2026-01-31')).toEqual({ planned: '2026-01-12', left: '2026-01-20' });
  expect(on(FAILED_FIRST, '2026-04-30')).toEqual({
    ...{ planned: '2026-01-12', registered: '2026-02-02', applied: '2026-03-02', inspected: '2026-04-01' },
    ...{ failed: '2026-04-07', rectifying: '2026-04-07', left: '2026-04-07' },
  });
  expect(on(FAILED_FIRST, '2026-12-31')).toEqual({
    ...{ planned: '2026-01-12', registered: '2026-02-02', applied: '2026-03-02', inspected: '2026-04-01' },
    ...{ passed: '2026-06-10', handed_over: '2026-09-01' },
  });
  const { passedFirst, days } = projectYear(FAILED_FIRST, 2026, '2026-12-31', CALENDAR);
  expect([passedFirst, days]).toEqual([false, 26]);
});

test('accepted by another body counts as passed, cancelled as ended, and outside the plan only what passed in the year', () => {
  const external = project({
    stages: [
      { stage: 'external', on: '2026-02-01' },
      { stage: 'awaiting_completion', on: '2026-05-06' },
    ],
  });
  expect(on(external, '2026-12-31')).toMatchObject({ passed: '2026-05-06' });
  const cancelled = project({
    stages: [
      { stage: 'tracking', on: '2026-02-01' },
      { stage: 'closed', on: '2026-05-06' },
    ],
    outcome: { kind: 'cancelled', on: '2026-05-06' },
  });
  expect(on(cancelled, '2026-12-31')).toEqual({
    planned: '2026-01-12',
    registered: '2026-02-01',
    ended: '2026-05-06',
  });
  const beyond = { ...FAILED_FIRST, plan: null };
  expect(on(beyond, '2026-12-31')).toEqual({ beyond: '2026-06-10' });
  expect(projectYear(beyond, 2027, '2027-12-31', CALENDAR).figures).toEqual({});
});

const day = fc.integer({ min: 0, max: 500 }).map((n) => addDays('2026-01-01', n));
const days = fc.array(day, { maxLength: 4 }).map((list) => list.sort());
const facts: fc.Arbitrary<ProjectFacts> = fc
  .record({
    code: fc.integer({ min: 1, max: 9_999 }).map((n) => `P-${n}`),
    district: fc.constantFrom('A', 'B', 'C'),
    industry: fc.constantFrom('水利', '公路', '工业'),
    plan: fc.constantFrom(null, { fixedOn: null }, { fixedOn: '2026-01-12' }),
    stages: fc.tuple(days, fc.array(fc.constantFrom(...STAGES), { minLength: 4, maxLength: 4 })),
    applied: days,
    announced: days,
    opinions: fc.tuple(days, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })),
    outcome: fc.option(
      fc.record({ kind: fc.constantFrom('handed_over', 'cancelled', 'removed', 'retained'), on: day }),
    ),
  })
  .map(({ district, stages: [at, list], opinions: [dates, passes], ...rest }) => ({
    ...rest,
    name: rest.code,
    jurisdiction: { code: district, name: district },
    stages: at.map((each, i) => ({ on: each, stage: list[i]! })),
    opinions: dates.map((each, i) => ({ on: each, passed: passes[i]! })),
  })) as fc.Arbitrary<ProjectFacts>;
const year = fc.uniqueArray(facts, { selector: ({ code }) => code, maxLength: 30 });

test('districts and industries add up to the total, and who is planned passed, ended or is left', () => {
  fc.assert(
    fc.property(year, day, (projects, until) => {
      const rows = projects.map((each) => projectYear(each, 2026, until, CALENDAR));
      const { jurisdictions, industries, total } = yearTable(rows);
      for (const figure of FIGURES) {
        for (const lines of [jurisdictions, industries]) {
          expect(lines.reduce((sum, { counts }) => sum + counts[figure], 0)).toBe(total.counts[figure]);
        }
        expect(total.counts[figure]).toBe(rows.filter(({ figures }) => figure in figures).length);
      }
      const both = rows.filter(({ figures }) => 'passed' in figures && 'ended' in figures).length;
      const { planned, passed, ended, left } = total.counts;
      expect(passed + ended + left - both).toBe(planned);
      for (const { figures } of rows)
        for (const [figure, since] of Object.entries(figures))
          if (figure !== 'planned') expect(since === null || since <= until).toBe(true);
    }),
  );
});

test('a frozen year has no adjustments until something is recorded that changes it', () => {
  fc.assert(
    fc.property(year, (projects) => {
      const rows = projects.map((each) => projectYear(each, 2026, '2026-12-31', CALENDAR));
      expect(adjustments(JSON.parse(JSON.stringify(rows)), rows)).toEqual([]);
    }),
  );
  const frozen = projectYear(
    { ...FAILED_FIRST, opinions: [], outcome: null, stages: [] },
    2026,
    '2026-12-31',
    CALENDAR,
  );
  const now = projectYear({ ...FAILED_FIRST, stages: [] }, 2026, '2026-12-31', CALENDAR);
  expect(adjustments([frozen], [now])).toEqual([
    { code: 'A-1', name: '一号工程', figure: 'passed', was: 'absent', now: '2026-06-10' },
    { code: 'A-1', name: '一号工程', figure: 'handed_over', was: 'absent', now: '2026-09-01' },
    { code: 'A-1', name: '一号工程', figure: 'left', was: null, now: 'absent' },
  ]);
  expect(adjustments([now], []).every(({ now: state }) => state === 'absent')).toBe(true);
});

test('phases at the ends of months up to the day, and days of the stays that ended', () => {
  const months = phasesByMonth([FAILED_FIRST, project()], 2026, '2026-04-20');
  expect(months.map(({ on: end }) => end)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-20']);
  expect(months.at(-1)!.counts).toEqual({ filing: 1, review: 0, acceptance: 1, closing: 0 });
  expect(phasesByMonth([FAILED_FIRST], 2026, '2026-12-31')).toHaveLength(12);
  expect(phasesByMonth([FAILED_FIRST], 2027, '2026-12-31')).toEqual([]);
  expect(stageDays([FAILED_FIRST], '2026-03-31', CALENDAR)).toEqual([
    { stage: 'planned', stays: 1, low: 11, median: 11, high: 11 },
    { stage: 'registering', stays: 1, low: 9, median: 9, high: 9 },
    { stage: 'tracking', stays: 1, low: 20, median: 20, high: 20 },
  ]);
});
