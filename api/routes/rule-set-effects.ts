import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { laterOf } from '../../domain/calendar/local-date';
import { changedTerms } from '../../domain/clocks/changed-terms';
import { Refusal } from '../../domain/errors';
import { ruleDifferences } from '../../domain/rules/rule-rows';
import type { RuleSet } from '../../domain/rules/rule-set';
import { type RuleSetReach, ruleSetReach } from '../../domain/rules/rule-set-reach';
import { ok } from '../answer';
import { type Reading, type Route, route } from '../route';
import { id, idParams, localDate } from '../schemas';
import { visible } from '../visible';

/** Projects that are named; of the rest only the number is told. */
const NAMED = 100;

const rule = z.object({ value: z.unknown(), basis: z.string().nullable(), note: z.string().nullable() });

const effects = z
  .object({
    /** The version before; null for the first of its code. */
    since: z.object({ id, version: z.int() }).nullable(),
    changes: z.array(
      z.object({
        section: z.string(),
        /** The kind of clock. */
        of: z.string().nullable(),
        field: z.string(),
        before: rule.nullable(),
        after: rule.nullable(),
      }),
    ),
    /** Terms that would end on another day, were all they count from on the day of effect. Clocks that run don’t move. */
    terms: z.array(
      z.object({
        kind: z.string(),
        outcome: z.string().nullable(),
        start: localDate,
        before: localDate.nullable(),
        after: localDate.nullable(),
        /** So many of its kind run now, by the version they started with. */
        running: z.int(),
      }),
    ),
    /** Open cases: which are judged by this version once their application comes, which stay with theirs. */
    cases: z.object({ applies: z.int(), pinned: z.int(), other: z.int() }),
    /** Of those to which it applies, the ones that the caller may see. */
    projects: z.array(z.object({ id, code: z.string(), name: z.string() })),
  })
  .meta({ id: 'RuleSetEffects' });

export const readRuleSetEffects = route({
  method: 'get',
  path: '/api/v1/rule-sets/{id}/effects',
  tag: 'rules',
  summary: 'What a version changes against the one before, and what that is to cases that run',
  roles: ['admin', 'director', 'officer'],
  params: idParams,
  answers: { 200: effects },
  async handler(context) {
    const found = await context.tx.ruleSetVersion.findUnique({ where: { id: context.params.id } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: context.params.id });
    return ok(await ruleSetEffects(context, found.body as unknown as RuleSet));
  },
});

/** The same of a version that nobody proposed yet. */
export async function ruleSetEffects(reading: Reading, next: RuleSet): Promise<z.output<typeof effects>> {
  const { tx, occasion } = reading;
  const { today } = occasion;
  const last = await tx.ruleSetVersion.findFirst({
    where: { code: next.code, version: { lt: next.version } },
    orderBy: { version: 'desc' },
  });
  const before = last && (last.body as unknown as RuleSet);
  const start = laterOf(next.effectiveFrom, today);
  const terms = before ? changedTerms(before.clocks, next.clocks, start, await loadCalendar(tx)) : [];
  const running = new Map(terms.length > 0 ? await runningByKind(tx) : []);
  const reached = await reachOfCases(tx, next, today);
  const applying = reached.filter(({ reach }) => reach === 'applies').flatMap(({ ids }) => ids);
  const see = await visible(reading);
  const projects = await tx.project.findMany({
    where: { AND: [see.project, { id: { in: applying.slice(0, NAMED) } }] },
    select: { id: true, code: true, name: true },
    orderBy: [{ code: 'asc' }],
  });
  const count = (reach: RuleSetReach) =>
    reached.filter((each) => each.reach === reach).reduce((sum, { n }) => sum + n, 0);
  return {
    since: last && { id: last.id, version: last.version },
    changes: (before ? ruleDifferences(before, next) : []).map(({ section, of, field, before, after }) => ({
      ...{ section, of, field },
      before: before && { value: before.value, basis: before.source?.basis ?? null, note: before.source?.note ?? null },
      after: after && { value: after.value, basis: after.source?.basis ?? null, note: after.source?.note ?? null },
    })),
    terms: terms.map((term) => ({ ...term, start, running: running.get(term.kind) ?? 0 })),
    cases: { applies: count('applies'), pinned: count('pinned'), other: count('other') },
    projects,
  };
}

/** Cases that are alike to every rule set. */
interface OpenCases {
  industry: string;
  jurisdiction: string;
  parent: string | null;
  pinnedTo: string | null;
  n: number;
  /** Of the first of them. */
  ids: string[];
}

async function reachOfCases(tx: Tx, next: RuleSet, today: string) {
  const versions = await tx.ruleSetVersion.findMany({
    where: { OR: [{ approvedById: { not: null } }, { proposedById: null }] },
    select: { id: true, body: true },
  });
  const bodies = versions.map(({ body }) => body as unknown as RuleSet);
  const pins = new Map(versions.map(({ id, body }) => [id, body as unknown as RuleSet]));
  const others = bodies.filter(({ code, version }) => code !== next.code || version !== next.version);
  const cases = await tx.$queryRaw<OpenCases[]>`
    SELECT industry, jurisdiction, parent, "pinnedTo", count(*)::int AS n, (array_agg(id ORDER BY id))[1:100]::text[] AS ids
    FROM access.open_cases() GROUP BY industry, jurisdiction, parent, "pinnedTo"`;
  return cases.map(({ industry, jurisdiction, parent, pinnedTo, n, ids }) => {
    const subject = { industry, jurisdictions: parent ? [jurisdiction, parent] : [jurisdiction] };
    const pin = pinnedTo ? (pins.get(pinnedTo) ?? next) : null;
    return { n, ids, reach: ruleSetReach(others, next, pin, subject, today) };
  });
}

async function runningByKind(tx: Tx): Promise<[string, number][]> {
  const rows = await tx.$queryRaw<{ kind: string; n: number }[]>`
    SELECT kind, count(*)::int AS n FROM access.open_clocks('-infinity', 'infinity') GROUP BY kind`;
  return rows.map(({ kind, n }) => [kind, n]);
}

export const RULE_SET_EFFECT_ROUTES: readonly Route[] = [readRuleSetEffects];
