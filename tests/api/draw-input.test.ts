import { DRAW_ACTS } from '../../activities/acts/draw';
import { SEAT_ACTS } from '../../activities/acts/seats';
import { parseInput } from '../../api/parse-input';
import { Refusal } from '../../domain/errors';

const ACTS = [...DRAW_ACTS, ...SEAT_ACTS];
const ID = '0b0f2b4e-64f5-4a9a-9d1c-6a3d7f7f3c11';
const SHA = 'a'.repeat(64);

/** What the API answers to a body before anything else looks at it; null when it is well formed. */
function refusal(kind: string, body: object): Refusal | null {
  const act = ACTS.find((one) => one.kind === kind)!;
  try {
    parseInput('body', act.body, body, true);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const dice = { kind: 'dice', startsAt: '2026-03-03T09:00:00+08:00', place: '二楼', witnessId: ID, bring: '身份证' };
const lottery = { kind: 'public-lottery', name: '双色球2026025期', date: '2026-03-05', count: 7, maximum: 33 };
const freeze = (randomness: object, more = {}) => ['draw.freeze', { randomness, ...more }] as const;
const departure = (change: object) => ['departure.propose', { change, reason: '专家不足' }] as const;
const move = (one: object) => departure({ kind: 'relaxation', moves: [one] });

test.each([
  freeze(dice),
  freeze(lottery, { pool: 'parent' }),
  freeze({ kind: 'ceremony', ceremonyId: ID }),
  ['draw.enter_digits', { first: '0', second: '0', photoSha256: SHA, note: '看错一位' }] as const,
  move({ kind: 'min', tag: 'transport', from: 2, to: 1 }),
  move({ kind: 'seats', from: 4, to: 2 }),
  departure({ kind: 'narrow-pool' }),
])('%s takes %j', (kind, body) => {
  expect(refusal(kind, body)).toBeNull();
});

test.each([
  [...freeze({ ...dice, kind: 'coin' }), 'randomness.kind', 'coin', ['ceremony', 'dice', 'public-lottery']],
  [...freeze(dice, { pool: 'other' }), 'pool', 'other', ['own', 'parent']],
  [...freeze({ ...dice, startsAt: '明天九点' }), 'randomness.startsAt', '明天九点', expect.anything()],
  [...freeze({ ...dice, place: ' ' }), 'randomness.place', '', 'at least 1'],
  [...freeze({ ...dice, witnessId: '公证员' }), 'randomness.witnessId', '公证员', expect.anything()],
  [...freeze({ kind: 'ceremony', ceremonyId: '1' }), 'randomness.ceremonyId', '1', expect.anything()],
  [...freeze({ ...lottery, date: '2026-02-30' }), 'randomness.date', '2026-02-30', 'YYYY-MM-DD'],
  [...freeze({ ...lottery, count: 4 }), 'randomness.count', 4, 'at least 5'],
  [...freeze({ ...lottery, count: 21 }), 'randomness.count', 21, 'at most 20'],
  [...freeze({ ...lottery, maximum: 8 }), 'randomness.maximum', 8, 'at least 9'],
  [...freeze({ ...lottery, maximum: 100 }), 'randomness.maximum', 100, 'at most 99'],
  ['draw.freeze', {}, 'randomness', undefined, expect.anything()],
  ['draw.enter_digits', { first: 7, second: '7' }, 'first', 7, 'string'],
  ['draw.enter_digits', { first: '7' }, 'second', undefined, 'string'],
  ['draw.enter_digits', { first: '7'.repeat(401), second: '7' }, 'first', undefined, 'at most 400'],
  [
    'draw.enter_digits',
    { first: '7', second: '7', photoSha256: 'photo.jpg' },
    'photoSha256',
    'photo.jpg',
    expect.anything(),
  ],
  ['draw.enter_digits', { first: '7', second: '7', note: '' }, 'note', '', 'at least 1'],
  ['draw.enter_lottery', { first: '3 8 12' }, 'second', undefined, 'string'],
  ['draw.abandon', { reason: '  ' }, 'reason', '', 'at least 1'],
  ['draw.propose_void', { drawId: ID, reason: '误录', first: '7', second: '7' }, 'evidenceSha256', undefined, 'string'],
  ['draw.decide_void', { proposalId: ID, approve: '是' }, 'approve', '是', 'boolean'],
  [...departure({ kind: 'fewer' }), 'change.kind', 'fewer', expect.arrayContaining(['relaxation', 'narrow-pool'])],
  [...departure({ kind: 'quota', tag: 'water', min: -1, max: 2 }), 'change.min', -1, 'at least 0'],
  [...departure({ kind: 'quota', tag: 'water', min: 0.5, max: 2 }), 'change.min', 0.5, 'int'],
  [...departure({ kind: 'size', size: 17 }), 'change.size', 17, 'at most 15'],
  [...departure({ kind: 'per-employer', limit: 0 }), 'change.limit', 0, 'at least 1'],
  [...departure({ kind: 'only', tags: [] }), 'change.tags', undefined, 'at least 1'],
  [...departure({ kind: 'relaxation', moves: [] }), 'change.moves', undefined, 'at least 1'],
  [...move({ kind: 'both', from: 1, to: 2 }), 'change.moves[0].kind', 'both', ['min', 'max', 'employer', 'seats']],
  [...move({ kind: 'min', from: 1, to: 0 }), 'change.moves[0].tag', undefined, 'string'],
  [...move({ kind: 'employer', from: 1, to: '二' }), 'change.moves[0].to', '二', 'number'],
] as const)('%s refuses %j by its field', (kind, body, field, value, allowed) => {
  const { code, details } = refusal(kind, body)!;
  expect({ code, field: details.field, value: details.value, allowed: details.allowed }).toEqual({
    ...{ code: 'BAD_INPUT', field, value, allowed },
  });
});
