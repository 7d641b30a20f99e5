/** A kind of panel and the share of all draws that it is to get. */
export interface Share {
  /** The types of its members, one entry a seat. */
  types: readonly number[];
  /** All shares together make 1. */
  share: number;
}

/**
 * Whole numbers that sum to `total` in place of shares: each share times `total` is rounded up or down, at first by largest
 * remainder, then changed two by two for as long as that brings the chances nearer to those before (sum of squared
 * differences over all people).
 *
 * Bound: each weight moves by less than 1, so a person's chance moves by less than Σ entries of his type in all rows / (total
 * × people of the type); in practice by one to four draws of the total, shared by the people of the type.
 *
 * @param people of each type
 */
export function roundWeights(shares: readonly Share[], people: readonly number[], total: number): number[] {
  const down = shares.map(({ share }) => Math.floor(share * total));
  const rest = shares.map(({ share }, row) => share * total - down[row]!);
  const extra = total - down.reduce((sum, weight) => sum + weight, 0);
  const byRest = [...shares.keys()].sort((a, b) => rest[b]! - rest[a]! || a - b);
  const up = new Set(byRest.slice(0, extra));

  const counts = shares.map(({ types }) => countsOf(types));
  const excess = people.map(() => 0);
  const add = (row: number, by: number): void => {
    for (const [type, count] of counts[row]!) excess[type]! += by * count;
  };
  for (const row of shares.keys()) add(row, (up.has(row) ? 1 : 0) - rest[row]!);
  /** By how much the sum of squares changes when `raised` gets one more and `lowered` one less. */
  const change = (raised: number, lowered: number): number => {
    let sum = 0;
    for (const [type, count] of counts[raised]!) {
      const by = count - (counts[lowered]!.get(type) ?? 0);
      sum += (by * (2 * excess[type]! + by)) / people[type]!;
    }
    for (const [type, count] of counts[lowered]!) {
      if (!counts[raised]!.has(type)) sum += (count * (count - 2 * excess[type]!)) / people[type]!;
    }
    return sum;
  };
  /** Gives the unit of a row rounded up to the row with which the chances come nearest, if any is nearer than now. */
  const moveUnit = (lowered: number): boolean => {
    let best = { raised: lowered, by: -1e-9 };
    for (const raised of shares.keys()) {
      const by = up.has(raised) ? 0 : change(raised, lowered);
      if (by < best.by) best = { raised, by };
    }
    if (best.raised === lowered) return false;
    add(best.raised, 1);
    add(lowered, -1);
    up.delete(lowered);
    up.add(best.raised);
    return true;
  };
  while ([...up].filter(moveUnit).length > 0);
  return down.map((weight, row) => weight + (up.has(row) ? 1 : 0));
}

function countsOf(types: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
