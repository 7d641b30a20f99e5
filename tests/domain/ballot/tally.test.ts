import fc from 'fast-check';
import { VOTES, type Vote } from '../../../domain/ballot/ballot';
import { outcomeCouldChange, tally } from '../../../domain/ballot/tally';

const size = fc.constantFrom(5, 6, 7, 9, 11);
const ballots = size.chain((panelSize) =>
  fc.record({
    panelSize: fc.constant(panelSize),
    votes: fc.array(fc.constantFrom(...VOTES), { maxLength: panelSize }),
  }),
);
const votes = (pass: number, fail: number, abstain = 0): Vote[] => [
  ...Array<Vote>(pass).fill('pass'),
  ...Array<Vote>(fail).fill('fail'),
  ...Array<Vote>(abstain).fill('abstain'),
];

/** Every way in which `count` absent seats could have voted. */
function everyVoteOf(count: number): Vote[][] {
  return count === 0 ? [[]] : everyVoteOf(count - 1).flatMap((rest) => VOTES.map((vote) => [...rest, vote]));
}

describe('the tally', () => {
  it.each([
    [7, votes(4, 3), true],
    [7, votes(3, 4), false],
    [7, votes(3, 0, 4), false],
    [5, votes(3, 0), true],
    [5, votes(2, 0), false],
    [6, votes(3, 3), false],
  ])('of %d seats: 合格 needs more than half of the panel', (panelSize, cast, passed) => {
    expect(tally(panelSize, cast).passed).toBe(passed);
  });

  it('equals the ballots', () => {
    fc.assert(
      fc.property(ballots, ({ panelSize, votes: cast }) => {
        const { pass, fail, abstain, absent, needed, passed } = tally(panelSize, cast);
        expect([pass, fail, abstain]).toEqual(VOTES.map((vote) => cast.filter((one) => one === vote).length));
        expect(pass + fail + abstain + absent).toBe(panelSize);
        expect(passed).toBe(pass >= needed);
        expect(passed).toBe(pass / panelSize > 1 / 2);
      }),
    );
  });

  it('never turns from passed to failed by one more 合格', () => {
    fc.assert(
      fc.property(ballots, fc.nat(), ({ panelSize, votes: cast }, at) => {
        const before = Number(tally(panelSize, cast).passed);
        const changed = cast.map((vote, index) => (index === at % cast.length ? 'pass' : vote));
        expect(Number(tally(panelSize, changed).passed)).toBeGreaterThanOrEqual(before);
        const added = cast.length < panelSize ? [...cast, 'pass' as const] : cast;
        expect(Number(tally(panelSize, added).passed)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('refuses more votes than seats', () => {
    expect(() => tally(5, votes(6, 0))).toThrow(RangeError);
  });
});

describe('whether absent seats could change the outcome', () => {
  it.each([
    [7, votes(4, 0), false],
    [7, votes(3, 3), true],
    [7, votes(3, 2, 1), true],
    [7, votes(2, 4), false],
    [5, votes(2, 2, 1), false],
  ])('of %d seats', (panelSize, cast, could) => {
    expect(outcomeCouldChange(tally(panelSize, cast))).toBe(could);
  });

  it('is exact: some way of voting of the absent gives another outcome', () => {
    const fewAbsent = ballots.filter(({ panelSize, votes: cast }) => panelSize - cast.length <= 6);
    fc.assert(
      fc.property(fewAbsent, ({ panelSize, votes: cast }) => {
        const now = tally(panelSize, cast);
        const others = everyVoteOf(now.absent).map((more) => tally(panelSize, [...cast, ...more]).passed);
        expect(outcomeCouldChange(now)).toBe(others.some((passed) => passed !== now.passed));
      }),
    );
  });
});
