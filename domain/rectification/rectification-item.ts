import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';
import { type Findings, mergedInto } from '../findings/finding';
import type { FindingsRule } from '../findings/findings-rule';

/** An item that is sent back is open again; its answer keeps the verdict. */
export const ITEM_STATES = ['open', 'reported', 'closed'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export interface RectificationItem {
  id: string;
  /** The item blocks the re-inspection of a failed project while it is not closed. */
  mustFix: boolean;
  state: ItemState;
  servedOn: LocalDate;
  /** As the panel set it or the rule gave it. */
  setDue: LocalDate;
  /** The one extension, or null. */
  extendedTo: LocalDate | null;
}

/** What an item is made from: a standing finding and those merged into it, itself first. */
export interface ItemContent {
  findingIds: string[];
  mustFix: boolean;
}

/** Standing findings whose mark the rule rectifies, in their order, whether the project passed or failed. */
export function itemsFromFindings(rule: FindingsRule, findings: Findings): ItemContent[] {
  return findings.flatMap(({ id, disposition }) =>
    disposition.kind === 'marked' && rule.rectified.includes(disposition.mark)
      ? [
          {
            findingIds: mergedInto(findings, id).map((finding) => finding.id),
            mustFix: disposition.mark === 'must_fix',
          },
        ]
      : [],
  );
}

/**
 * The last day of an item: its due day, not after the planned completion. A planned completion that is unknown, or
 * was past when the item was served, limits nothing.
 */
export function itemLimit(
  { servedOn, setDue, extendedTo }: Pick<RectificationItem, 'servedOn' | 'setDue' | 'extendedTo'>,
  plannedCompletion: LocalDate | null,
): LocalDate {
  const due = extendedTo ?? setDue;
  const caps = plannedCompletion !== null && servedOn < plannedCompletion && plannedCompletion < due;
  return caps ? plannedCompletion : due;
}

/** The owner reports an item as done, with evidence (ids of files). */
export function reportItem(item: RectificationItem, evidence: readonly string[]): RectificationItem {
  assertState(item, ['open']);
  if (evidence.length === 0) throw new Refusal('EVIDENCE_REQUIRED', { field: 'evidence', allowed: 'one file or more' });
  return { ...item, state: 'reported' };
}

/** The officer found the report true. */
export function closeItem(item: RectificationItem): RectificationItem {
  assertState(item, ['reported']);
  return { ...item, state: 'closed' };
}

/** The officer found that it does not hold: the item is open again and its limit stays. */
export function sendBackItem(item: RectificationItem, reason: string): RectificationItem {
  assertState(item, ['reported']);
  if (reason.trim() === '') throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
  return { ...item, state: 'open' };
}

/** The director extends an item once, to a day that moves its limit. */
export function extendItem(
  item: RectificationItem,
  to: LocalDate,
  reason: string,
  plannedCompletion: LocalDate | null,
): RectificationItem {
  assertState(item, ['open']);
  if (reason.trim() === '') throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
  if (item.extendedTo !== null) throw new Refusal('EXTENSION_USED', { field: 'to', value: to });
  const extended = { ...item, extendedTo: to };
  const limit = itemLimit(item, plannedCompletion);
  if (itemLimit(extended, plannedCompletion) <= limit) {
    throw new Refusal('EXTENSION_NOT_LATER', { field: 'to', value: to, allowed: `after ${limit}`, plannedCompletion });
  }
  return extended;
}

/** A failed project is ready for its re-inspection when every item that must be fixed is closed. */
export function isRectified(items: readonly RectificationItem[]): boolean {
  return items.every((item) => !item.mustFix || item.state === 'closed');
}

/** Items that block the hand-over, and nothing but the hand-over, of a project that passed with items. */
export function openItems(items: readonly RectificationItem[]): RectificationItem[] {
  return items.filter((item) => item.state !== 'closed');
}

function assertState(item: RectificationItem, allowed: readonly ItemState[]): void {
  if (!allowed.includes(item.state)) throw new Refusal('ITEM_STATE', { field: 'state', value: item.state, allowed });
}
