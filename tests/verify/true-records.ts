import fc from 'fast-check';
import type { Constraints, Question } from '../../domain/draw/constraints';
import type { Departure } from '../../domain/draw/departure';
import { makeDrawBundle } from '../../domain/draw/draw-bundle';
import type { DrawDocument } from '../../domain/draw/draw-document';
import { hashSecret } from '../../domain/draw/draw-key';
import { drawPanel } from '../../domain/draw/draw-panel';
import { type FreezeInput, freezeDraw } from '../../domain/draw/freeze-draw';
import type { PublicRandomness, RandomnessSource } from '../../domain/draw/randomness';
import { type PanelEvent, refillPanel, shortage, VACANCY_CODES } from '../../domain/draw/refill';
import type { Relaxation } from '../../domain/draw/relaxation';
import { FILTERS } from '../../domain/eligibility/filter-pool';
import { Refusal } from '../../domain/errors';
import { makeSampleBundle } from '../../domain/sampling/sample-bundle';
import { freezeSample } from '../../domain/sampling/sample-document';
import { bytes32, freezeInput } from '../domain/draw/frozen';
import { anyQuestion, evenTable, people } from '../domain/draw/questions';
import { rule, sampleInput, volumes } from '../domain/sampling/catalogue';

interface Throw {
  source: RandomnessSource;
  randomness: PublicRandomness;
  /** Day of the commitment, then of the entry. */
  days: readonly [string, string];
}

const dice: fc.Arbitrary<Throw> = fc.stringMatching(/^[0-9]{20,24}$/).map((value) => ({
  source: { kind: 'dice', count: 20 },
  randomness: { kind: 'dice', value },
  days: ['2026-11-20', '2026-11-20'],
}));

const publicLottery: fc.Arbitrary<Throw> = fc
  .array(fc.integer({ min: 1, max: 33 }), { minLength: 7, maxLength: 7 })
  .map((numbers) => ({
    source: { kind: 'public-lottery', name: '双色球2026134期', date: '2026-11-22', count: 7, maximum: 33 },
    randomness: { kind: 'public-lottery', value: numbers.map((number) => `${number}.`).join('') },
    days: ['2026-11-20', '2026-11-22'],
  }));

const at = (day: string, time: string): string => `${day}T${time}.000Z`;

/** Disjoint strata, no employer twice: what is drawn by tickets where the limits leave each stratum one number of seats. */
const strata: fc.Arbitrary<Question> = fc
  .record({
    archives: fc.integer({ min: 1, max: 4 }),
    transport: fc.integer({ min: 1, max: 4 }),
    rest: fc.nat({ max: 3 }),
    seats: fc.integer({ min: 2, max: 4 }),
    min: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  })
  .map(({ archives, transport, rest, seats, min }) => ({
    candidates: people([
      ...Array.from({ length: archives }, () => ['archives']),
      ...Array.from({ length: transport }, () => ['transport']),
      ...Array.from({ length: rest }, () => []),
    ]),
    kept: [],
    constraints: {
      seats,
      quotas: [
        { tag: 'archives', min: min[0], max: Math.max(min[0], 1) },
        { tag: 'transport', min: min[1], max: seats },
      ],
      perEmployer: 1,
    },
  }));

const count = fc.nat({ max: 90 });
const tag = fc.constantFrom('archives', 'transport');

const departure: fc.Arbitrary<Departure> = fc.record({
  change: fc.oneof(
    fc.record({ kind: fc.constant('specialty-group' as const), group: tag }),
    fc.record({ kind: fc.constant('quota' as const), tag, min: count, max: count }),
    fc.record({ kind: fc.constant('per-employer' as const), limit: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('size' as const), size: fc.constantFrom(5, 7) }),
    fc.record({ kind: fc.constant('only' as const), tags: fc.constant<string[]>(['transport']) }),
    fc.record({
      kind: fc.constant('relaxation' as const),
      moves: fc.constantFrom<Relaxation[]>(
        [{ kind: 'min', tag: 'archives', from: 2, to: 1 }],
        [
          { kind: 'employer', from: 1, to: 2 },
          { kind: 'seats', from: 4, to: 3 },
        ],
      ),
    }),
    fc.record({ kind: fc.constant('narrow-pool' as const) }),
  ),
  reason: fc.constant('规模大'),
  poolBefore: count,
  poolAfter: count,
  filters: fc.array(fc.record({ filter: fc.constantFrom(...FILTERS), before: count, after: count }), { maxLength: 2 }),
  highestChance: fc.constantFrom(null, '1/3', '0/1'),
  proposedBy: fc.constant('officer'),
  approvedBy: fc.constant('director'),
});

