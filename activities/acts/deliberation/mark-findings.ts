import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { dropFinding, type Finding, markFinding, mergeFinding } from '../../../domain/findings/finding';
import { MARKS } from '../../../domain/findings/findings-rule';
import type { ActContext } from '../../process/process-context';
import { presidingSeatOf } from '../../review/acting-seat';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';
import { findingsOfRound } from '../opinion/findings-of-round';

const decision = z.discriminatedUnion('as', [
  z.object({ as: z.literal('merged'), findingId: z.uuid(), into: z.uuid() }),
  z.object({ as: z.literal('dropped'), findingId: z.uuid(), reason: z.string().trim().min(1).max(2_000) }),
  /** `days`: the term in working days that the panel sets; left out, the rule's. */
  z.object({ as: z.enum(MARKS), findingId: z.uuid(), days: z.int().min(1).optional() }),
]);

type Decision = z.infer<typeof decision>;

/** What the panel makes of its findings, as the leader notes it; until the ballot it may be changed. */
export const markFindings = defineAct({
  kind: 'finding.mark',
  summary: 'Merge, drop or mark findings',
  body: z.object({ decisions: z.array(decision).min(1).max(1_000) }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    presidingSeatOf(ctx, review);
    let findings = await findingsOfRound(ctx, review.round.id);
    for (const each of ctx.body.decisions) {
      findings = decided(findings, each);
      await ctx.tx.finding.update({ where: { id: each.findingId }, data: columns(ctx, each) });
    }
    return { result: { decided: ctx.body.decisions.length } };
  },
});

/** @throws Refusal NOT_FOUND, FINDING_SETTLED, BAD_INPUT, REASON_REQUIRED */
function decided(findings: Finding[], each: Decision): Finding[] {
  switch (each.as) {
    case 'merged':
      return mergeFinding(findings, each.findingId, each.into);
    case 'dropped':
      return dropFinding(findings, each.findingId, each.reason);
    default:
      return markFinding(findings, each.findingId, each.as);
  }
}

function columns(ctx: ActContext, each: Decision) {
  switch (each.as) {
    case 'merged':
      return { mark: each.as, mergedIntoId: each.into, days: null };
    case 'dropped':
      return { mark: each.as, dropReason: each.reason, days: null };
    default:
      return { mark: each.as, days: termOf(ctx, each.days) };
  }
}

/** @throws Refusal BAD_INPUT for a term outside what the clock's rule lets the panel choose */
function termOf(ctx: ActContext, days: number | undefined): number | null {
  if (days === undefined) return null;
  const choices = ctx.rules.body.clocks.rectification_item.due.flatMap(({ choice }) => (choice ? [choice] : []));
  if (choices.some(({ min, max }) => min <= days && days <= max)) return days;
  throw new Refusal('BAD_INPUT', { field: 'days', value: days, allowed: choices });
}
