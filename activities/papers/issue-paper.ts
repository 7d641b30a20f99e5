import { Refusal } from '../../domain/errors';
import { paperReference } from '../../domain/papers/paper-reference';
import type { Paper, Prisma } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';

export interface PaperOrder {
  kind: string;
  content: Prisma.InputJsonObject;
  /** Typed by the issuer; left out, the next one of the series is taken. */
  number?: number;
  /** Why numbers are left out between the last one and a typed one. */
  gapReason?: string;
  /** The paper this one takes the place of. */
  replacesId?: string;
}

/**
 * Issues a paper with its number, in the transaction of the fact it records. Numbers run per issuer, kind and year; none
 * is used twice.
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
  return tx.paper.create({
    data: {
      projectId: project.id,
      jurisdictionId,
      kind: order.kind,
      year,
      number,
      reference,
      content: { ...order.content, ...(order.gapReason ? { gapReason: order.gapReason } : {}) },
      issuedOn: toDate(today),
      replacesId: order.replacesId ?? null,
      factId: ctx.factId,
    },
  });
}