/** Records of draws under constraints of every kind: by tickets and by (even) tables, with vacancies and relaxations. */
export const anyDraw: fc.Arbitrary<string> = fc
  .record({
    question: fc.oneof(anyQuestion({ candidates: 10, seats: 5 }), strata),
    thrown: fc.oneof({ weight: 3, arbitrary: dice }, publicLottery),
    steps: fc.array(fc.nat(), { maxLength: 5 }),
    departures: fc.array(departure, { maxLength: 2 }),
  })
  .map(({ question, thrown: { source, randomness, days }, steps, departures }) => {
    const document = frozenOrNull(question, { source, committedOn: days[0], departures });
    if (!document) return null;
    const secret = bytes32('secret');
    return makeDrawBundle({
      document,
      committedAt: at(days[0], '01:00:02'),
      randomness,
      enteredAt: at(days[1], '14:00:00'),
      secret,
      events: eventsOf(document, randomness, secret, steps),
    });
  })
  .filter((record) => record !== null);

function frozenOrNull(
  question: Question,
  rest: Pick<FreezeInput, 'source' | 'committedOn' | 'departures'>,
): DrawDocument | null {
  const { candidates, kept, constraints } = question;
  const asKept = ({ id, tags, employer }: Question['kept'][number]) => ({ id, tags: [...tags], employerId: employer });
  const base = freezeInput([...candidates, ...kept], constraints);
  const input: FreezeInput = {
    ...base,
    ...rest,
    eligible: base.eligible.slice(0, candidates.length),
    kept: kept.map(asKept),
    steps: base.steps.map((step) => ({ ...step, left: step.left - kept.length })),
  };
  try {
    return freezeDraw(input, evenTable).document;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Each number is one thing that happens: an empty seat is relaxed for, or the member that it points to leaves. */
function eventsOf(
  document: DrawDocument,
  randomness: PublicRandomness,
  secret: string,
  numbers: readonly number[],
): PanelEvent[] {
  const result = drawPanel(document, randomness, secret);
  const events: PanelEvent[] = [];
  let constraints: Constraints = document.constraints;
  for (const number of numbers) {
    const { members, refills } = refillPanel(document, result, events);
    const short = refills.at(-1)?.vacant ? shortage(document, result, { members, refills }) : [];
    if (short.length > 0 && number % 2 === 0) {
      constraints = relaxed(constraints, short[number % short.length]!);
      events.push({ kind: 'relaxation', constraints });
    } else if (members.length > 0) {
      const code = VACANCY_CODES[number % VACANCY_CODES.length]!;
      events.push({ kind: 'vacancy', id: members[number % members.length]!, code });
    }
  }
  return events;
}

function relaxed({ seats, quotas, perEmployer }: Constraints, moves: readonly Relaxation[]): Constraints {
  const to = (kind: Relaxation['kind'], from: number, tag?: string): number =>
    moves.find((move) => move.kind === kind && move.tag === tag)?.to ?? from;
  return {
    seats: to('seats', seats),
    quotas: quotas.map(({ tag, min, max }) => ({ tag, min: to('min', min, tag), max: to('max', max, tag) })),
    perEmployer: to('employer', perEmployer),
  };
}

/** Records of samples: floors, shares, drawings, classified ordinals, additions and named items. */
export const anySample: fc.Arbitrary<string> = fc
  .record({
    count: fc.integer({ min: 1, max: 80 }),
    atLeast: fc.integer({ min: 1, max: 40 }),
    percent: fc.integer({ min: 0, max: 60 }),
    floors: fc.array(fc.nat({ max: 4 }), { minLength: rule.strata.length, maxLength: rule.strata.length }),
    drawings: fc.option(fc.record({ stratum: fc.constant('as_built'), percent: fc.integer({ min: 1, max: 100 }) })),
    classified: fc.dictionary(fc.constantFrom('quality', 'contracts', 'as_built'), fc.nat({ max: 5 })),
    named: fc.array(fc.nat(), { maxLength: 3 }),
    additions: fc.array(
      fc.record({
        stratum: fc.constantFrom('quality', 'other'),
        count: fc.integer({ min: 1, max: 4 }),
        on: fc.constant('2026-12-09'),
      }),
      { maxLength: 3 },
    ),
    thrown: dice,
  })
  .map(({ count, atLeast, percent, floors, drawings, classified, named, additions, thrown }) => {
    const secret = bytes32('secret');
    const catalogue = volumes(count);
    const document = freezeSample(
      sampleInput({
        rule: {
          ...rule,
          atLeast,
          percent,
          drawings,
          strata: rule.strata.map((stratum, index) => ({ ...stratum, floor: floors[index]! })),
        },
        secretHash: hashSecret(secret),
        volumes: catalogue.map((volume, index) => ({ ...volume, drawings: (volume.drawings * index) % 7 })),
        classified,
        named: named.map((number) => catalogue[number % count]!.code),
      }),
    );
    return makeSampleBundle({
      document,
      committedAt: at('2026-12-09', '01:10:00'),
      enteredAt: at('2026-12-09', '01:14:00'),
      randomness: thrown.randomness,
      secret,
      additions,
    });
  });
