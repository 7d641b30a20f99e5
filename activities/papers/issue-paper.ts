import { randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/errors';
import { type PaperKind, VERIFIED_KINDS } from '../../domain/papers/paper-kind';
import { paperReference } from '../../domain/papers/paper-reference';
import { tokenOf } from '../../domain/papers/paper-token';
import type { Paper, Prisma } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';
import { paperDocument } from './paper-document';

export interface PaperOrder {
  kind: PaperKind;
  content: Prisma.InputJsonObject;
  /** What its verification page says was decided. */
  statement?: Prisma.InputJsonObject;
  /** Typed by the issuer; left out, the next one of the series is taken. */
  number?: number;
  /** Why numbers are left out between the last one and a typed one. */
  gapReason?: string;
  /** The paper this one takes the place of. */
  replacesId?: string;
}

/**
 * Issues a paper with its number and all its words, in the transaction of the fact it records. Numbers run per issuer, kind and
 * year; none is used twice. The press sets it when the transaction is committed.
 *
 * @throws Refusal PAPER_NUMBER_TAKEN, REASON_REQUIRED for a gap without a reason
 */
export async function issuePaper(ctx: ProcessContext, order: PaperOrder): Promise<Paper> {
  const { tx, project, today } = ctx;
  const { jurisdictionId } = project;
  const year = Number(today.slice(0, 4));
  // Two papers of one series must not read the same last number.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${jurisdictionId}/${order.kind}/${year}`}, 0))::text`;
  const { _max } = await tx.paper.aggregate({
    where: { jurisdictionId, kind: order.kind, year },
    _max: { number: true },
  });
  const next = (_max.number ?? 0) + 1;
  const number = order.number ?? next;
  if (number < next) {
    const taken = await tx.paper.findFirst({ where: { jurisdictionId, kind: order.kind, year, number } });
    if (taken) throw new Refusal('PAPER_NUMBER_TAKEN', { field: 'number', value: number, allowed: `${next} or above` });
  }
  if (number > next && !order.gapReason) {
    throw new Refusal('REASON_REQUIRED', { field: 'gapReason', value: number, allowed: `${next}, or a reason` });
  }
  const reference = paperReference(project.jurisdiction.paperCode, ctx.rules.body.papers.series, {
    kind: order.kind,
    year,
    number,
  });
  return keepPaper(ctx, order, { year, number, reference });
}

/** Keeps a paper with all its words, for the press to set; those of the room and of the file have no number. */
export async function keepPaper(
  ctx: ProcessContext,
  order: PaperOrder,
  numbered: { year: number; number: number; reference: string } | null,
): Promise<Paper> {
  const { tx, project, today } = ctx;
  const { kind, statement, replacesId = null } = order;
  const id = randomUUID();
  const token = VERIFIED_KINDS.includes(kind) ? tokenOf(randomBytes(16)) : null;
  const content = { ...order.content, ...(order.gapReason ? { gapReason: order.gapReason } : {}) };
  const reference = numbered?.reference ?? null;
  const document = await paperDocument(ctx, kind, content, { id, reference, token });
  const paper = await tx.paper.create({
    data: {
      ...{ id, kind, content, token, statement, replacesId, ...numbered },
      projectId: project.id,
      jurisdictionId: project.jurisdictionId,
      document: document as unknown as Prisma.InputJsonObject,
      // What is yet to be signed is the bureau's alone.
      issuedOn: kind === 'opinion_copy' ? null : toDate(today),
      factId: ctx.factId,
    },
  });
  await tx.$executeRaw`SELECT pg_notify('papers', '')`;
  return paper;
}
