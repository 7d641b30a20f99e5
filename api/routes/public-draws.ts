import { z } from 'zod';
import type { Chance } from '../../domain/draw/chance';
import { designationIn } from '../../domain/draw/designation';
import { Refusal } from '../../domain/errors';
import { Prisma } from '../../prisma/generated/client';
import { DrawPurpose, DrawState } from '../../prisma/generated/enums';
import { ok } from '../answer';
import { Cursors, pageOf, pageQuery } from '../cursor';
import type { ApiDeps } from '../deps';
import { openRoute, type Route } from '../route';
import { designation, drawNumber, instant, instantOf, sha256 } from '../schemas';

const row = z
  .object({
    number: z.int(),
    projectCode: z.string(),
    projectName: z.string(),
    purpose: z.enum(DrawPurpose),
    state: z.enum(DrawState),
    /** The commitment, published before there is any randomness: Merkle root of the document, and hash of the secret. */
    root: sha256,
    secretHash: sha256,
    abandonedReason: z.string().nullable(),
    revealedAt: instant.nullable(),
    /** Whether there is a record to verify. */
    hasBundle: z.boolean(),
  })
  .meta({ id: 'PublicDraw' });

const single = row
  .extend({
    /** Of a panel’s draw, once revealed. */
    designation: designation.nullable(),
  })
  .meta({ id: 'PublicDrawRecord' });

type DrawRow = Omit<z.input<typeof row>, 'revealedAt'> & { revealedAt: Date | null };

const COLUMNS = Prisma.sql`number, "projectCode", "projectName", purpose, state, root, "secretHash", "abandonedReason",
  "revealedAt", bundle IS NOT NULL AS "hasBundle"`;

const params = z.strictObject({ number: drawNumber });

export const listDraws = openRoute({
  method: 'get',
  path: '/api/v1/draws',
  tag: 'public',
  summary:
    'Every draw there was or will be, the latest number first; no number is missing but of projects that are not public',
  query: pageQuery,
  answers: { 200: pageOf(row) },
  async handler({ deps, query: { limit, cursor } }) {
    const cursors = new Cursors(deps.config.hmacKey, 'public draws');
    const before = cursor === undefined ? 2 ** 31 - 1 : Number(cursors.read(cursor)[0]);
    const rows = await deps.publicDatabase.client.$queryRaw<DrawRow[]>`
      SELECT ${COLUMNS} FROM open.draw WHERE number < ${before} ORDER BY number DESC LIMIT ${limit + 1}`;
    const page = rows.slice(0, limit);
    return ok({
      items: page.map(view),
      nextCursor: rows.length > limit ? cursors.write([page.at(-1)!.number]) : null,
    });
  },
});

export const readDraw = openRoute({
  method: 'get',
  path: '/api/v1/draws/{number}',
  tag: 'public',
  summary: 'A draw: what was committed to, and what became of it',
  params,
  answers: { 200: single },
  async handler({ deps, params }) {
    const [found] = await deps.publicDatabase.client.$queryRaw<(DrawRow & { chances: Chance[] | null })[]>`
      SELECT ${COLUMNS}, bundle::jsonb #> '{document,plan,chances}' AS chances FROM open.draw WHERE number = ${params.number}`;
    if (!found) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    return ok({ ...view(found), designation: found.chances && designationIn(found.chances) });
  },
});

export const readBundle = openRoute({
  method: 'get',
  path: '/api/v1/draws/{number}/bundle',
  tag: 'public',
  summary: 'The record with which anybody can repeat a draw, byte by byte',
  description: 'Its form is told in docs/draw-format.md. People are salted hashes.',
  params,
  answers: { 200: 'file' },
  async handler({ deps, params: { number } }) {
    const bundle = await bundleOf(deps, number);
    if (bundle === null) throw new Refusal('NOT_FOUND', { field: 'number', value: number });
    return ok({ bytes: Buffer.from(bundle), mediaType: 'application/json', name: `draw-${number}.json` });
  },
});

async function bundleOf({ publicDatabase }: ApiDeps, number: number): Promise<string | null> {
  const [found] = await publicDatabase.client.$queryRaw<{ bundle: string | null }[]>`
    SELECT bundle FROM open.draw WHERE number = ${number}`;
  return found?.bundle ?? null;
}

const view = (found: DrawRow): z.input<typeof row> => ({ ...found, revealedAt: instantOf(found.revealedAt) });

export const PUBLIC_DRAW_ROUTES: readonly Route[] = [listDraws, readDraw, readBundle];
