import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { Refusal } from '../../domain/errors';
import type { Ceremony, Draw, Prisma } from '../../prisma/generated/client';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { id, idParams, instant } from '../schemas';
import { visible } from '../visible';

const ceremony = z
  .object({
    id,
    startsAt: instant,
    place: z.string().nullable(),
    witnessId: id.nullable(),
    /** Digits are never shown before the reveal: they are read off the dice twice. */
    digitsEntered: z.boolean(),
    revealed: z.boolean(),
    draws: z.array(
      z.object({
        number: z.int(),
        purpose: z.enum(['panel', 'sample']),
        state: z.string(),
        root: z.string(),
        secretHash: z.string(),
        /** Null when the project is no longer the reader's to see. */
        projectCode: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Ceremony' });

const listCeremonies = route({
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
    return ok({ items: await Promise.all(rows.map((row) => view(tx, see.draw, row))), nextCursor });
  },
});

const readCeremony = route({
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
    return ok(await view(tx, see.draw, found));
  },
});

async function view(tx: Tx, see: Prisma.DrawWhereInput, row: Ceremony): Promise<z.input<typeof ceremony>> {
  const where = { AND: [{ ceremonyId: row.id }, see] };
  const draws: Draw[] = await tx.draw.findMany({ where, orderBy: { number: 'asc' } });
  const ids = draws.map(({ projectId }) => projectId);
  const projects = await tx.project.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } });
  return {
    id: row.id,
    startsAt: row.startsAt.toISOString(),
    place: row.place,
    witnessId: row.witnessId,
    digitsEntered: row.digits !== null,
    revealed: row.revealedAt !== null,
    draws: draws.map(({ number, purpose, state, root, secretHash, projectId }) => ({
      number,
      purpose,
      state,
      root,
      secretHash,
      projectCode: projects.find((project) => project.id === projectId)?.code ?? null,
    })),
  };
}

export const CEREMONY_ROUTES: readonly Route[] = [listCeremonies, readCeremony];
