import type { Chance } from './chance';
import { countOrders, type Landmark } from './count-orders';
import { type DrawDocument, questionOf } from './draw-document';
import type { DrawResult } from './draw-panel';
import { mayJoin } from './feasibility';
import { fraction, toText } from './fraction';
import { lotteryOf } from './lotteries';
import { type PanelEvent, replayPanel, type Vacancies } from './refill';

/** The chances before one seat was filled, of the alternates who could have filled it; by id. */
export interface SeatChances {
  /** Who entered. */
  id: string;
  /** Null after so many replacements that the orders are too many to count. */
  chances: Chance[] | null;
}

/** With more alternates told apart than this the count takes seconds. */
const MOST_TOLD = 40;

/**
 * How likely each alternate was to be the next, seat by seat, as the seats were filled after these events; exact.
 *
 * The chance is over the draw's own randomness, given all that its record tells up to the moment before the seat is filled:
 * the document, who was drawn and in which order, which seats fell vacant, who filled them and who was passed over. Tickets
 * are as good as an order of all candidates in which every order is equally likely. What the record tells of that order are
 * comparisons: whoever was picked has a ticket before everybody of whom he was the first (`Lottery.choices`); the alternates
 * up to the last one who entered stand in a known order, and before all others. So a chance is the part of the orders that
 * agree with all comparisons in which this alternate comes before the others who could enter. Who had been passed over
 * before and could enter now is certain to.
 *
 * Which seats fall vacant is taken to have nothing to do with the tickets of those who are not asked.
 */
export function nextChances(document: DrawDocument, result: DrawResult, events: readonly PanelEvent[]): SeatChances[] {
  const order = knownOrder(document, result);
  const seats: SeatChances[] = [];
  let told = 0;
  replayPanel(document, result, events, (vacancies, { id }) => {
    const known = result.alternates.slice(0, told);
    seats.push({ id, chances: told > MOST_TOLD ? null : chancesNow(order, known, vacancies) });
    told = Math.max(told, result.alternates.indexOf(id) + 1);
  });
  return seats;
}

/** What a result tells of tickets: landmarks are those drawn; by alternate, after which of them he comes. */
interface KnownOrder {
  drawn: Landmark[];
  after: Map<string, readonly number[]>;
}

function knownOrder(document: DrawDocument, { drawn, alternates }: DrawResult): KnownOrder {
  const question = questionOf(document);
  const byId = new Map(question.candidates.map((person) => [person.id, person]));
  const members = drawn.map((id) => byId.get(id)!);
  const beaten = lotteryOf(document.plan)
    .choices(question, document.plan, members)
    .map(({ among }) => new Set(among().map(({ id }) => id)));
  const after = (id: string): number[] =>
    beaten.flatMap((others, at) => (drawn[at] !== id && others.has(id) ? [at] : []));
  return {
    drawn: drawn.map((id) => ({ after: after(id) })),
    after: new Map(alternates.map((id) => [id, after(id)])),
  };
}

/** @param told alternates whose order the record has told, from the first */
function chancesNow(
  { drawn, after }: KnownOrder,
  told: readonly string[],
  { members, alternates, constraints }: Vacancies,
): Chance[] {
  const fits = new Set(alternates.filter(mayJoin(members, alternates, constraints)).map(({ id }) => id));
  const certain = told.find((id) => fits.has(id));
  if (certain !== undefined) return [...fits].map((id) => ({ id, chance: id === certain ? '1/1' : '0/1' }));

  const chain = told.map((id, at) => ({ after: [...after.get(id)!, ...(at > 0 ? [drawn.length + at - 1] : [])] }));
  const landmarks = [...drawn, ...chain];
  const known = new Set(told);
  const last = told.length > 0 ? [landmarks.length - 1] : [];
  const crowds = new Map<string, { after: number[]; fit: string[]; others: number }>();
  for (const [id, own] of after) {
    if (known.has(id)) continue;
    const bounds = [...own, ...last];
    const crowd = crowds.get(`${bounds}`) ?? { after: bounds, fit: [], others: 0 };
    if (fits.has(id)) crowd.fit.push(id);
    else crowd.others += 1;
    crowds.set(`${bounds}`, crowd);
  }
  const all = [...crowds.values()];
  const orders = countOrders(
    landmarks,
    all.map(({ after, fit, others }) => ({ people: fit.length + others, after })),
  );
  // People of one crowd are alike.
  return all.flatMap(({ after: bounds, fit }) => {
    if (fit.length === 0) return [];
    const first = landmarks.length;
    const behind = all.flatMap((crowd) => [
      { people: crowd.others, after: crowd.after },
      { people: crowd.fit.length - (crowd.after === bounds ? 1 : 0), after: [...crowd.after, first] },
    ]);
    const chance = toText(fraction(countOrders([...landmarks, { after: bounds }], behind), orders));
    return fit.map((id) => ({ id, chance }));
  });
}
