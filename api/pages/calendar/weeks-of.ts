/** Rows of seven, empty before the first day and after the last. */
export function weeksOf<D extends { weekday: number }>(days: readonly D[]): (D | null)[][] {
  const before = days[0]!.weekday - 1;
  const cells = [...Array<null>(before).fill(null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
