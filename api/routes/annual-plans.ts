import { z } from 'zod';
import { partialDate } from '../../activities/acts/field-types';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { withAllBelow } from '../../activities/people/with-all-below';
import { proposePlan } from '../../activities/plan/propose-plan';
import { partialDateOf } from '../../activities/projects/project-dates';
import { jurisdictionChain } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import { OUTCOMES, STAGES } from '../../domain/lifecycle/stage';
import { isAccepted, planReason } from '../../domain/plan/annual-plan';
import type { Prisma } from '../../prisma/generated/client';
import { requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { maybeNamed, personNames } from '../person-names';
import { type PersonalContext, type Route, route } from '../route';
import { dateOf, id, idParams, localDate, personName } from '../schemas';
import { visible } from '../visible';

const jurisdiction = z.object({ id, code: z.string(), name: z.string() });
const year = z.coerce.number().int().min(1990).max(2100);

const head = z.object({
  id,
  jurisdiction,
  year: z.int(),
  /** Projects in the plan; once it is fixed, the number that every rate is against. */
  count: z.int(),
  proposedBy: personName.nullable(),
  fixedBy: personName.nullable(),
  fixedOn: localDate.nullable(),
});

const plan = head
  .extend({
    accepted: z.int().meta({ description: 'Projects of the plan that passed or were accepted elsewhere' }),
    byStage: z.partialRecord(z.enum(STAGES), z.int()),
  })
  .meta({ id: 'AnnualPlan' });

const HEAD = {
  jurisdiction: { select: { id: true, code: true, name: true } },
  _count: { select: { items: true } },
} satisfies Prisma.AnnualPlanInclude;

const STAFF = ['officer', 'director', 'recorder'] as const;
const KEEPERS = ['officer', 'director'] as const;

export const listPlans = route({
  method: 'get',
  path: '/api/v1/annual-plans',
  tag: 'plans',
  summary: 'Acceptance plans, the latest year first',
  roles: STAFF,
  query: pageQuery.extend({ year: year.optional(), jurisdictionId: id.optional() }),
  answers: { 200: pageOf(head) },
  async handler(context) {
    const { tx, deps, query } = context;
    const see = await visible(context);
    const same = { year: query.year, jurisdictionId: query.jurisdictionId };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'annual-plans', query, (page) =>
      tx.annualPlan.findMany({
        where: { AND: [see.annualPlan, same] },
        include: HEAD,
        orderBy: [{ year: 'desc' }, { jurisdiction: { code: 'asc' } }, { id: 'asc' }],
        ...page,
      }),
    );
    const names = await namesOf(tx, rows);
    return ok({ items: rows.map((each) => view(each, names)), nextCursor });
  },
});

export const readPlan = route({
  method: 'get',
  path: '/api/v1/annual-plans/{id}',
  tag: 'plans',
  summary: 'A plan: how many of its projects stand where',
  roles: STAFF,
  params: idParams,
  answers: { 200: plan },
  async handler(context) {
    const { tx, params } = context;
    const found = await requirePlan(context, params.id);
    const groups = await tx.project.groupBy({
      by: ['stage', 'outcome'],
      where: { planItems: { some: { planId: found.id } } },
      _count: true,
    });
    const byStage: Partial<Record<(typeof STAGES)[number], number>> = {};
    for (const { stage, _count } of groups) byStage[stage] = (byStage[stage] ?? 0) + _count;
    const accepted = groups
      .filter(({ stage, outcome }) => isAccepted(stage, outcome))
      .reduce((sum, { _count }) => sum + _count, 0);
    return ok({ ...view(found, await namesOf(tx, [found])), accepted, byStage });
  },
});

const line = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    jurisdiction,
    stage: z.enum(STAGES),
    outcome: z.enum(OUTCOMES).nullable(),
    completion: partialDate.nullable(),
  })
  .meta({ id: 'AnnualPlanLine' });

const listLines = route({
  method: 'get',
  path: '/api/v1/annual-plans/{id}/projects',
  tag: 'plans',
  summary: 'Projects of a plan',
  roles: STAFF,
  params: idParams,
  query: pageQuery.extend({ stage: z.enum(STAGES).optional() }),
  answers: { 200: pageOf(line) },
  async handler(context) {
    const { tx, deps, params, query } = context;
    const { id: planId } = await requirePlan(context, params.id);
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, `annual-plan ${planId}`, query, (page) =>
      tx.project.findMany({
        where: { planItems: { some: { planId } }, stage: query.stage },
        include: { jurisdiction: HEAD.jurisdiction, dates: NEWEST_COMPLETION },
        orderBy: { code: 'asc' },
        ...page,
      }),
    );
    const items = rows.map(({ id, code, name, jurisdiction, stage, outcome, dates }) => ({
      ...{ id, code, name, jurisdiction, stage, outcome },
      completion: partialDateOf(dates[0]),
    }));
    return ok({ items, nextCursor });
  },
});

const codes = z.array(z.string().max(40)).max(1_000).default([]);

