import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { setPaper } from '../../activities/papers/press/press';
import { SHIPPED_VERSION, shippedTemplates } from '../../activities/papers/shipped-templates';
import { templateInForce } from '../../activities/papers/template-in-force';
import { jurisdictionChain } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { PaperDocument } from '../../domain/papers/paper-document';
import type { PaperCode } from '../../domain/papers/paper-kind';
import { type PaperTemplate, readTemplate } from '../../domain/papers/paper-template';
import { sampleDocument, sampleFacts } from '../../domain/papers/sample-facts';
import type { Jurisdiction, PaperTemplateVersion, Prisma } from '../../prisma/generated/client';
import { requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { personNamed, personNames } from '../person-names';
import { ownRoute, type Route, route } from '../route';
import { id, idParams, instant, personName, prose } from '../schemas';

const KEEPERS = ['officer', 'director'] as const;

const params = z.strictObject({ id, code: z.string().max(50) });

const version = z.object({
  id,
  version: z.int(),
  reason: z.string(),
  proposedBy: personName,
  proposedAt: instant,
  /** Null: nobody has decided yet. */
  approved: z.boolean().nullable(),
  decidedBy: personName.nullable(),
  decisionReason: z.string().nullable(),
  body: z.unknown(),
});

export const readPaperTemplate = route({
  method: 'get',
  path: '/api/v1/jurisdictions/{id}/paper-templates/{code}',
  tag: 'papers',
  summary: 'The wording of a bureau’s papers of one code: in force, proposed, former; and what it may name',
  roles: KEEPERS,
  params,
  answers: {
    200: z.object({
      code: z.string(),
      /** Of every paper; 1 is the one that ships. */
      inForce: z.object({ version: z.int(), body: z.unknown() }),
      /** Fields that it may name, and lists with the fields of their rows. */
      fields: z.unknown(),
      versions: z.array(version),
    }),
  },
  refusals: ['FORBIDDEN', 'PAPER_KIND_UNKNOWN'],
  async handler({ tx, actor, params: { id: jurisdictionId, code } }) {
    const jurisdiction = await requireBureau(tx, actor, jurisdictionId, KEEPERS);
    const shipped = shippedOf(code);
    const { template, version: inForce } = await templateInForce(tx, jurisdiction, code as PaperCode);
    const rows = await tx.paperTemplateVersion.findMany({
      where: { jurisdictionId, code },
      orderBy: { version: 'desc' },
    });
    const names = await personNames(
      tx,
      rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
    );
    return ok({
      code,
      inForce: { version: inForce, body: template },
      fields: sampleFacts(shipped),
      versions: rows.map(({ proposedById, decidedById, proposedAt, ...row }) => ({
        ...row,
        proposedAt: proposedAt.toISOString(),
        proposedBy: personNamed(names, proposedById),
        decidedBy: decidedById === null ? null : personNamed(names, decidedById),
      })),
    });
  },
});

export const proposePaperTemplate = route({
  method: 'post',
  path: '/api/v1/jurisdictions/{id}/paper-templates/{code}',
  tag: 'papers',
  summary: 'Propose another wording; papers have it once a second person approved it',
  roles: KEEPERS,
  params,
  body: z.strictObject({ body: z.looseObject({}), reason: prose(2_000) }),
  answers: { 201: z.object({ id, version: z.int() }) },
  refusals: ['FORBIDDEN', 'PAPER_FIELD_UNKNOWN', 'PAPER_KIND_UNKNOWN', 'PAPER_TEMPLATE_INVALID', 'PROPOSAL_OPEN'],
  async handler({ tx, actor, occasion, params: { id: jurisdictionId, code }, body: { body, reason } }) {
    await requireBureau(tx, actor, jurisdictionId, KEEPERS);
    const shipped = shippedOf(code);
    const template = readTemplate({ ...body, code });
    sampleOf(template, shipped, SHIPPED_VERSION);
    const last = await tx.paperTemplateVersion.findFirst({
      where: { jurisdictionId, code },
      orderBy: { version: 'desc' },
    });
    if (last?.approved === null) throw new Refusal('PROPOSAL_OPEN', { field: 'code', value: code });
    const row = await tx.paperTemplateVersion.create({
      data: {
        jurisdictionId,
        code,
        version: (last?.version ?? SHIPPED_VERSION) + 1,
        body: template as unknown as Prisma.InputJsonObject,
        reason,
        proposedById: actor.personId,
        proposedAt: occasion.now,
      },
    });
    await note(tx, row, 'proposed', actor.personId, occasion.now);
    return created({ id: row.id, version: row.version }, `/api/v1/paper-template-versions/${row.id}/preview`);
  },
});

export const decidePaperTemplate = route({
  method: 'post',
  path: '/api/v1/paper-template-versions/{id}/decision',
  tag: 'papers',
  summary: 'Approve a proposed wording, or send it back; never one’s own',
  roles: ['director'],
  params: idParams,
  body: z.strictObject({ approve: z.boolean(), reason: prose(2_000).optional() }),
  answers: { 204: 'nothing' },
  refusals: ['FORBIDDEN', 'NOT_FOUND', 'PROPOSAL_DECIDED', 'REASON_REQUIRED', 'SAME_PERSON'],
  async handler({ tx, actor, occasion, params: { id: versionId }, body: { approve, reason } }) {
    const row = await requireVersion(tx, versionId);
    await requireBureau(tx, actor, row.jurisdictionId, ['director']);
    if (row.approved !== null) throw new Refusal('PROPOSAL_DECIDED', { field: 'id', value: row.id });
    if ([actor.personId, actor.deputyFor?.personId].includes(row.proposedById)) throw new Refusal('SAME_PERSON');
    if (!approve && !reason) throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'why it is sent back' });
    await tx.paperTemplateVersion.updateMany({
      where: { id: row.id },
      data: {
        approved: approve,
        decidedById: actor.personId,
        decidedAt: occasion.now,
        decisionReason: reason ?? null,
      },
    });
    await note(tx, row, approve ? 'approved' : 'sent_back', actor.personId, occasion.now);
    return noContent();
  },
});

