import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';
import type { CountSide, HandoverRule } from './handover-rule';

/** The counts of one kind side by side: catalogue 目录, paper 清点, electronic 电子. */
export interface HandoverCount {
  kind: string;
  catalogue: number;
  paper: number;
  electronic: number;
}

/** One itemised difference: `missing` of a kind fewer on `side` than the catalogue says (negative: more). */
export interface HandoverDifference {
  kind: string;
  side: CountSide;
  missing: number;
  /** What is missing or surplus, and why. */
  explanation: string;
}

/** What one receiver is handed. Signing accepts every itemised difference. */
export interface Handover {
  receiverId: string;
  counts: readonly HandoverCount[];
  differences: readonly HandoverDifference[];
  signedOn: LocalDate | null;
}

/** A kind and side whose count and itemised differences don't explain the catalogue's number. */
export interface UnexplainedCount {
  kind: string;
  side: CountSide;
  /** By how much the catalogue exceeds the count. */
  missing: number;
  /** How much of that is itemised. */
  explained: number;
}

/** Every compared count that is neither equal to the catalogue nor fully itemised. A kind without a count is 0 of 0. */
export function unexplainedCounts(rule: HandoverRule, { counts, differences }: Handover): UnexplainedCount[] {
  return rule.kinds.flatMap(({ code, compares }) =>
    compares.flatMap((side) => {
      const count = counts.find(({ kind }) => kind === code);
      const missing = count ? count.catalogue - count[side] : 0;
      const explained = differences
        .filter((difference) => difference.kind === code && difference.side === side)
        .reduce((sum, difference) => sum + difference.missing, 0);
      return missing === explained ? [] : [{ kind: code, side, missing, explained }];
    }),
  );
}

/**
 * The receiver signs: paper = catalogue = electronic for every kind, or the differences are itemised, each with an
 * explanation, and his signature accepts them. Refuses `HANDOVER_SIGNED`, `BAD_INPUT` for counts of unknown kinds or
 * given twice, `REASON_REQUIRED`, and `COUNTS_DIFFER` with what is unexplained.
 */
export function signHandover(rule: HandoverRule, handover: Handover, signedOn: LocalDate): Handover {
  if (handover.signedOn !== null) {
    throw new Refusal('HANDOVER_SIGNED', { field: 'receiverId', value: handover.receiverId });
  }
  assertCountsRead(rule, handover);
  const unexplained = unexplainedCounts(rule, handover);
  if (unexplained.length > 0) throw new Refusal('COUNTS_DIFFER', { field: 'counts', value: unexplained });
  return { ...handover, signedOn };
}

/** A project is handed over when every receiver signed and no item to rectify is open. */
export function assertHandedOver(handovers: readonly Handover[], openItemIds: readonly string[]): void {
  const unsigned = handovers.filter(({ signedOn }) => signedOn === null).map(({ receiverId }) => receiverId);
  if (handovers.length === 0 || unsigned.length > 0) {
    throw new Refusal('HANDOVER_NOT_SIGNED', {
      field: 'receivers',
      value: unsigned,
      allowed: 'signed by every receiver',
    });
  }
  if (openItemIds.length > 0) throw new Refusal('ITEMS_OPEN', { field: 'items', value: openItemIds });
}

function assertCountsRead(rule: HandoverRule, { counts, differences }: Handover): void {
  const kinds = rule.kinds.map(({ code }) => code);
  const counted = counts.map(({ kind }) => kind);
  const stray = [...counted, ...differences.map(({ kind }) => kind)].find((kind) => !kinds.includes(kind));
  if (stray !== undefined) throw new Refusal('BAD_INPUT', { field: 'kind', value: stray, allowed: kinds });
  const twice = counted.find((kind, index) => counted.indexOf(kind) !== index);
  if (counts.length === 0 || twice !== undefined) {
    throw new Refusal('BAD_INPUT', {
      field: 'counts',
      value: twice ?? null,
      allowed: 'one count per kind handed over',
    });
  }
  const wrong = counts
    .flatMap(({ catalogue, paper, electronic }) => [catalogue, paper, electronic])
    .find((count) => !Number.isSafeInteger(count) || count < 0);
  if (wrong !== undefined) throw new Refusal('BAD_INPUT', { field: 'counts', value: wrong, allowed: 'integer from 0' });
  if (differences.some(({ explanation }) => explanation.trim() === '')) {
    throw new Refusal('REASON_REQUIRED', { field: 'differences', allowed: 'an explanation for each' });
  }
}
