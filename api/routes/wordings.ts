import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { toDate, toLocalDate } from '../../activities/database/dates';
import { checkWording, wordingFacts } from '../../activities/wordings/check-wording';
import { SHIPPED_VERSION, shippedWordings } from '../../activities/wordings/shipped-wordings';
import { requireShipped, wordingInForce } from '../../activities/wordings/wording-in-force';
import { jurisdictionChain } from '../../domain/audit/audit-event';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import { Refusal } from '../../domain/errors';
import type { Jurisdiction, Prisma, WordingVersion } from '../../prisma/generated/client';
import { WordingSubject } from '../../prisma/generated/enums';
import { type Actor, hasRole, requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { maybeNamed, personNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { id, idParams, instant, instantOf, localDate, personName, prose } from '../schemas';

/** Who reads wordings and proposes others. */
export const KEEPERS = ['officer', 'director', 'admin'] as const;

const subject = z.enum(WordingSubject).meta({ description: 'What is worded: papers, or mails' });
export const wordingParams = z.strictObject({ id, subject, code: z.string().max(50) });

const head = z.object({
  id,
  jurisdictionId: id,
  subject,
  code: z.string(),
  version: z.int(),
  effectiveFrom: localDate,
  reason: z.string(),
  proposedBy: personName,
  proposedAt: instant,
  approved: z.boolean().nullable().meta({ description: 'Null: nobody has decided yet' }),
  decidedBy: personName.nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
});

const inForce = z.object({
  id: id.nullable().meta({ description: 'Null: it ships with the software' }),
  jurisdictionId: id.nullable().meta({ description: 'Whose it is: the bureau’s own or that of the one above' }),
  version: z.int().meta({ description: `${SHIPPED_VERSION}: the one that ships` }),
});

export const listWordings = route({
  method: 'get',
  path: '/api/v1/jurisdictions/{id}/wordings',
  tag: 'wordings',
  summary:
    'All that a bureau’s papers and mails say by wordings: which version is in force, and what waits or is to come',
  roles: KEEPERS,
  params: idParams,
  answers: {
    200: z.object({
      items: z.array(
        z.object({ subject, code: z.string(), inForce, waiting: head.nullable(), toCome: head.nullable() }),
      ),
    }),
  },
  refusals: ['FORBIDDEN'],
  async handler({ tx, actor, occasion, params: { id: jurisdictionId } }) {
    const bureau = await requireBureau(tx, actor, jurisdictionId);
    const places = [bureau.id, bureau.parentId].filter((each) => each !== null);
    const rows = await tx.wordingVersion.findMany({
      where: { jurisdictionId: { in: places } },
      omit: { body: true },
      orderBy: { version: 'desc' },
    });
    const names = await namesOf(tx, rows);
    const begun = ({ effectiveFrom }: Head) => toLocalDate(effectiveFrom) <= occasion.today;
    const items = Object.values(WordingSubject).flatMap((about) =>
      [...shippedWordings(about).keys()].map((code) => {
        const of = rows.filter((row) => row.subject === about && row.code === code);
        const own = of.filter((row) => row.jurisdictionId === bureau.id);
        const counts = (all: Head[]) => all.find((row) => row.approved === true && begun(row));
        const now = counts(own) ?? counts(of);
        const waiting = own.find(({ approved }) => approved === null);
        const toCome = own.find((row) => row.approved === true && !begun(row));
        return {
          ...{ subject: about, code },
          inForce: now
            ? { id: now.id, jurisdictionId: now.jurisdictionId, version: now.version }
            : { id: null, jurisdictionId: null, version: SHIPPED_VERSION },
          waiting: waiting ? view(waiting, names) : null,
          toCome: toCome ? view(toCome, names) : null,
        };
      }),
    );
    return ok({ items });
  },
});

export const readWording = route({
  method: 'get',
  path: '/api/v1/jurisdictions/{id}/wordings/{subject}/{code}',
  tag: 'wordings',
  summary: 'The wording of a bureau’s papers or mails of one kind: in force, proposed, former; and what it may name',
  roles: KEEPERS,
  params: wordingParams,
  answers: {
    200: z.object({
      subject,
      code: z.string(),
      inForce: inForce.extend({ body: z.unknown() }),
      fields: z
        .unknown()
        .meta({ description: 'What it may name, each with a sample; lists with the fields of their rows' }),
      versions: z.array(head),
    }),
  },
  refusals: ['FORBIDDEN', 'WORDING_UNKNOWN'],
  async handler({ tx, actor, occasion, params: { id: jurisdictionId, subject: about, code } }) {
    const bureau = await requireBureau(tx, actor, jurisdictionId);
    const now = await wordingInForce(tx, about, bureau, code, occasion.today);
    const rows = await tx.wordingVersion.findMany({
      where: { jurisdictionId, subject: about, code },
      omit: { body: true },
      orderBy: { version: 'desc' },
    });
    const names = await namesOf(tx, rows);
    return ok({
      ...{ subject: about, code, inForce: now, fields: wordingFacts(about, code) },
      versions: rows.map((row) => view(row, names)),
    });
  },
});

export const proposeWording = route({
  method: 'post',
  path: '/api/v1/jurisdictions/{id}/wordings/{subject}/{code}',
  tag: 'wordings',
  summary: 'Propose another wording; it counts from its day on, once a second person approved it',
  description: 'What it names, and what it must say, is checked now, never when a paper is printed or a mail is sent.',
  roles: KEEPERS,
  params: wordingParams,
  body: z.strictObject({
    body: z.looseObject({}),
    effectiveFrom: localDate.optional().meta({ description: 'Today unless given' }),
    reason: prose(2_000),
  }),
  answers: { 201: z.object({ id, version: z.int() }) },
  refusals: [
    'FORBIDDEN',
    'NOTHING_CHANGED',
    'PROPOSAL_OPEN',
    'WORDING_FIELD_UNKNOWN',
    'WORDING_INVALID',
    'WORDING_UNKNOWN',
  ],
  async handler({ tx, actor, occasion, params: { id: jurisdictionId, subject: about, code }, body: given }) {
    const bureau = await requireBureau(tx, actor, jurisdictionId);
    requireShipped(about, code);
    const body = checkWording(about, code, given.body);
    const now = await wordingInForce(tx, about, bureau, code, occasion.today);
    if (canonicalJson(now.body) === canonicalJson(body)) throw new Refusal('NOTHING_CHANGED');
    const effectiveFrom = given.effectiveFrom ?? occasion.today;
    if (effectiveFrom < occasion.today) {
      const allowed = `${occasion.today} or later`;
      throw new Refusal('BAD_INPUT', { field: 'effectiveFrom', value: effectiveFrom, allowed });
    }
    const last = await tx.wordingVersion.findFirst({
      where: { jurisdictionId, subject: about, code },
      orderBy: { version: 'desc' },
    });
    if (last?.approved === null) throw new Refusal('PROPOSAL_OPEN', { field: 'code', value: code });
    const row = await tx.wordingVersion.create({
      data: {
        ...{ jurisdictionId, subject: about, code },
        version: (last?.version ?? SHIPPED_VERSION) + 1,
        effectiveFrom: toDate(effectiveFrom),
        body: body as unknown as Prisma.InputJsonObject,
        reason: given.reason,
        proposedById: actor.personId,
        proposedAt: occasion.now,
      },
    });
    await note(tx, row, bureau, 'proposed', actor.personId, occasion.now);
    return created({ id: row.id, version: row.version }, `/api/v1/wordings/${row.id}`);
  },
});

export const readWordingVersion = route({
  method: 'get',
  path: '/api/v1/wordings/{id}',
  tag: 'wordings',
  summary: 'One version of a wording, proposed or decided on',
  roles: KEEPERS,
  params: idParams,
  answers: { 200: head.extend({ body: z.unknown() }) },
  refusals: ['FORBIDDEN'],
  async handler({ tx, actor, params }) {
    const row = await requireVersion(tx, params.id);
    await requireBureau(tx, actor, row.jurisdictionId);
    return ok({ ...view(row, await namesOf(tx, [row])), body: row.body });
  },
});

export const decideWording = route({
  method: 'post',
  path: '/api/v1/wordings/{id}/decision',
  tag: 'wordings',
  summary: 'Approve a proposed wording, or send it back; never one’s own',
  roles: ['director'],
  params: idParams,
  body: z.strictObject({ approve: z.boolean(), reason: prose(2_000).optional() }),
  answers: { 204: 'nothing' },
  refusals: ['FORBIDDEN', 'PROPOSAL_DECIDED', 'REASON_REQUIRED', 'SAME_PERSON'],
  async handler({ tx, actor, occasion, params, body: { approve, reason } }) {
    const row = await requireVersion(tx, params.id);
    await requireRoleIn(tx, actor, ['director'], row.jurisdictionId, { above: true });
    if (row.approved !== null) throw new Refusal('PROPOSAL_DECIDED', { field: 'id', value: row.id });
    if ([actor.personId, actor.deputyFor?.personId].includes(row.proposedById)) throw new Refusal('SAME_PERSON');
    if (!approve && !reason) throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'why it is sent back' });
    await tx.wordingVersion.updateMany({
      where: { id: row.id },
      data: { approved: approve, decidedById: actor.personId, decidedAt: occasion.now, decisionReason: reason ?? null },
    });
    const bureau = await tx.jurisdiction.findUniqueOrThrow({ where: { id: row.jurisdictionId } });
    await note(tx, row, bureau, approve ? 'approved' : 'sent_back', actor.personId, occasion.now);
    return noContent();
  },
});

