import { parseDice } from '../../../domain/draw/parse-dice';
import { parseLotteryResult } from '../../../domain/draw/parse-lottery-result';
import { assertFrom } from '../../../domain/draw/randomness';
import { refusalOf } from '../refusal-of';

const digits = '38215678701825415271';

describe('parseDice', () => {
  it('reads groups and full-width digits', () => {
    expect(parseDice('38215 67870 18254 15271', '３８２１５　67870\n1825415271', 20)).toEqual({
      kind: 'dice',
      value: digits,
    });
  });

  it('takes any digits for what they are', () => {
    expect(parseDice('0'.repeat(20), '0'.repeat(20), 20).value).toBe('0'.repeat(20));
    expect(parseDice(`${digits}1`, `${digits}1`, 20).value).toHaveLength(21);
  });

  it.each([
    ['a letter', 'DICE_RANGE', '3821x678701825415271', { field: 'first', position: 5, value: 'x' }],
    ['a number in words', 'DICE_RANGE', '三8215678701825415271', { field: 'first', position: 1 }],
    ['a minus', 'DICE_RANGE', '-38215678701825415271', { field: 'first', position: 1 }],
    ['too few', 'DICE_TOO_FEW', digits.slice(1), { field: 'first', value: 19 }],
    ['nothing', 'DICE_TOO_FEW', '', { field: 'first', value: 0 }],
  ])('refuses %s', (_, code, entry, details) => {
    expect(refusalOf(() => parseDice(entry, digits, 20))).toMatchObject({ code, details });
  });

  it('names every place where the entries differ', () => {
    expect(refusalOf(() => parseDice(digits, '38215678701825145271', 20))).toMatchObject({
      code: 'DICE_MISMATCH',
      details: { field: 'second', positions: [15, 16] },
    });
    expect(refusalOf(() => parseDice(digits, `${digits}0`, 20)).details.positions).toEqual([21]);
    expect(refusalOf(() => parseDice(digits, `${digits.slice(1)}x`, 20)).details).toMatchObject({
      field: 'second',
      position: 20,
    });
  });
});

describe('parseLotteryResult', () => {
  const source = {
    kind: 'public-lottery',
    name: '双色球2026134期',
    date: '2026-11-24',
    count: 7,
    maximum: 33,
  } as const;

  it('has one spelling for a number', () => {
    const value = parseLotteryResult('08 28 3 12 19 25 + 07', '8,28,03,12,19,25,7', source);
    expect(value).toEqual({ kind: 'public-lottery', value: '8.28.3.12.19.25.7.' });
    expect(() => assertFrom(source, value)).not.toThrow();
  });

  it.each([
    ['LOTTERY_RESULT_RANGE', '1 2 3 4 5 6', '1 2 3 4 5 6'],
    ['LOTTERY_RESULT_RANGE', '1 2 3 4 5 6 34', '1 2 3 4 5 6 34'],
    ['LOTTERY_RESULT_RANGE', '0 2 3 4 5 6 7', '0 2 3 4 5 6 7'],
    ['LOTTERY_RESULT_RANGE', '1 2 3 4 5 6 x', '1 2 3 4 5 6 7'],
    ['LOTTERY_RESULT_MISMATCH', '1 2 3 4 5 6 7', '1 2 3 4 6 5 7'],
  ])('refuses with %s: %s | %s', (code, first, second) => {
    expect(refusalOf(() => parseLotteryResult(first, second, source)).code).toBe(code);
  });
});

describe('assertFrom', () => {
  const lottery = { kind: 'public-lottery', name: 'n', date: '2026-11-24', count: 2, maximum: 33 } as const;

  it.each([
    [
      { kind: 'dice', value: digits.slice(1) },
      { kind: 'dice', count: 20 },
    ],
    [
      { kind: 'dice', value: `${digits} ` },
      { kind: 'dice', count: 20 },
    ],
    [
      { kind: 'dice', value: '３'.repeat(20) },
      { kind: 'dice', count: 20 },
    ],
    [
      { kind: 'public-lottery', value: '1.2.' },
      { kind: 'dice', count: 20 },
    ],
    [{ kind: 'dice', value: digits }, lottery],
    [{ kind: 'public-lottery', value: '01.2.' }, lottery],
    [{ kind: 'public-lottery', value: '1.2' }, lottery],
    [{ kind: 'public-lottery', value: '1.34.' }, lottery],
    [{ kind: 'public-lottery', value: '1.2.3.' }, lottery],
  ] as const)('refuses %j from %j', (randomness, source) => {
    expect(refusalOf(() => assertFrom(source, randomness)).code).toBe('RANDOMNESS_SOURCE');
  });
});
