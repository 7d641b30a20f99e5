import { type Candidate, type Constraints, countTag, type Limit, mostFromOneEmployer } from './constraints';
import { completable } from './feasibility';

/** One limit moved from what the constraints say to what would be enough. */
export interface Relaxation extends Limit {
  from: number;
  to: number;
}

/**
 * The smallest relaxations with which `panel` could be completed from `pool`: every set of moves of least total, where
 * moving one limit by one counts 1. They name what is short, e.g. `[[{ kind: 'min', tag: 'archives', from: 1, to: 0 }]]`.
 * Found by trying all totals from what each limit must move at least, so exact; `[[]]` when nothing needs to be relaxed.
 */
export function smallestRelaxations(
  panel: readonly Candidate[],
  pool: readonly Candidate[],
  constraints: Constraints,
): Relaxation[][] {
  const limits = movable(constraints);
  const forced = limits.map((limit) => forcedMove(limit, panel, pool, constraints));
  for (let total = 0; ; total++) {
    const enough = movesOf(total, limits.length)
      .map((more) => more.map((by, at) => by + forced[at]!))
      .map((moves) => ({ moves, relaxed: relax(constraints, limits, moves) }))
      .filter(({ relaxed }) => relaxed !== null && completable(pool, relaxed)(panel))
      .map(({ moves }) => limits.flatMap((limit, at) => (moves[at] ? [moved(limit, constraints, moves[at])] : [])));
    if (enough.length > 0) return enough;
  }
}

function movable({ quotas }: Constraints): Limit[] {
  return [
    ...quotas.map(({ tag }): Limit => ({ kind: 'min', tag })),
    ...quotas.map(({ tag }): Limit => ({ kind: 'max', tag })),
    { kind: 'employer' },
    { kind: 'seats' },
  ];
}

/** How far a limit must move whatever the others do. */
function forcedMove(
  { kind, tag }: Limit,
  panel: readonly Candidate[],
  pool: readonly Candidate[],
  { seats, quotas, perEmployer }: Constraints,
): number {
  const members = new Set(panel.map(({ id }) => id));
  const everybody = [...panel, ...pool.filter(({ id }) => !members.has(id))];
  const quota = quotas.find((some) => some.tag === tag);
  switch (kind) {
    case 'min':
      return Math.max(0, quota!.min - countTag(everybody, quota!.tag));
    case 'max':
      return Math.max(0, countTag(panel, quota!.tag) - quota!.max);
    case 'employer':
      return Math.max(0, mostFromOneEmployer(panel) - perEmployer);
    case 'seats':
      return Math.max(0, seats - everybody.length);
  }
}

/** All ways to write `total` as a sum of `parts` numbers from 0. */
function movesOf(total: number, parts: number): number[][] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    movesOf(total - first, parts - 1).map((rest) => [first, ...rest]),
  );
}

function relax(constraints: Constraints, limits: readonly Limit[], moves: readonly number[]): Constraints | null {
  const by = (kind: Limit['kind'], tag?: string): number =>
    moves[limits.findIndex((limit) => limit.kind === kind && limit.tag === tag)]!;
  const relaxed = {
    seats: constraints.seats - by('seats'),
    quotas: constraints.quotas.map(({ tag, min, max }) => ({
      tag,
      min: min - by('min', tag),
      max: max + by('max', tag),
    })),
    perEmployer: constraints.perEmployer + by('employer'),
  };
  return relaxed.seats < 0 || relaxed.quotas.some(({ min }) => min < 0) ? null : relaxed;
}

function moved(limit: Limit, { seats, quotas, perEmployer }: Constraints, by: number): Relaxation {
  const quota = quotas.find(({ tag }) => tag === limit.tag)!;
  switch (limit.kind) {
    case 'min':
      return { ...limit, from: quota.min, to: quota.min - by };
    case 'max':
      return { ...limit, from: quota.max, to: quota.max + by };
    case 'employer':
      return { ...limit, from: perEmployer, to: perEmployer + by };
    case 'seats':
      return { ...limit, from: seats, to: seats - by };
  }
}
