import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import type { Prisma } from '../../prisma/generated/client';
import { Role, WordingSubject } from '../../prisma/generated/enums';
import { type Actor, jurisdictionsWith, type Occasion } from '../actor';
import { ok } from '../answer';
import { maybeNamed, personNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { id, instant, personName } from '../schemas';
import { grantsWaiting } from './grants';

const common = { id, proposedBy: personName.nullable(), proposedAt: instant, bureau: z.string().nullable() };

const decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant'), ...common, person: personName, role: z.enum(Role) }),
  z.object({ kind: z.literal('rule_set'), ...common, name: z.string(), version: z.int() }),
  z.object({
    kind: z.literal('wording'),
    ...common,
    subject: z.enum(WordingSubject),
    code: z.string(),
    version: z.int(),
  }),
]);

export const listDecisions = route({
  method: 'get',
  path: '/api/v1/decisions',
  tag: 'tasks',
  summary: 'Roles, rule sets and wordings that wait for the caller as a second person, those that wait longest first',
  description: 'What was proposed about projects is under `/api/v1/proposals`.',
  roles: ['director'],
  answers: { 200: z.object({ items: z.array(decision) }) },
  async handler({ tx, actor, occasion }) {
    const where = await decisionsFor(tx, actor, occasion);
    const grants = await tx.grant.findMany({ where: where.grant });
    const ruleSets = await tx.ruleSetVersion.findMany({ where: where.ruleSet, omit: { body: true } });
    const wordings = await tx.wordingVersion.findMany({ where: where.wording, omit: { body: true } });
    const rows = [...grants, ...ruleSets, ...wordings];
    const names = await personNames(tx, [...rows.map((row) => row.proposedById), ...grants.map((row) => row.personId)]);
    const places = await tx.jurisdiction.findMany({ select: { id: true, bureauName: true } });
    const shared = (row: (typeof rows)[number]) => ({
      id: row.id,
      proposedBy: maybeNamed(names, row.proposedById),
      proposedAt: row.recordedAt.toISOString(),
      bureau: places.find((place) => place.id === row.jurisdictionId)?.bureauName ?? null,
    });
    const items: z.input<typeof decision>[] = [
      ...grants.map((row) => ({
        ...{ kind: 'grant' as const, ...shared(row), role: row.role },
        person: personNamed(names, row.personId),
      })),
      ...ruleSets.map((row) => ({ kind: 'rule_set' as const, ...shared(row), name: row.name, version: row.version })),
      ...wordings.map((row) => ({
        ...{ kind: 'wording' as const, ...shared(row), subject: row.subject, code: row.code, version: row.version },
      })),
    ];
    return ok({ items: items.sort((a, b) => (a.proposedAt < b.proposedAt ? -1 : 1)) });
  },
});

/** How many of them there are. */
export async function waitingDecisions(tx: Tx, actor: Actor, occasion: Occasion): Promise<number> {
  const where = await decisionsFor(tx, actor, occasion);
  const grants = await tx.grant.count({ where: where.grant });
  const ruleSets = await tx.ruleSetVersion.count({ where: where.ruleSet });
  return grants + ruleSets + (await tx.wordingVersion.count({ where: where.wording }));
}

/** What others have proposed in a director's bureau or one below, and what counts everywhere for the one of the city. */
async function decisionsFor(tx: Tx, actor: Actor, occasion: Occasion) {
  const own = jurisdictionsWith(actor, ['director']);
  const reached = await tx.jurisdiction.findMany({
    where: { OR: [{ id: { in: own } }, { parentId: { in: own } }] },
    select: { id: true, parentId: true },
  });
  const inBureaus = { jurisdictionId: { in: reached.map((each) => each.id) } };
  const ofCity = reached.some((each) => each.parentId === null);
  const selves = [actor.personId, ...(actor.deputyFor ? [actor.deputyFor.personId] : [])];
  const others = { notIn: selves };
  return {
    grant: {
      AND: [
        grantsWaiting(occasion),
        { personId: others },
        { OR: [{ proposedById: null }, { proposedById: others }] },
        inBureaus,
      ],
    } satisfies Prisma.GrantWhereInput,
    ruleSet: {
      approvedById: null,
      proposedById: others,
      OR: [inBureaus, ...(ofCity ? [{ jurisdictionId: null }] : [])],
    } satisfies Prisma.RuleSetVersionWhereInput,
    wording: { approved: null, proposedById: others, ...inBureaus } satisfies Prisma.WordingVersionWhereInput,
  };
}

export const DECISION_ROUTES: readonly Route[] = [listDecisions];
