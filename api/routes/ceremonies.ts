import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { Refusal } from '../../domain/errors';
import type { Ceremony, Prisma } from '../../prisma/generated/client';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { id, idParams, instant, instantOf } from '../schemas';
import { visible } from '../visible';

const ceremony = z
  .object({
    id,
    startsAt: instant,
    place: z.string().nullable(),
    /** What gives the randomness: dice, with how many at least, or a public lottery and its date. */
    source: z.unknown(),
    witnessId: id.nullable(),
    /** Digits are never shown before the reveal: they are read off the dice twice. */
    digitsEntered: z.boolean(),
    revealed: z.boolean(),
    revealedAt: instant.nullable(),
    digits: z.string().nullable(),
    /** A typing error that was corrected before the reveal: why, whether the officer says so too, and, after the reveal, what stood there. */
    correction: z
      .object({ note: z.string(), confirmed: z.boolean(), formerDigits: z.array(z.string()).nullable() })
      .nullable(),
    draws: z.array(
      z.object({
        number: z.int(),
        purpose: z.enum(['panel', 'sample']),
        state: z.string(),
        abandonedReason: z.string().nullable(),
        root: z.string(),
        secretHash: z.string(),
        /** Null when the project is no longer the reader's to see. */
        projectCode: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Ceremony' });

export const listCeremonies = route({
  method: 'get',
  path: '/api/v1/ceremonies',
  tag: 'draws',
  summary: 'Ceremonies that the caller witnesses or whose bureau holds them',
  query: pageQuery.extend({ revealed: z.stringbool().optional() }),
  answers: { 200: pageOf(ceremony) },
  async handler(context) {
    const { tx, deps, query } = context;
    const see = await visible(context);
    const { revealed } = query;
    const when = revealed === undefined ? {} : { revealedAt: revealed ? { not: null } : null };
    const where: Prisma.CeremonyWhereInput = { AND: [see.ceremony, when] };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'ceremonies', query, (page) =>
      tx.ceremony.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], ...page }),
    );
    return ok({ items: await views(tx, see.draw, rows), nextCursor });
  },
});

export const readCeremony = route({
  method: 'get',
  path: '/api/v1/ceremonies/{id}',
  tag: 'draws',
  summary: 'A ceremony: when and where, and the draws that wait for its dice',
  params: idParams,
  answers: { 200: ceremony },
  async handler(context) {
    const { tx, params } = context;
    const see = await visible(context);
    const found = await tx.ceremony.findFirst({ where: { AND: [{ id: params.id }, see.ceremony] } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    const [shown] = await views(tx, see.draw, [found]);
    return ok(shown!);
  },
});

async function views(
  tx: Tx,
  see: Prisma.DrawWhereInput,
  rows: readonly Ceremony[],
): Promise<z.input<typeof ceremony>[]> {
  const draws = await tx.draw.findMany({
    where: { AND: [{ ceremonyId: { in: rows.map(({ id }) => id) } }, see] },
    orderBy: { number: 'asc' },
  });
  const projects = await tx.project.findMany({
    where: { id: { in: draws.map(({ projectId }) => projectId) } },
    select: { id: true, code: true },
  });
  const codes = new Map(projects.map(({ id, code }) => [id, code]));
  return rows.map((row) => ({
    id: row.id,
    startsAt: row.startsAt.toISOString(),
    place: row.place,
    source: row.source,
    witnessId: row.witnessId,
    digitsEntered: row.digits !== null,
    revealed: row.revealedAt !== null,
    revealedAt: instantOf(row.revealedAt),
    digits: row.revealedAt ? row.digits : null,
    correction:
      row.correctionNote === null
        ? null
        : {
            note: row.correctionNote,
            confirmed: row.correctionConfirmedById !== null,
            formerDigits: row.revealedAt ? row.formerDigits : null,
          },
    draws: draws
      .filter(({ ceremonyId }) => ceremonyId === row.id)
      .map((draw) => ({ ...draw, projectCode: codes.get(draw.projectId) ?? null })),
  }));
}

export const CEREMONY_ROUTES: readonly Route[] = [listCeremonies, readCeremony];
