import pLimit from 'p-limit';

/** Matters that are dealt with at the same time; more would only wait for the same two processors. */
export const MATTERS_AT_ONCE = 8;

const atOnce = pLimit(MATTERS_AT_ONCE);

/** Deals with several matters at a time, and with what belongs to one matter in its order. */
export async function sideBySide<T>(
  items: readonly T[],
  matterOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const matters = new Map<string, T[]>();
  for (const item of items) {
    const matter = matterOf(item);
    matters.set(matter, [...(matters.get(matter) ?? []), item]);
  }
  await Promise.all(
    [...matters.values()].map((ofOne) =>
      atOnce(async () => {
        for (const item of ofOne) await work(item);
      }),
    ),
  );
}
