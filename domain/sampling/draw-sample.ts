import type { LocalDate } from '../calendar/local-date';
import { drawKey, inTicketOrder } from '../draw/draw-key';
import type { PublicRandomness } from '../draw/randomness';
import { Refusal } from '../errors';
import { type CatalogueItem, itemsOf, type SampleDocument, sampleRoot } from './sample-document';

/** More of a stratum, asked for while the panel sits. */
export interface Addition {
  stratum: string;
  /** Items; fewer when the stratum has no more. */
  count: number;
  on: LocalDate;
}

/** One line of the fetch list. */
export interface SampledItem {
  /** The archival code, or `classified/<stratum>/<ordinal>`. */
  id: string;
  stratum: string;
  via: 'drawn' | 'addition' | 'named';
}

/**
 * The fetch list: per stratum the first items by ticket, `n` of them and as many more as the rule on drawing sheets
 * needs; then the additions, which take the next tickets of their stratum; then what was added by name and not drawn. A
 * pure function; tickets are keyed by the item's id, so a later sample, with its own secret and dice, has other tickets.
 *
 * @param secret 32 bytes in hexadecimal
 * @throws Refusal SAMPLE_OTHER_SITTING for an addition on another day: it needs a new commitment and new dice
 * @throws Refusal STRATUM_UNKNOWN, SECRET_MISMATCH, RANDOMNESS_SOURCE
 */
export function drawSample(
  document: SampleDocument,
  randomness: PublicRandomness,
  secret: string,
  additions: readonly Addition[] = [],
): SampledItem[] {
  const { source, secretHash, strata, sitting, rule } = document;
  for (const { stratum, on } of additions) {
    if (on !== sitting) throw new Refusal('SAMPLE_OTHER_SITTING', { field: 'on', value: on, allowed: sitting });
    const allowed = strata.map((size) => size.stratum);
    if (!allowed.includes(stratum)) throw new Refusal('STRATUM_UNKNOWN', { field: 'stratum', value: stratum, allowed });
  }
  const prk = drawKey({ root: sampleRoot(document), secretHash, source }, randomness, secret);
  const items = itemsOf(document);
  const queues = new Map(
    strata.map(({ stratum }) => {
      const own = items.filter((item) => item.stratum === stratum);
      return [stratum, inTicketOrder(own, prk, ({ id }) => id)] as const;
    }),
  );

  const take = (stratum: string, count: number, via: SampledItem['via']): SampledItem[] =>
    queues
      .get(stratum)!
      .splice(0, count)
      .map(({ id }) => ({ id, stratum, via }));
  const list = strata.flatMap(({ stratum, n }) => {
    const enough =
      rule.drawings?.stratum === stratum ? firstWithDrawings(queues.get(stratum)!, rule.drawings.percent) : 0;
    return take(stratum, Math.max(n, enough), 'drawn');
  });
  for (const { stratum, count } of additions) list.push(...take(stratum, count, 'addition'));
  const listed = new Set(list.map(({ id }) => id));
  const strataById = new Map(items.map(({ id, stratum }) => [id, stratum]));
  const added = document.named.filter((id) => !listed.has(id));
  return [...list, ...added.map((id) => ({ id, stratum: strataById.get(id)!, via: 'named' as const }))];
}

/** How many of the first items hold at least `percent` of all their drawing sheets. */
function firstWithDrawings(queue: readonly CatalogueItem[], percent: number): number {
  const all = queue.reduce((sum, { drawings }) => sum + drawings, 0);
  let held = 0;
  let count = 0;
  while (held * 100 < all * percent) held += queue[count++]!.drawings;
  return count;
}
