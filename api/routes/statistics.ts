import { z } from 'zod';
import { withAllBelow } from '../../activities/people/with-all-below';
import { freezeYear } from '../../activities/statistics/freeze-year';
import { yearStatistics } from '../../activities/statistics/year-statistics';
import { STAGES } from '../../domain/lifecycle/stage';
import { FIGURES } from '../../domain/statistics/figure';
import { PHASES } from '../../domain/statistics/phase';
import { yearTable } from '../../domain/statistics/year-table';
import { requireRoleIn } from '../actor';
import { noContent, ok } from '../answer';
import { localeOf } from '../locale';
import { maybeNamed, personNames } from '../person-names';
import { type PersonalContext, type Route, route } from '../route';
import { localDate, personName, sha256 } from '../schemas';
import { statisticsWorkbook } from '../statistics-workbook';

const STAFF = ['officer', 'director', 'recorder'] as const;

export const statisticsParams = z.strictObject({
  jurisdictionId: z.uuid(),
  year: z.coerce.number().int().min(1990).max(2100),
});

const counts = z.record(z.enum(FIGURES), z.int());

const line = z.object({
  key: z.string().meta({ description: 'Code of a jurisdiction, an industry, or empty for the total' }),
  name: z.string(),
  counts,
  done: z.number().nullable().meta({ description: 'Passed ÷ planned' }),
  passedFirst: z.object({ passed: z.int(), of: z.int() }),
  days: z
    .number()
    .nullable()
    .meta({ description: 'Mean working days from the first application to the first opinion' }),
});

const row = z
  .object({
    code: z.string(),
    name: z.string(),
    jurisdiction: z.object({ code: z.string(), name: z.string() }),
    industry: z.string(),
    stage: z.enum(STAGES),
    figures: z
      .partialRecord(z.enum(FIGURES), localDate.nullable())
      .meta({ description: 'In which it counts, and since when; null where that is unknown' }),
    passedFirst: z.boolean().nullable(),
    days: z.int().nullable(),
  })
  .meta({ id: 'StatisticsRow' });

const statistics = z
  .object({
    year: z.int(),
    until: localDate,
    frozen: z.object({ on: localDate, by: personName.nullable(), sha256 }).nullable().meta({
      description: 'The table and its rows are those of that day; `adjustments` says what was recorded since',
    }),
    jurisdictions: z.array(line),
    industries: z.array(line),
    total: line,
    rows: z.array(row),
    adjustments: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        figure: z.enum(FIGURES),
        was: z.string().nullable().meta({ description: 'Since when it counted; `absent`: it did not' }),
        now: z.string().nullable(),
      }),
    ),
    months: z.array(z.object({ on: localDate, counts: z.record(z.enum(PHASES), z.int()) })),
    stageDays: z.array(
      z.object({ stage: z.enum(STAGES), stays: z.int(), low: z.int(), median: z.int(), high: z.int() }),
    ),
    findings: z.array(z.object({ code: z.string(), title: z.string(), count: z.int(), projects: z.int() })),
  })
  .meta({ id: 'YearStatistics' });

export type Statistics = z.output<typeof statistics>;

const DESCRIPTION =
  'Figures are of the projects of the year’s acceptance plans of the bureau and those below it, as they stand at the end of `until`; ' +
  'only `beyond` counts others. Every count is of the rows that have the figure.';

export const readStatistics = route({
  method: 'get',
  path: '/api/v1/statistics/{jurisdictionId}/{year}',
  tag: 'statistics',
  summary: 'The yearly table by district and industry, its rows, and what charts show',
  description: DESCRIPTION,
  roles: STAFF,
  params: statisticsParams,
  answers: { 200: statistics },
  async handler(context) {
    return ok(await read(context));
  },
});

type Context = PersonalContext<typeof statisticsParams, undefined, undefined>;

async function read(context: Pick<Context, 'tx' | 'actor' | 'occasion' | 'params'>): Promise<Statistics> {
  const { tx, actor, params, occasion } = context;
  await requireRoleIn(tx, actor, STAFF, params.jurisdictionId, { above: true });
  const bureaus = await withAllBelow(tx, [params.jurisdictionId]);
  const { frozen, ...found } = await yearStatistics(tx, { ...params, bureaus, today: occasion.today });
  const names = await personNames(tx, [frozen?.byId ?? null]);
  const { rows } = found;
  return statistics.parse({
    year: params.year,
    ...found,
    ...yearTable(rows),
    frozen: frozen && { on: frozen.on, by: maybeNamed(names, frozen.byId), sha256: frozen.sha256 },
  });
}

const readWorkbook = route({
  method: 'get',
  path: '/api/v1/statistics/{jurisdictionId}/{year}/workbook',
  tag: 'statistics',
  summary: 'The same as a workbook: both tables, the projects, definitions, adjustments',
  roles: STAFF,
  params: statisticsParams,
  answers: { 200: 'file' },
  async handler(context) {
    const bytes = await statisticsWorkbook(await read(context), localeOf(context.request));
    return ok({ bytes, mediaType: XLSX, name: `statistics-${context.params.year}.xlsx` });
  },
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const freezeStatistics = route({
  method: 'post',
  path: '/api/v1/statistics/{jurisdictionId}/{year}/freeze',
  tag: 'statistics',
  summary: 'Freeze a year’s table on its last day or later; the first morning of the next year does it by itself',
  roles: ['director'],
  params: statisticsParams,
  answers: { 204: 'nothing' },
  refusals: ['YEAR_NOT_OVER', 'YEAR_FROZEN'],
  async handler({ tx, actor, occasion, params }) {
    await requireRoleIn(tx, actor, ['director'], params.jurisdictionId);
    const bureaus = await withAllBelow(tx, [params.jurisdictionId]);
    await freezeYear(tx, { ...params, bureaus, today: occasion.today, now: occasion.now }, actor.personId);
    return noContent();
  },
});

export const STATISTICS_ROUTES: readonly Route[] = [readStatistics, readWorkbook, freezeStatistics];
