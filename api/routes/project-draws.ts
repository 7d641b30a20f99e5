import { z } from 'zod';
import { designationIn } from '../../domain/draw/designation';
import type { DrawDocument } from '../../domain/draw/draw-document';
import { lotteryTable } from '../../domain/draw/lottery-table';
import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import { DrawPurpose, DrawState } from '../../prisma/generated/enums';
import { ok } from '../answer';
import { Cursors, pageOf, pageQuery } from '../cursor';
import { personNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { designation, drawNumber, id, instant, instantOf, localDate, personName } from '../schemas';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

/** One filter of the pool: how many it took out, how many were left, and why. */
const step = z.object({
  filter: z.string(),
  removed: z.int(),
  left: z.int(),
  byCode: z.record(z.string(), z.int()),
});

/** The lottery as it is committed: who has which chance, and of a weighted table every row. */
const lottery = z.object({
  kind: z.enum(['tickets', 'table']),
  groups: z.array(
    z.object({
      /** Tags of the quotas for which these people count. */
      tags: z.array(z.string()),
      people: z.int(),
      /** Of each, and seats that all of them get on average: exact, `n/d`. */
      chance: z.string(),
      seats: z.string(),
    }),
  ),
  rows: z.array(
    z.object({
      weight: z.int(),
      from: z.int(),
      to: z.int(),
      parts: z.array(z.object({ tags: z.array(z.string()), seats: z.int() })),
    }),
  ),
});

/** What departs from the template with the director’s approval, and what the pool was before and after. */
const departure = z.object({
  change: z.unknown(),
  reason: z.string(),
  poolBefore: z.int(),
  poolAfter: z.int(),
  filters: z.array(z.object({ filter: z.string(), before: z.int(), after: z.int() })),
  highestChance: z.string().nullable(),
});

/** The pool and its size after every filter, the limits, how many may be drawn, and who appoints. */
const pool = z.object({
  size: z.int(),
  candidates: z.int(),
  kept: z.int(),
  steps: z.array(step),
  constraints: z.object({
    seats: z.int(),
    perEmployer: z.int(),
    quotas: z.array(z.object({ tag: z.string(), min: z.int(), max: z.int() })),
  }),
  departures: z.array(departure),
  designation,
  lottery,
});

export type PoolRecord = z.output<typeof pool>;

const draw = z
  .object({
    id,
    number: z.int(),
    roundId: id,
    purpose: z.enum(DrawPurpose),
    state: z.enum(DrawState),
    root: z.string(),
    secretHash: z.string(),
    committedOn: localDate.nullable(),
    ceremony: z
      .object({
        id,
        startsAt: instant,
        place: z.string().nullable(),
        witness: personName.nullable(),
        revealedAt: instant.nullable(),
      })
      .nullable(),
    abandonedReason: z.string().nullable(),
    /** Of a panel’s draw. */
    pool: pool.nullable(),
  })
  .meta({ id: 'ProjectDraw' });

const INCLUDE = { ceremony: true } satisfies Prisma.DrawInclude;

type DrawRow = Prisma.DrawGetPayload<{ include: typeof INCLUDE }>;

export const listDraws = route({
  method: 'get',
  path: '/api/v1/projects/{code}/draws',
  tag: 'draws',
  summary: 'Draws of a project with the record of the pool, for the bureau and the witness',
  params: codeParams,
  answers: { 200: z.object({ items: z.array(draw) }) },
  async handler(context) {
    const { tx } = context;
    const { project, see } = await visibleProject(context, context.params.code);
    const rows = await tx.draw.findMany({
      where: { AND: [{ projectId: project.id }, see.draw] },
      include: INCLUDE,
      orderBy: { number: 'desc' },
    });
    const names = await personNames(
      tx,
      rows.map(({ ceremony }) => ceremony?.witnessId ?? null),
    );
    return ok({ items: rows.map((each) => view(each, names)) });
  },
});

export const readProjectDraw = route({
  method: 'get',
  path: '/api/v1/projects/{code}/draws/{number}',
  tag: 'draws',
  summary: 'One draw of a project with the record of the pool and, once it is published, the record of the draw',
  params: codeParams.extend({ number: drawNumber }),
  answers: {
    200: draw
      .extend({ record: z.string().nullable().meta({ description: 'The published record, as anybody may fetch it' }) })
      .meta({ id: 'ProjectDrawRecord' }),
  },
  async handler(context) {
    const { tx, params } = context;
    const { project, see } = await visibleProject(context, params.code);
    const where = { AND: [{ projectId: project.id, number: params.number }, see.draw] };
    const found = await tx.draw.findFirst({ where, include: INCLUDE });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const names = await personNames(tx, [found.ceremony?.witnessId ?? null]);
    return ok({ ...view(found, names), record: PUBLISHED.includes(found.state) ? found.bundle : null });
  },
});

/** In which a record is everybody's. */
const PUBLISHED: readonly DrawState[] = ['revealed', 'void'];

function view({ commitment, ceremony, ...each }: DrawRow, names: Map<string, string>): z.input<typeof draw> {
  const document = commitment as unknown as DrawDocument;
  return {
    ...each,
    committedOn: document.committedOn ?? null,
    ceremony: ceremony && {
      id: ceremony.id,
      startsAt: ceremony.startsAt.toISOString(),
      place: ceremony.place,
      witness: ceremony.witnessId ? personNamed(names, ceremony.witnessId) : null,
      revealedAt: instantOf(ceremony.revealedAt),
    },
    pool: each.purpose === 'panel' ? poolOf(document) : null,
  };
}

/** What a frozen document says of its pool. */
export function poolOf(document: DrawDocument): PoolRecord {
  const { candidates, kept, exclusions, steps, constraints, departures, plan } = document;
  const counts = { candidates: candidates.length, kept: kept.length };
  return {
    size: candidates.length + exclusions.length,
    ...counts,
    steps: steps.map((each) => ({ ...each })),
    constraints: { ...constraints, quotas: constraints.quotas.map((each) => ({ ...each })) },
    departures: departures.map((each) => ({ ...each, filters: each.filters.map((filter) => ({ ...filter })) })),
    designation: designationIn(plan.chances),
    lottery: lotteryTable(document),
  };
}

const exclusion = z.object({ person: personName, filter: z.string(), code: z.string() }).meta({ id: 'DrawExclusion' });

export const listExclusions = route({
  method: 'get',
  path: '/api/v1/projects/{code}/draws/{number}/exclusions',
  tag: 'draws',
  summary: 'Whom the filters took out and why, of the bureau’s own pool',
  params: codeParams.extend({ number: drawNumber }),
  query: pageQuery.extend({ filter: z.string().max(30).optional() }),
  answers: { 200: pageOf(exclusion) },
  async handler(context) {
    const { tx, deps, params, query } = context;
    const { project, see } = await visibleProject(context, params.code);
    const where = { AND: [{ projectId: project.id, number: params.number }, see.draw] };
    const found = await tx.draw.findFirst({ where, select: { id: true } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const { limit, cursor, filter } = query;
    const cursors = new Cursors(deps.config.hmacKey, `exclusions ${found.id} ${filter ?? ''}`);
    const after = cursor === undefined ? undefined : String(cursors.read(cursor)[0]);
    const rows = await tx.drawExclusion.findMany({
      where: { AND: [{ drawId: found.id, filter, personId: { gt: after } }, see.drawExclusion] },
      orderBy: { personId: 'asc' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const names = await personNames(
      tx,
      page.map(({ personId }) => personId),
    );
    const items = page.map(({ personId, filter, code }) => ({ person: personNamed(names, personId), filter, code }));
    return ok({ items, nextCursor: rows.length > limit ? cursors.write([page.at(-1)!.personId]) : null });
  },
});

export const PROJECT_DRAW_ROUTES: readonly Route[] = [listDraws, readProjectDraw, listExclusions];
