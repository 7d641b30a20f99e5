import { completable } from '../../../domain/draw/feasibility';
import { questionOf, readPools } from '../../../ops/bench-draw/pools';
import { comparedWith, gini } from '../../../ops/bench-draw/side-by-side';
import { exampleSmall, PROTOTYPES } from '../../domain/draw/pools';

const pools = readPools();

describe('the pools of the benchmark', () => {
  it('are those whose best chances are known by counting, and example_small', () => {
    const counted = ['counted 30→5', 'counted 60→7', 'counted 120→9, cap 2', 'counted 300→9'];
    for (const [at, [, known]] of PROTOTYPES.entries()) {
      expect(questionOf(pools[counted[at]!]!)).toEqual(known.question);
      expect(pools[counted[at]!]!.known).toEqual({ lowest: known.lowest, highest: known.highest });
    }
    expect(questionOf(pools['example_small 20→2']!)).toEqual(exampleSmall(20, 2));
    expect(questionOf(pools['example_small 200→20']!)).toEqual(exampleSmall(200, 20));
  });

  it.each(Object.keys(pools))('are asked what can be answered: %s', (name) => {
    const { candidates, constraints } = questionOf(pools[name]!);
    expect(completable(candidates, constraints)([])).toBe(true);
  });
});

describe('comparedWith', () => {
  it('looks at the lowest and the highest chance', () => {
    expect(comparedWith([0.1, 0.3], [0.3, 0.1 + 1e-9])).toBe('the same');
    expect(comparedWith([0.1, 0.3], [0.1, 0.4])).toBe('better');
    expect(comparedWith([0.1, 0.3], [0.2, 0.3])).toBe('worse');
    expect(comparedWith([0.1, 0.3], [0.2, 0.4])).toBe('mixed');
  });
});

describe('gini', () => {
  it('is 0 for equals, and (n − 1) / n when one of n has all', () => {
    expect(gini([0.1, 0.1, 0.1])).toBeCloseTo(0, 12);
    expect(gini([0, 0, 0, 1])).toBeCloseTo(0.75, 12);
  });
});
