import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { httpStatus } from '../../problem';
import { fixPlan, listPlans, proposeAnnualPlan, readPlan } from '../../routes/annual-plans';
import { listLoads, listMeetings } from '../../routes/plan-year';
import { readSchedule } from '../../routes/schedules';
import { officeAndYear } from '../office-and-year';
import { newFormKey, page, type Showing, text } from '../page';
import { troubleOf } from '../trouble';
import { ask } from '../visit';
import { type Dated, planCalendar } from './plan-calendar';

const query = z.object({
  year: z.string().max(4).optional(),
  jurisdictionId: z.string().max(40).optional(),
  day: z.string().max(10).optional(),
  lottery: z.string().max(100).optional(),
  drawnOn: z.string().max(10).optional(),
  numbers: z.string().max(200).optional(),
});

type Context = Showing<undefined, typeof query>;

/** The year's plan: its meetings on a calendar, the projects at risk, and what each expert carries. */
export const planPage = page({
  path: '/plans',
  query,
  async show(context) {
    const { words, hat, query } = context;
    const { office, year, thisYear } = await officeAndYear(context, query);
    const found = await listPlans.read(context, { query: { jurisdictionId: office.id, year, limit: 1 } });
    const base = {
      ...{ office, year, key: newFormKey(), years: [thisYear + 1, thisYear, thisYear - 1, thisYear - 2] },
      mayPropose: hat?.role === 'officer' && hat.jurisdictionId === office.id,
      mayFix: hat?.role === 'director',
    };
    const view = { template: 'plan/plan', title: words.t('plan.title', { year: String(year) }) };
    const [head] = found.items;
    return { ...view, data: head ? { ...base, ...(await yearOf(context, head.id, office.id, year)) } : base };
  },
  async submit(context) {
    const { sent, words, request } = context;
    const [jurisdictionId, year, key] = ['jurisdictionId', 'year', '_key'].map((name) => text(sent, name)) as [
      string,
      string,
      string,
    ];
    const fixes = text(sent, '_do') === 'fix';
    if (fixes) {
      const body = { count: Number(text(sent, 'count')) };
      await ask(context, fixPlan, { params: { id: text(sent, 'id') }, body, key });
    } else {
      await ask(context, proposeAnnualPlan, { body: { jurisdictionId, year: Number(year) }, key });
    }
    request.session.flash = { tone: 'ok', text: words.t(fixes ? 'plan.was-fixed' : 'plan.was-proposed') };
    return { to: `/plans?${new URLSearchParams({ jurisdictionId, year })}` };
  },
});

async function yearOf(context: Context, id: string, jurisdictionId: string, year: number) {
  const { query, occasion } = context;
  const params = { id };
  const plan = await readPlan.read(context, { params });
  const { items: meetings } = await listMeetings.read(context, { params });
  const { items: experts, cap } = await listLoads.read(context, { params });
  const { schedule, trouble } = await scheduleOf(context, id);
  const proposed = schedule.lines.filter(({ apart, halfDays }) => apart === null && halfDays.length > 0);
  const dated: (Dated & { place?: string | null; halves: { date: string; half: string }[] })[] = [
    ...meetings.map(({ code, name, held, halfDays, place }) => ({
      ...{ code, name, place, halves: halfDays, days: halfDays.map(({ date }) => date) },
      state: held ? ('held' as const) : ('fixed' as const),
    })),
    ...proposed.map(({ code, name, halfDays }) => ({
      ...{ code, name, halves: halfDays, days: halfDays.map(({ date }) => date), state: 'proposed' as const },
    })),
  ];
  const same = { jurisdictionId, year: String(year), ...lotteryOf(query) };
  const last = Number(schedule.until.slice(0, 4));
  const years = Array.from({ length: Math.max(1, last - year + 1) }, (_, more) => year + more);
  const busiest = Math.max(1, cap ?? 0, ...experts.map(({ held, coming }) => held + coming));
  return {
    ...{ plan, trouble, cap, lottery: lotteryOf(query), lot: schedule.lot, least: schedule.least },
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => context.words.t(`calendar.weekdays.${day}`)),
    months: await planCalendar(context, years, dated, (day) => `/plans?${new URLSearchParams({ ...same, day })}#day`),
    counts: {
      held: meetings.filter(({ held }) => held).length,
      fixed: meetings.filter(({ held }) => !held).length,
      proposed: proposed.length,
      undated: schedule.lines.filter(({ apart, halfDays }) => apart === null && halfDays.length === 0).length,
    },
    day: query.day && { date: query.day, meetings: dated.filter(({ days }) => days.includes(query.day!)) },
    risks: schedule.lines
      .filter(({ miss }) => miss !== null)
      .map((line) => ({ ...line, first: line.halfDays[0]?.date ?? null }))
      .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1)),
    apart: schedule.lines.filter(({ apart }) => apart !== null && !['MET', 'DATED'].includes(apart)),
    experts: experts.map((each) => ({
      ...{ ...each, busiest, sum: each.held + each.coming, left: cap === null ? null : cap - each.held - each.coming },
      specialties: each.specialties.map((tag) => context.words.value('tag', tag)).join(context.words.t('list.comma')),
    })),
    idle: experts.filter(({ held, coming }) => held + coming === 0).length,
    today: occasion.today,
  };
}

const lotteryOf = ({ lottery, drawnOn, numbers }: z.output<typeof query>): Record<string, string> =>
  Object.fromEntries(Object.entries({ lottery, drawnOn, numbers }).filter(([, value]) => value)) as Record<
    string,
    string
  >;

/** The schedule by the lottery that was given; a preview with what is wrong where that does not fit. */
async function scheduleOf(context: Context, id: string) {
  const params = { id };
  try {
    return { schedule: await readSchedule.read(context, { params, query: lotteryOf(context.query) }), trouble: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const trouble = troubleOf(error, httpStatus(error.code), context.words);
    return { schedule: await readSchedule.read(context, { params, query: {} }), trouble };
  }
}