/** The bureau whose wordings the actor may read and change: an own one, one below, for an administrator any. @throws Refusal FORBIDDEN, NOT_FOUND */
export async function requireBureau(tx: Tx, actor: Actor, jurisdictionId: string): Promise<Jurisdiction> {
  if (!hasRole(actor, ['admin'])) await requireRoleIn(tx, actor, KEEPERS, jurisdictionId, { above: true });
  const bureau = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId } });
  if (!bureau) throw new Refusal('NOT_FOUND', { field: 'id', value: jurisdictionId });
  return bureau;
}

/** @throws Refusal NOT_FOUND */
export async function requireVersion(tx: Tx, versionId: string): Promise<WordingVersion> {
  const row = await tx.wordingVersion.findUnique({ where: { id: versionId } });
  if (!row) throw new Refusal('NOT_FOUND', { field: 'id', value: versionId });
  return row;
}

type Head = Omit<WordingVersion, 'body'>;

const namesOf = (tx: Tx, rows: readonly Head[]) =>
  personNames(
    tx,
    rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
  );

function view(row: Head, names: Map<string, string>): z.input<typeof head> {
  const { id, jurisdictionId, subject, code, version, reason, approved, decisionReason } = row;
  return {
    ...{ id, jurisdictionId, subject, code, version, reason, approved, decisionReason },
    effectiveFrom: toLocalDate(row.effectiveFrom),
    proposedBy: personNamed(names, row.proposedById),
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: maybeNamed(names, row.decidedById),
    decidedAt: instantOf(row.decidedAt),
  };
}

function note(
  tx: Tx,
  { id: wordingId, subject, code, version }: Head,
  { code: place }: Jurisdiction,
  what: 'proposed' | 'approved' | 'sent_back',
  actorId: string,
  at: Date,
): Promise<void> {
  const payload = { wordingId, subject, code, version };
  return appendAudit(tx, jurisdictionChain(place), { type: `wording.${what}`, actorId, at, payload });
}

export const WORDING_ROUTES: readonly Route[] = [
  listWordings,
  readWording,
  proposeWording,
  readWordingVersion,
  decideWording,
];
