import fc from 'fast-check';
import { readFile } from '../../../activities/imports/read/read-file';
import { addDays } from '../../../domain/calendar/local-date';
import type { PartialDate } from '../../../domain/calendar/partial-date';
import type { ListedVolume } from '../../../domain/catalogue/catalogue-digest';
import { columnNames } from '../../../domain/import/column-names';
import type { KindDefinition, Located } from '../../../domain/import/kind';
import { CATALOGUE } from '../../../domain/import/kinds/catalogue';
import { HOLIDAYS, type HolidayLine } from '../../../domain/import/kinds/holidays';
import { PLAN } from '../../../domain/import/kinds/plan';
import { type ExpertLine, POOL } from '../../../domain/import/kinds/pool';
import { PROJECTS } from '../../../domain/import/kinds/projects';
import { TAKE_OVER } from '../../../domain/import/kinds/take-over';
import { isMarkedSecret } from '../../../domain/import/secrecy';
import { isDitto, tidy } from '../../../domain/import/text';
import shippedCatalogue from '../../../prisma/seed/import-columns/catalogue.json';
import shippedHolidays from '../../../prisma/seed/import-columns/holidays.json';
import shippedPlan from '../../../prisma/seed/import-columns/plan.json';
import shippedPool from '../../../prisma/seed/import-columns/pool.json';
import shippedProjects from '../../../prisma/seed/import-columns/projects.json';
import shippedTakeOver from '../../../prisma/seed/import-columns/take-over.json';
import { type Value, xlsx } from '../../fixtures/imports/workbook';

const NAMES = columnNames(shippedCatalogue);
const FIELDS = ['code', 'title', 'pages', 'drawings', 'retention', 'phase', 'stratum', 'receiver'] as const;
const TERMS = { permanent: '永久', years30: '30年', years10: '10年' };

/** Text as a register holds it: tidy, and neither a ditto mark, a heading, a total nor a mark of secrecy. */
const text = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'档案卷第工程施工日志0189aZ-（）·𬭩 '), minLength: 1, maxLength: max })
    .map(tidy)
    .filter((each) => each !== '' && !isDitto(each) && !isMarkedSecret(each) && !NAMES.has(each));

const volume: fc.Arbitrary<ListedVolume> = fc.record({
  code: fc.nat(1e9).map((n) => `A-${n}`),
  title: text(60),
  pages: fc.nat(9_999),
  drawings: fc.nat(999),
  retention: fc.constantFrom('permanent', 'years30', 'years10'),
  phase: text(20),
  stratum: text(20),
  receiver: fc.option(text(30)),
});

/** A catalogue as its columns are printed. */
function exported(volumes: readonly ListedVolume[]): Value[][] {
  const head = FIELDS.map((field) => shippedCatalogue[field][0]!);
  return [
    head,
    ...volumes.map((each) => FIELDS.map((field) => (field === 'retention' ? TERMS[each.retention] : each[field]))),
  ];
}

function read(bytes: Uint8Array) {
  const records: Located<ListedVolume>[] = [];
  const { problems } = readFile({ bytes, name: '目录' }, CATALOGUE, NAMES, (some) => records.push(...some));
  return { volumes: records.map(({ record }) => record), problems };
}

const volumes = fc.uniqueArray(volume, { selector: ({ code }) => code, minLength: 1, maxLength: 12 });

test('a catalogue that is written out and read in is the same', async () => {
  await fc.assert(
    fc.asyncProperty(volumes, async (given) => {
      const { volumes, problems } = read(await xlsx({ rows: exported(given) }));
      expect(problems).toEqual([]);
      expect(volumes).toEqual(given);
    }),
    { numRuns: 40 },
  );
});

test('so it is as CSV, in either order of its columns', () => {
  fc.assert(
    fc.property(volumes, fc.boolean(), (given, reversed) => {
      const rows = exported(given).map((row) => (reversed ? [...row].reverse() : row));
      const csv = rows
        .map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      const { volumes, problems } = read(new TextEncoder().encode(`\ufeff${csv}`));
      expect(problems).toEqual([]);
      expect(volumes).toEqual(given);
    }),
    { numRuns: 200 },
  );
});

