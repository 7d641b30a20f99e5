/** Somebody whose place among the others is told apart: he comes after the landmarks at these positions. */
export interface Landmark {
  after: readonly number[];
}

/** So many people of whom nothing is known but that each comes after the landmarks at these positions. */
export interface Crowd {
  people: number;
  after: readonly number[];
}

/**
 * In how many orders landmarks and crowds can stand such that everybody comes after those he must come after; exact (a count of
 * linear extensions).
 *
 * Landmarks are placed one by one, in every order that they allow. A person of a crowd may stand anywhere behind the last of
 * those before him: put in from the back, each has one place more for everybody who is there already, so all who are let in
 * by one landmark make a quotient of factorials. What is left depends on which landmarks stand, and not on how.
 */
export function countOrders(landmarks: readonly Landmark[], crowds: readonly Crowd[]): bigint {
  const bitsOf = (after: readonly number[]): bigint => after.reduce((bits, at) => bits | (1n << BigInt(at)), 0n);
  const standing = landmarks.map(({ after }, at) => ({ bit: bitsOf([at]), needs: bitsOf(after) }));
  const waiting = crowds.map(({ people, after }) => ({ people, needs: bitsOf(after) }));
  const everybody = crowds.reduce((sum, { people }) => sum + people, 0);
  const letIn = (placed: bigint): number =>
    waiting.reduce((sum, { people, needs }) => ((needs & ~placed) === 0n ? sum + people : sum), 0);
  const known = new Map<bigint, bigint>();

  /** @param left landmarks that are not placed */
  const from = (placed: bigint, left: number): bigint => {
    if (left === 0) return 1n;
    const seen = known.get(placed);
    if (seen !== undefined) return seen;
    const inside = letIn(placed);
    let ways = 0n;
    for (const { bit, needs } of standing) {
      if ((placed & bit) !== 0n || (needs & ~placed) !== 0n) continue;
      const after = placed | bit;
      const now = letIn(after);
      const behind = left - 1 + everybody - now;
      ways += product(behind + 1, behind + now - inside) * from(after, left - 1);
    }
    known.set(placed, ways);
    return ways;
  };
  const free = letIn(0n);
  const behind = landmarks.length + everybody - free;
  return product(behind + 1, behind + free) * from(0n, landmarks.length);
}

/** The product of the whole numbers from `first` to `last`; 1 when there are none. */
function product(first: number, last: number): bigint {
  if (first > last) return 1n;
  if (first === last) return BigInt(first);
  const middle = Math.floor((first + last) / 2);
  return product(first, middle) * product(middle + 1, last);
}
