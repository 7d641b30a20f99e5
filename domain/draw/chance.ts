/** A person's chance to be drawn, an exact rational `n/d`. */
export interface Chance {
  id: string;
  chance: string;
}

/** Where chances differ from those that follow, or null. */
export function wrongChances(expected: readonly Chance[], found: readonly Chance[]): Record<string, unknown> | null {
  const at = expected.findIndex(({ id, chance }, index) => found[index]?.id !== id || found[index].chance !== chance);
  if (at >= 0) return { code: 'WRONG_CHANCES', expected: expected[at], found: found[at] ?? null };
  return found.length > expected.length
    ? { code: 'WRONG_CHANCES', expected: null, found: found[expected.length] }
    : null;
}