const expert: fc.Arbitrary<ExpertLine> = fc.record({
  name: fc.string({ unit: fc.constantFrom(...'张王李赵𬭩敏强文静'), minLength: 2, maxLength: 4 }),
  title: fc.option(text(20)),
  employer: text(30),
  formerEmployers: fc.array(
    fc.record({
      name: text(20).filter((name) => !/[()（）;；-]/.test(name)),
      from: fc.constantFrom(null, '2018-03-01', '2020-12-31'),
      until: fc.constantFrom('2023-06-30', '2024-02-29'),
    }),
    { maxLength: 2 },
  ),
  specialties: fc.subarray(['档案组', '水利', '房建公建'], { minLength: 1 }),
  titleLevel: fc.constantFrom('senior', 'intermediate', 'junior'),
  yearsInField: fc.nat(60),
  birthDate: fc.option(day('1950-01-01', 15_000)),
  joinedOn: fc.option(day('2020-01-01', 3_000)),
  regulatorStaff: fc.constantFrom(null, true, false),
  phone: fc.constantFrom(null, '13800000000', '0757-83000000'),
  email: fc.constantFrom(null, 'a@example.com'),
  idNumber: fc.constantFrom(null, '44060019750101123X'),
});

function day(from: string, days: number) {
  return fc.nat(days).map((n) => addDays(from, n));
}

const LEVELS = { senior: '高级', intermediate: '中级', junior: '初级' };

/** A pool's list as its columns are printed. */
function exportedPool(experts: readonly ExpertLine[]): Value[][] {
  const cells = (each: ExpertLine): Partial<Record<keyof ExpertLine, Value>> => ({
    ...each,
    formerEmployers: each.formerEmployers
      .map(({ name, from, until }) => `${name}（${from ?? ''}至${until}）`)
      .join('；'),
    specialties: each.specialties.join('、'),
    titleLevel: LEVELS[each.titleLevel],
    regulatorStaff: each.regulatorStaff === null ? null : each.regulatorStaff ? '是' : '否',
  });
  const fields = Object.keys(experts[0]!) as (keyof ExpertLine)[];
  return [
    fields.map((field) => shippedPool[field][0]!),
    ...experts.map(cells).map((row) => fields.map((field) => row[field])),
  ];
}

test('an expert pool that is written out and read in is the same', async () => {
  const experts = fc.uniqueArray(expert, { selector: ({ name }) => name, minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(experts, async (given) => {
      // A birthday that is not written is told by the number.
      const told = given.map((each) => ({
        ...each,
        birthDate: each.birthDate ?? (each.idNumber ? '1975-01-01' : null),
      }));
      const records: Located<ExpertLine>[] = [];
      const bytes = await xlsx({ rows: exportedPool(given) });
      const { problems } = readFile({ bytes, name: '专家库' }, POOL, columnNames(shippedPool), (some) =>
        records.push(...some),
      );
      expect(problems).toEqual([]);
      expect(records.map(({ record }) => record)).toEqual(told);
    }),
    { numRuns: 15 },
  );
});

test('so is a holiday notice, a row a day', async () => {
  const lines = fc.uniqueArray(fc.record({ on: day('2025-01-01', 364), work: fc.boolean() }), {
    selector: ({ on }) => on,
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      const rows = given.map(({ on, work }) => [on, work ? '上班' : '放假', work ? '' : '春节']);
      const bytes = await xlsx({ rows: [['日期', '安排', '节日'], ...rows] });
      const records: Located<HolidayLine>[] = [];
      const names = columnNames(shippedHolidays);
      const { problems } = readFile({ bytes, name: '安排', year: 2025 }, HOLIDAYS, names, (some) =>
        records.push(...some),
      );
      expect(problems).toEqual([]);
      expect(records.map(({ record }) => record)).toEqual(
        given.map(({ on, work }) => ({ name: work ? null : '春节', off: work ? [] : [on], work: work ? [on] : [] })),
      );
    }),
    { numRuns: 15 },
  );
});

const name = fc.string({ unit: fc.constantFrom(...'江河大桥水厂站𬭩'), minLength: 2, maxLength: 12 });
const date = (kind: PartialDate['kind']): fc.Arbitrary<PartialDate> =>
  fc
    .record({ on: day('2020-01-01', 3_000), precision: fc.constantFrom('day', 'month', 'year') })
    .map(({ on, precision }) => {
      const value = { day: on, month: `${on.slice(0, 7)}-01`, year: `${on.slice(0, 4)}-12-31` }[precision];
      return { value, precision: precision as 'day' | 'month' | 'year', kind };
    });

const project = fc.record({
  name,
  industry: fc.constantFrom('水利', '公路'),
  district: fc.option(fc.constantFrom('东区', '西区')),
  location: fc.option(name),
  owner: fc.option(name),
  nationalCode: fc.constantFrom(null, '2018-440600-48-01-123456'),
  creditCode: fc.constantFrom(null, '91440600MA4UXXXXX1'),
  investmentWan: fc.option(fc.nat(1e9).map((yuan) => yuan / 10_000)),
  constructionStart: fc.option(date('planned')),
  completion: fc.option(date('planned')),
  category: fc.option(fc.constantFrom('newly_started', 'continued', 'completing', 'prepared')),
});
type PrintedProject = typeof project extends fc.Arbitrary<infer T> ? T : never;

