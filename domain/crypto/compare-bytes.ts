/**
 * Order of two strings by their UTF-8 bytes, the same on every machine and in Python's default string order.
 * UTF-16 order differs only where a surrogate meets a unit from U+E000 on, so those two ranges change places.
 *
 * @returns negative, zero or positive, for `Array.prototype.sort`
 */
export function compareBytes(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** A copy of `items` sorted by the UTF-8 bytes of `key(item)`. */
export function sortByBytes<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareBytes(key(a), key(b)));
}

const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
