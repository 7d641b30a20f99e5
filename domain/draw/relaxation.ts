import { type Candidate, type Constraints, type Limit, mostFromOneEmployer, type Question } from './constraints';
import { besides } from './feasibility';
import { groupBy } from './group-by';
import { panelProblem, panelTypes } from './panel-types';
import { type HasRow, type QuotaLimits, rowSearch } from './row-search';

/** One limit moved from what the constraints say to what would be enough. */
export interface Relaxation extends Limit {
  from: number;
  to: number;
}

/**
 * The smallest relaxations with which `panel` could be completed from `pool`: every set of moves of least total, those that
 * touch fewer limits first. `[[]]` when nothing needs to be relaxed, `[]` when nothing would help because there are too few
 * people.
 *
 * Size. Moving a limit by one person counts 1, whichever limit it is: one member fewer (`min`) or more (`max`) of a group than
 * asked for, one colleague more (`employer`), one drawn seat fewer (`seats`). So the total says on how many people the panel
 * departs from its rule. Limits are not weighed against each other, because which of them matters more is the director's to
 * judge; hence all ways of the least total are given, and none is taken.
 *
 * @param sizes other, smaller numbers of drawn seats that the panel may lawfully have
 */
export function smallestRelaxations(
  panel: readonly Candidate[],
  pool: readonly Candidate[],
  constraints: Constraints,
  sizes: readonly number[] = [],
): Relaxation[][] {
  const candidates = besides(panel, pool);
  const frames = [constraints.seats, ...sizes].flatMap((seats) =>
    Array.from(
      { length: Math.max(1, seats - constraints.perEmployer + 1) },
      (_, more) => more + constraints.perEmployer,
    )
      .filter((perEmployer) => isManned(panel, candidates, seats, perEmployer))
      .map((perEmployer) => frameOf({ candidates, kept: panel, constraints }, seats, perEmployer)),
  );
  if (frames.length === 0) return [];
  for (let total = 0; ; total++) {
    const ways = frames.flatMap((frame) => waysIn(frame, constraints, total));
    if (ways.length > 0) return ways.sort((a, b) => a.length - b.length);
  }
}

/** A number of seats and of people per employer, and what it takes to move the limits there. */
interface Frame {
  seats: number;
  perEmployer: number;
  cost: number;
  quotas: QuotaLimits;
  hasRow: HasRow;
}

function frameOf({ constraints, ...people }: Question, seats: number, perEmployer: number): Frame {
  const question = { ...people, constraints: { ...constraints, seats, perEmployer } };
  const problem = panelProblem(question, panelTypes(question));
  const cost = constraints.seats - seats + perEmployer - constraints.perEmployer;
  return { seats, perEmployer, cost, quotas: problem.quotas, hasRow: rowSearch(problem) };
}

/**
 * The ways of this total within a frame, when there are none of a smaller one. Limit by limit every move is tried with which
 * the rest can still be made up, so no search is in vain.
 */
function waysIn({ cost, quotas, hasRow, ...frame }: Frame, constraints: Constraints, total: number): Relaxation[][] {
  const limits = 2 * quotas.length;
  const from = (limit: number, moved: QuotaLimits, people: number): QuotaLimits[] => {
    if (people < 0 || !hasRow(moved, { people, from: limit })) return [];
    if (people === 0 || limit === limits) return [moved];
    return Array.from({ length: people + 1 }, (_, less) => people - less).flatMap((by) =>
      from(limit + 1, move(moved, limit, by), people - by),
    );
  };
  return from(0, quotas, total - cost).map((moved) => movesTo(constraints, frame, quotas, moved));
}

/** Minima come before maxima. */
const move = (quotas: QuotaLimits, limit: number, by: number): QuotaLimits =>
  quotas.map(({ min, max }, quota) => ({
    min: quota === limit ? min - by : min,
    max: quota === limit - quotas.length ? max + by : max,
  }));

/** Whether the seats could be filled if there were no quotas. */
function isManned(
  panel: readonly Candidate[],
  candidates: readonly Candidate[],
  seats: number,
  perEmployer: number,
): boolean {
  if (panel.length > seats || mostFromOneEmployer(panel) > perEmployer) return false;
  const seated = groupBy(panel, ({ employer }) => employer);
  let supply = panel.length;
  for (const [employer, people] of groupBy(candidates, (person) => person.employer)) {
    supply += Math.min(people.length, perEmployer - (seated.get(employer)?.length ?? 0));
  }
  return supply >= seats;
}

function movesTo(
  { quotas, perEmployer, seats }: Constraints,
  frame: Pick<Constraints, 'seats' | 'perEmployer'>,
  before: QuotaLimits,
  after: QuotaLimits,
): Relaxation[] {
  const by = (limit: 'min' | 'max', at: number) => after[at]![limit] - before[at]![limit];
  const all: Relaxation[] = [
    ...quotas.map(({ tag, min }, at): Relaxation => ({ kind: 'min', tag, from: min, to: min + by('min', at) })),
    ...quotas.map(({ tag, max }, at): Relaxation => ({ kind: 'max', tag, from: max, to: max + by('max', at) })),
    { kind: 'employer', from: perEmployer, to: frame.perEmployer },
    { kind: 'seats', from: seats, to: frame.seats },
  ];
  return all.filter(({ from, to }) => from !== to);
}