const CATEGORIES = { newly_started: '新开工', continued: '续建', completing: '竣工', prepared: '预备' };
const printedDate = (value: PartialDate | null): Value =>
  value &&
  { day: value.value, month: value.value.slice(0, 7), 'half-year': value.value, year: value.value.slice(0, 4) }[
    value.precision
  ];

/** The columns of a list, by field. */
const projectCells = (each: PrintedProject): Record<string, Value> => ({
  name: each.name,
  industry: each.industry,
  district: each.district,
  location: each.location,
  owner: each.owner,
  nationalCode: each.nationalCode,
  creditCode: each.creditCode,
  investment: each.investmentWan === null ? null : `${each.investmentWan}万元`,
  constructionStart: printedDate(each.constructionStart),
  completion: printedDate(each.completion),
  category: each.category && CATEGORIES[each.category],
});

async function readBack<Rec>(
  kind: KindDefinition<Rec>,
  shipped: Record<string, string[]>,
  rows: Record<string, Value>[],
) {
  const fields = Object.keys(rows[0]!);
  const head = fields.map((field) => shipped[field]![0]!);
  const bytes = await xlsx({ rows: [head, ...rows.map((row) => fields.map((field) => row[field] ?? null))] });
  const records: Located<Rec>[] = [];
  const { problems } = readFile({ bytes, name: '清单' }, kind, columnNames(shipped), (some) => records.push(...some));
  expect(problems).toEqual([]);
  return records.map(({ record }) => record);
}

test('a key-project list that is written out and read in is the same', async () => {
  const projects = fc.uniqueArray(project, { selector: (each) => each.name, minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(projects, async (given) => {
      expect(await readBack(PROJECTS, shippedProjects, given.map(projectCells))).toMatchObject(given);
    }),
    { numRuns: 15 },
  );
});

test('so is an annual plan', async () => {
  const lines = fc.uniqueArray(
    fc.record({ code: fc.constantFrom(null, 'CC-2026-0001'), name, district: fc.option(name), owner: fc.option(name) }),
    { selector: (each) => each.name, minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      expect(await readBack(PLAN, shippedPlan, given)).toMatchObject(given);
    }),
    { numRuns: 10 },
  );
});

test('so are running projects with their facts', async () => {
  const votes = fc.record({ pass: fc.nat(9), fail: fc.nat(9), abstain: fc.nat(3), absent: fc.nat(3) });
  const past = day('2023-01-01', 800);
  const taken = fc.record({
    project,
    stage: fc.constantFrom('登记', '跟踪', '整改', '移交'),
    servedOn: fc.option(past),
    registration: fc.option(fc.record({ confirmedOn: past, route: fc.constantFrom('本级', '委托') })),
    meeting: fc.option(fc.record({ announcedOn: past, passed: fc.boolean(), votes, reference: name, issuedOn: past })),
    completion: fc.option(fc.record({ heldOn: past, document: name })),
  });
  const list = fc.uniqueArray(taken, { selector: (each) => each.project.name, minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(list, async (given) => {
      const rows = given.map(({ project, stage, servedOn, registration, meeting, completion }) => ({
        ...projectCells(project),
        ...{ stage, servedOn, confirmedOn: registration?.confirmedOn, route: registration?.route },
        ...{ announcedOn: meeting?.announcedOn, result: meeting && (meeting.passed ? '合格' : '不合格'), ...NO_VOTES },
        ...meeting?.votes,
        ...{ opinionNumber: meeting?.reference, opinionOn: meeting?.issuedOn },
        ...{ heldOn: completion?.heldOn, completionDocument: completion?.document },
      }));
      const read = await readBack(TAKE_OVER, shippedTakeOver, rows as Record<string, Value>[]);
      for (const [at, { project, servedOn, registration, meeting, completion }] of given.entries()) {
        expect(read[at]).toMatchObject({
          project,
          invitation: servedOn && { servedOn },
          registration: registration && { confirmedOn: registration.confirmedOn },
          meeting: meeting && { announcedOn: meeting.announcedOn, passed: meeting.passed, votes: meeting.votes },
          completion,
        });
      }
    }),
    { numRuns: 15 },
  );
});

const NO_VOTES = { pass: null, fail: null, abstain: null, absent: null };
