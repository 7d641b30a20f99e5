import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import type { Prisma } from '../../prisma/generated/client';
import { ProposalState } from '../../prisma/generated/enums';
import { type Actor, jurisdictionsWith } from '../actor';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { maybeNamed, personNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { id, instant, instantOf, personName } from '../schemas';
import { visible } from '../visible';

const row = z
  .object({
    id,
    project: z.object({ code: z.string(), name: z.string(), stage: z.string() }),
    kind: z.string(),
    subjectId: id.nullable(),
    reason: z.string(),
    content: z.unknown(),
    state: z.enum(ProposalState),
    proposedBy: personName,
    proposedAt: instant,
    decidedBy: personName.nullable(),
    decidedAt: instant.nullable(),
    decisionReason: z.string().nullable(),
    /** Since when the bureau above may decide it too. */
    raisedToParentAt: instant.nullable(),
  })
  .meta({ id: 'Proposal' });

const INCLUDE = {
  project: { select: { code: true, name: true, stage: true } },
} satisfies Prisma.ProposalInclude;

export const listProposals = route({
  method: 'get',
  path: '/api/v1/proposals',
  tag: 'tasks',
  summary: 'What was put before a second person, over all projects; those that wait longest first',
  query: pageQuery.extend({
    state: z.enum(ProposalState).default('open'),
    kind: z.string().max(50).optional(),
    jurisdictionId: id.optional(),
    forMe: z.stringbool().optional().meta({ description: 'Only those that the caller may decide' }),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, actor, query } = context;
    const { state, kind, jurisdictionId, forMe } = query;
    const see = await visible(context);
    const where: Prisma.ProposalWhereInput = {
      AND: [
        see.proposal,
        { state, kind, project: { jurisdictionId } },
        forMe ? waitingFor(actor.personId, jurisdictionsWith(actor, ['director'])) : {},
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'proposals', query, (page) =>
      tx.proposal.findMany({ where, include: INCLUDE, orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }], ...page }),
    );
    const names = await personNames(
      tx,
      rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
    );
    const items = rows.map(({ proposedById, decidedById, ...each }) => ({
      ...each,
      proposedBy: personNamed(names, proposedById),
      proposedAt: each.proposedAt.toISOString(),
      decidedBy: maybeNamed(names, decidedById),
      decidedAt: instantOf(each.decidedAt),
      raisedToParentAt: instantOf(each.raisedToParentAt),
    }));
    return ok({ items, nextCursor });
  },
});

/** A director decides what others of his bureau proposed, and what a bureau below could not decide in time. */
export const waitingFor = (personId: string, directorIn: string[]): Prisma.ProposalWhereInput => ({
  proposedById: { not: personId },
  OR: [
    { project: { jurisdictionId: { in: directorIn } } },
    { project: { jurisdiction: { parentId: { in: directorIn } } }, raisedToParentAt: { not: null } },
  ],
});

/** How many proposals wait for the actor's decision. */
export function waitingProposals(tx: Tx, actor: Actor): Promise<number> {
  const decide = waitingFor(actor.personId, jurisdictionsWith(actor, ['director']));
  return tx.proposal.count({ where: { AND: [{ state: 'open' }, decide] } });
}

export const PROPOSAL_ROUTES: readonly Route[] = [listProposals];
