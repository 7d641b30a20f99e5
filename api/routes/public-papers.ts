import { z } from 'zod';
import { toLocalDate } from '../../activities/database/dates';
import { Refusal } from '../../domain/errors';
import { PAPER_TOKEN } from '../../domain/papers/paper-token';
import { Prisma } from '../../prisma/generated/client';
import { ok } from '../answer';
import { openRoute, type Route } from '../route';
import { instant, instantOf, localDate, sha256 } from '../schemas';

const paper = z
  .object({
    reference: z.string().nullable(),
    kind: z.enum(['opinion', 'certificate']),
    issuer: z.string(),
    issuedOn: localDate,
    /** In force; under review, as somebody proposed to correct it; void 作废. */
    state: z.enum(['in_force', 'under_review', 'void']),
    /** What was decided, of whose archives, and when it was announced; null of a paper from elsewhere. */
    passed: z.boolean().nullable(),
    owner: z.string().nullable(),
    announcedOn: localDate.nullable(),
    /** Of its PDF; null until it is set. */
    fileSha256: sha256.nullable(),
    /** Void since; then what replaced it, and that paper’s check code. */
    voidedAt: instant.nullable(),
    replacedBy: z.string().nullable(),
    replacedByCode: z.string().nullable(),
    projectCode: z.string(),
    projectName: z.string(),
  })
  .meta({ id: 'PublicPaper' });

export type PublicPaper = z.output<typeof paper>;

interface PaperRow {
  reference: string | null;
  kind: 'opinion' | 'certificate';
  issuer: string;
  issuedOn: Date;
  fileSha256: string | null;
  voidedAt: Date | null;
  underReview: boolean;
  statement: { passed?: boolean; owner?: string; announcedOn?: string } | null;
  replacedBy: string | null;
  replacedByToken: string | null;
  projectCode: string;
  projectName: string;
}

export const verifyPaper = openRoute({
  method: 'get',
  path: '/api/v1/public/papers',
  tag: 'public',
  summary: 'Verify an opinion or a certificate by its check code, or by the hash of its file',
  description: 'Its number alone finds nothing: numbers run on, and whoever has one could go on to the others.',
  query: z
    .strictObject({ code: z.string().regex(PAPER_TOKEN).optional(), sha256: sha256.optional() })
    .refine(({ code, sha256 }) => (code === undefined) !== (sha256 === undefined), {
      path: ['code'],
      params: { allowed: 'either `code` or `sha256`' },
    }),
  answers: { 200: paper },
  refusals: ['NOT_FOUND'],
  async handler({ deps, query: { code, sha256 } }) {
    const same = code ? Prisma.sql`token = ${code}` : Prisma.sql`"fileSha256" = ${sha256}`;
    const [found] = await deps.publicDatabase.client.$queryRaw<PaperRow[]>`
      SELECT reference, kind, issuer, "issuedOn", "fileSha256", "voidedAt", "underReview", statement, "replacedBy",
        "replacedByToken", "projectCode", "projectName"
      FROM open.paper WHERE ${same} ORDER BY "voidedAt" IS NOT NULL, "issuedOn" DESC LIMIT 1`;
    if (!found) throw new Refusal('NOT_FOUND', { field: code ? 'code' : 'sha256' });
    const { statement, underReview, replacedByToken, issuedOn, voidedAt, ...rest } = found;
    return ok({
      ...rest,
      issuedOn: toLocalDate(issuedOn),
      voidedAt: instantOf(voidedAt),
      state: voidedAt ? ('void' as const) : underReview ? ('under_review' as const) : ('in_force' as const),
      passed: statement?.passed ?? null,
      owner: statement?.owner ?? null,
      announcedOn: statement?.announcedOn ?? null,
      replacedByCode: replacedByToken,
    });
  },
});

export const PUBLIC_PAPER_ROUTES: readonly Route[] = [verifyPaper];
