import { z } from 'zod';
import { toLocalDate } from '../../activities/database/dates';
import { withAllBelow } from '../../activities/people/with-all-below';
import { ruleSetOn } from '../../activities/rules/rule-set-for';
import { groupBy } from '../../domain/draw/group-by';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { id, idParams, localDate, personName } from '../schemas';
import { visible } from '../visible';
import { requirePlan } from './annual-plans';

const STAFF = ['officer', 'director', 'recorder'] as const;

const meeting = z
  .object({
    code: z.string(),
    name: z.string(),
    jurisdiction: z.object({ id, code: z.string(), name: z.string() }),
    kind: z.enum(['acceptance', 'reinspection']),
    place: z.string().nullable(),
    halfDays: z.array(z.object({ date: localDate, half: z.enum(['morning', 'afternoon']) })),
    held: z.boolean(),
    seats: z.object({ confirmed: z.int(), all: z.int() }),
  })
  .meta({ id: 'PlanMeeting' });

/** Of rounds that ended otherwise the meeting was not held. */
const RESULTS = ['passed', 'failed'];

export const listMeetings = route({
  method: 'get',
  path: '/api/v1/annual-plans/{id}/meetings',
  tag: 'plans',
  summary: 'Meetings of a plan’s projects that were held or have a date, by their first day',
  roles: STAFF,
  params: idParams,
  answers: { 200: z.object({ items: z.array(meeting) }) },
  async handler(context) {
    const { tx, params, occasion } = context;
    const { id: planId } = await requirePlan(context, params.id);
    const see = await visible(context);
    const rounds = await tx.round.findMany({
      where: {
        AND: [see.round, { OR: [{ endedAt: null }, { endReason: { in: RESULTS } }] }],
        halfDays: { some: {} },
        project: { planItems: { some: { planId } } },
      },
      include: {
        halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] },
        seats: { select: { state: true } },
        project: { select: { code: true, name: true, jurisdiction: { select: { id: true, code: true, name: true } } } },
      },
    });
    const items = rounds.map(({ project, kind, place, halfDays, seats, endReason }) => {
      const days = halfDays.map(({ date, half }) => ({ date: toLocalDate(date), half }));
      return {
        ...{ ...project, kind, place, halfDays: days },
        held: endReason !== null || days.at(-1)!.date < occasion.today,
        seats: { confirmed: seats.filter(({ state }) => state === 'confirmed').length, all: seats.length },
      };
    });
    return ok({ items: items.sort((a, b) => (a.halfDays[0]!.date < b.halfDays[0]!.date ? -1 : 1)) });
  },
});

const expert = z
  .object({ person: personName, specialties: z.array(z.string()), held: z.int(), coming: z.int() })
  .meta({ id: 'ExpertLoad' });

export const listLoads = route({
  method: 'get',
  path: '/api/v1/annual-plans/{id}/loads',
  tag: 'plans',
  summary: 'Seats of the pools’ experts in the plan’s year, the most first',
  description: 'Of the pools of the plan’s bureau and those below it, as far as the reader may see them and the seats.',
  roles: STAFF,
  params: idParams,
  answers: {
    200: z.object({
      items: z.array(expert),
      cap: z.int().nullable().meta({ description: 'Seats a year at most, by the rule set in force' }),
    }),
  },
  async handler(context) {
    const { tx, params, occasion } = context;
    const plan = await requirePlan(context, params.id);
    const see = await visible(context);
    const bureaus = await withAllBelow(tx, [plan.jurisdictionId]);
    const members = await tx.poolMembership.findMany({
      where: { AND: [see.poolMembership, { jurisdictionId: { in: bureaus }, status: 'active', endedOn: null }] },
      select: { personId: true, specialties: true, person: { select: { id: true, name: true } } },
      orderBy: { personId: 'asc' },
    });
    const holders = await tx.seatHolder.findMany({
      where: {
        AND: [see.seatHolder, { personId: { in: members.map(({ personId }) => personId) }, endedAt: null }],
        seat: { role: 'expert' },
      },
      select: { personId: true, seat: { select: { round: { select: { halfDays: { select: { date: true } } } } } } },
    });
    const seats = groupBy(holders, ({ personId }) => personId);
    const items = [...groupBy(members, ({ personId }) => personId)].map(([personId, [first, ...more]]) => {
      const days = (seats.get(personId) ?? [])
        .map(({ seat }) => seat.round.halfDays.map(({ date }) => toLocalDate(date)).sort())
        .filter(([day]) => day?.startsWith(`${plan.year}-`));
      const held = days.filter((list) => list.at(-1)! < occasion.today).length;
      const specialties = [...new Set([first!, ...more].flatMap((each) => each.specialties))].sort();
      return { person: first!.person, specialties, held, coming: days.length - held };
    });
    const project = await tx.project.findFirst({
      where: { planItems: { some: { planId: plan.id } } },
      include: { jurisdiction: true },
      orderBy: { code: 'asc' },
    });
    const rules = project && (await ruleSetOn(tx, project, occasion.today));
    const total = (each: z.input<typeof expert>) => each.held + each.coming;
    return ok({
      items: items.sort((a, b) => total(b) - total(a) || (a.person.id < b.person.id ? -1 : 1)),
      cap: rules?.body.panel.eligibility.yearlyCap ?? null,
    });
  },
});

export const PLAN_YEAR_ROUTES: readonly Route[] = [listMeetings, listLoads];