export const proposeAnnualPlan = route({
  method: 'post',
  path: '/api/v1/annual-plans',
  tag: 'plans',
  summary: 'Propose a year’s acceptance plan from the planned completion dates',
  description:
    'What completes in the year or was due before it is proposed, of the bureau’s jurisdiction and those below. Proposed again, the ' +
    'plan is drawn up anew, until it is fixed.',
  roles: KEEPERS,
  body: z.strictObject({
    jurisdictionId: id,
    year: z.int().min(1990).max(2100),
    add: codes.meta({ description: 'Codes of projects to take in although no date says so' }),
    leaveOut: codes.meta({ description: 'Codes of projects to leave out although they are due' }),
  }),
  answers: { 201: z.object({ id, count: z.int() }) },
  refusals: ['PLAN_FIXED'],
  async handler(context) {
    const { tx, actor, occasion, body } = context;
    const { jurisdictionId, year } = body;
    await requireRoleIn(tx, actor, KEEPERS, jurisdictionId);
    const projectIds = await drawUp(tx, body);
    const planId = await proposePlan(tx, {
      jurisdictionId,
      year,
      projectIds,
      personId: actor.personId,
      now: occasion.now,
    });
    const count = projectIds.length;
    return created({ id: planId, count }, `/api/v1/annual-plans/${planId}`);
  },
});

export const fixPlan = route({
  method: 'post',
  path: '/api/v1/annual-plans/{id}/fixing',
  tag: 'plans',
  summary: 'Fix a plan with its number of projects; every rate is against it from then on',
  roles: ['director'],
  params: idParams,
  body: z.strictObject({ count: z.int().min(1).meta({ description: 'The number that the director read' }) }),
  answers: { 204: 'nothing' },
  refusals: ['PLAN_FIXED', 'SAME_PERSON', 'STALE_VERSION'],
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const { id: planId, jurisdictionId, year, ...found } = await requirePlan(context, params.id);
    await requireRoleIn(tx, actor, ['director'], jurisdictionId, { above: true });
    if (found.fixedOn) throw new Refusal('PLAN_FIXED', { field: 'id', value: planId });
    if ([actor.personId, actor.deputyFor?.personId].includes(found.proposedById ?? undefined)) {
      throw new Refusal('SAME_PERSON', { field: 'id', value: planId });
    }
    const count = found._count.items;
    if (body.count !== count) throw new Refusal('STALE_VERSION', { field: 'count', value: body.count, allowed: count });
    await tx.annualPlan.update({
      where: { id: planId },
      data: { fixedById: actor.personId, fixedOn: toDate(occasion.today), fixedCount: count },
    });
    await audit(context, jurisdictionId, { type: 'plan.fixed', payload: { planId, year, count } });
    return noContent();
  },
});

const NEWEST_COMPLETION = {
  where: { kind: 'completion' },
  orderBy: { sequence: 'desc' },
  take: 1,
} satisfies Prisma.Project$datesArgs;

/** Ids of the projects that belong in a plan. @throws Refusal NOT_FOUND for a code that is not of the plan's bureaus */
async function drawUp(
  tx: Tx,
  { jurisdictionId, year, add, leaveOut }: { jurisdictionId: string; year: number; add: string[]; leaveOut: string[] },
): Promise<string[]> {
  const projects = await tx.project.findMany({
    where: { jurisdictionId: { in: await withAllBelow(tx, [jurisdictionId]) } },
    select: {
      id: true,
      code: true,
      stage: true,
      dates: NEWEST_COMPLETION,
      listings: { where: { year, category: 'completing' }, select: { id: true } },
    },
    orderBy: { code: 'asc' },
  });
  const known = new Set(projects.map(({ code }) => code));
  for (const [field, given] of Object.entries({ add, leaveOut })) {
    const stranger = given.find((code) => !known.has(code));
    if (stranger !== undefined) throw new Refusal('NOT_FOUND', { field, value: stranger });
  }
  const belongs = ({ code, stage, dates, listings }: (typeof projects)[number]) =>
    add.includes(code) ||
    (!leaveOut.includes(code) &&
      planReason({ stage, completion: partialDateOf(dates[0]), listedAsCompleting: listings.length > 0 }, year) !==
        null);
  return projects.filter(belongs).map(({ id }) => id);
}

type Context = Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>;

/** A plan that the reader may see. @throws Refusal NOT_FOUND */
export async function requirePlan(context: Context, planId: string) {
  const see = await visible(context);
  const where = { AND: [{ id: planId }, see.annualPlan] };
  const found = await context.tx.annualPlan.findFirst({ where, include: HEAD });
  if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: planId });
  return found;
}

async function audit(
  { tx, actor, occasion }: Context,
  jurisdictionId: string,
  event: {
    type: 'plan.proposed' | 'plan.fixed';
    payload: { planId: string; year: number; count: number };
  },
): Promise<void> {
  const { code } = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
  await appendAudit(tx, jurisdictionChain(code), { ...event, actorId: actor.personId, at: occasion.now });
}

type Head = Prisma.AnnualPlanGetPayload<{ include: typeof HEAD }>;

const namesOf = (tx: Tx, plans: readonly Head[]) =>
  personNames(
    tx,
    plans.flatMap(({ proposedById, fixedById }) => [proposedById, fixedById]),
  );

function view(found: Head, names: Map<string, string>): z.input<typeof head> {
  const { id, jurisdiction, year, proposedById, fixedById, fixedOn, _count } = found;
  return {
    id,
    jurisdiction,
    year,
    count: _count.items,
    proposedBy: maybeNamed(names, proposedById),
    fixedBy: maybeNamed(names, fixedById),
    fixedOn: dateOf(fixedOn),
  };
}

export const ANNUAL_PLAN_ROUTES: readonly Route[] = [listPlans, readPlan, listLines, proposeAnnualPlan, fixPlan];