const preview = ownRoute({
  method: 'get',
  path: '/api/v1/paper-template-versions/{id}/preview',
  tag: 'papers',
  summary: 'A proposed wording as it will look, with the names of its fields for their contents',
  key: 'none',
  roles: KEEPERS,
  params: idParams,
  answers: { 200: 'file' },
  refusals: ['FORBIDDEN', 'NOT_FOUND', 'PAPER_LETTER_MISSING'],
  async handler({ deps, actor, params: { id: versionId } }) {
    const row = await deps.database.withPerson(actor.personId, async (tx) => {
      const found = await requireVersion(tx, versionId);
      await requireBureau(tx, actor, found.jurisdictionId, KEEPERS);
      return found;
    });
    const document = sampleOf(row.body as unknown as PaperTemplate, shippedOf(row.code), row.version);
    const bytes = await setPaper({ document, format: 'pdf', origin: deps.config.origin });
    return ok({ bytes, mediaType: 'application/pdf', name: `${row.code} ${row.version}.pdf` });
  },
});

/** @throws Refusal FORBIDDEN */
async function requireBureau(
  tx: Tx,
  actor: Parameters<typeof requireRoleIn>[1],
  jurisdictionId: string,
  roles: Parameters<typeof requireRoleIn>[2],
): Promise<Jurisdiction> {
  await requireRoleIn(tx, actor, roles, jurisdictionId);
  return tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
}

/** @throws Refusal NOT_FOUND */
async function requireVersion(tx: Tx, versionId: string): Promise<PaperTemplateVersion> {
  const row = await tx.paperTemplateVersion.findUnique({ where: { id: versionId } });
  if (!row) throw new Refusal('NOT_FOUND', { field: 'id', value: versionId });
  return row;
}

/** @throws Refusal PAPER_KIND_UNKNOWN */
function shippedOf(code: string): PaperTemplate {
  const shipped = shippedTemplates().get(code);
  if (!shipped)
    throw new Refusal('PAPER_KIND_UNKNOWN', { field: 'code', value: code, allowed: [...shippedTemplates().keys()] });
  return shipped;
}

/** A day that is no day of an issued paper. */
const SAMPLE_DAY = '2026-01-01';

const sampleOf = (template: PaperTemplate, shipped: PaperTemplate, version: number): PaperDocument =>
  sampleDocument(template, shipped, {
    template: { code: template.code, version },
    issuer: '〔bureau〕',
    reference: null,
    date: SAMPLE_DAY,
    draft: true,
    practice: false,
    colophon: `${template.code} ${version}`,
  });

async function note(
  tx: Tx,
  { id: templateId, jurisdictionId, code, version }: PaperTemplateVersion,
  what: 'proposed' | 'approved' | 'sent_back',
  actorId: string,
  at: Date,
): Promise<void> {
  const { code: place } = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
  await appendAudit(tx, jurisdictionChain(place), {
    type: `paper_template.${what}`,
    actorId,
    at,
    payload: { templateId, code, version },
  });
}

export const PAPER_TEMPLATE_ROUTES: readonly Route[] = [
  readPaperTemplate,
  proposePaperTemplate,
  decidePaperTemplate,
  preview,
];
