import { isLocalDate } from '../../../domain/calendar/local-date';
import { Refusal } from '../../../domain/errors';
import { RECORD_FIELDS, type Scalar, statedFields } from '../../../domain/lifecycle/correctable';
import type { Fact } from '../../../prisma/generated/client';
import { toLocalDate } from '../../database/dates';
import type { ProcessContext } from '../../process/process-context';
import type { CorrectionContent } from './correction-content';
import { checkRecordValue, recordedValue } from './project-record';

/**
 * That a correction says rightly what stands, and puts something possible in its place: asked when it is proposed, and again
 * when it is approved, because somebody may have changed it meanwhile.
 *
 * @throws Refusal BAD_INPUT, STALE_VERSION, NOTHING_CHANGED
 */
export async function assertStands(
  ctx: ProcessContext,
  fact: Fact,
  { field, oldValue, newValue }: Pick<CorrectionContent, 'field' | 'oldValue' | 'newValue'>,
): Promise<void> {
  const standing = await standingValue(ctx, fact, field);
  if (oldValue !== standing) {
    throw new Refusal('STALE_VERSION', { field: 'oldValue', value: oldValue, allowed: standing });
  }
  if (newValue === standing) throw new Refusal('NOTHING_CHANGED', { field: 'newValue', value: newValue });
  if (RECORD_FIELDS.includes(field)) return checkRecordValue(ctx, field, newValue);
  const sameKind =
    standing === null || (typeof newValue === typeof standing && isLocalDate(newValue) === isLocalDate(standing));
  if (!sameKind) throw new Refusal('BAD_INPUT', { field: 'newValue', value: newValue, allowed: `like ${standing}` });
}

/** What the project's record says, or else the fact, as corrected last. @throws Refusal BAD_INPUT */
async function standingValue(ctx: ProcessContext, fact: Fact, field: string): Promise<Scalar> {
  const recorded = await recordedValue(ctx, field);
  if (recorded !== undefined) return recorded;
  const stated = { ...statedFields(fact.detail), occurredOn: toLocalDate(fact.occurredOn) } as Record<string, Scalar>;
  const value = stated[field];
  if (value === undefined) {
    const allowed = [...Object.keys(stated), ...RECORD_FIELDS];
    throw new Refusal('BAD_INPUT', { field: 'field', value: field, allowed });
  }
  const [corrected] = await ctx.tx.factCorrection.findMany({
    where: { correctedFactId: fact.id, field },
    orderBy: { recordedAt: 'desc' },
    take: 1,
  });
  return corrected ? (corrected.newValue as Scalar) : value;
}
