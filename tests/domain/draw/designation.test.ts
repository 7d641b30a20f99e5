import fc from 'fast-check';
import type { Departure } from '../../../domain/draw/departure';
import { assertNotDesignated, designationIn } from '../../../domain/draw/designation';
import { refusalOf } from '../refusal-of';

const chances = (...all: string[]) => all.map((chance, at) => ({ id: `p${at}`, chance }));
const approved = (highestChance: string | null): Departure => ({
  change: { kind: 'narrow-pool' },
  reason: '全市仅此二人',
  poolBefore: 3,
  poolAfter: 3,
  filters: [],
  highestChance,
  proposedBy: 'officer',
  approvedBy: 'director',
});

describe('designationIn', () => {
  it('counts whose chance is above one half; one half itself is a draw', () => {
    expect(designationIn(chances('1/2', '1/2'))).toEqual({ highestChance: '1/2', people: 0 });
    expect(designationIn(chances('5001/10000', '1/1', '0/1'))).toEqual({ highestChance: '1/1', people: 2 });
    expect(designationIn([])).toEqual({ highestChance: '0/1', people: 0 });
  });

  it('agrees with counting in tenthousandths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 }), (weights) => {
        const { people, highestChance } = designationIn(chances(...weights.map((weight) => `${weight}/10000`)));
        const [over, under] = highestChance.split('/').map(Number) as [number, number];
        expect([people, (over / under) * 10_000]).toEqual([
          weights.filter((weight) => weight > 5_000).length,
          expect.closeTo(Math.max(...weights)),
        ]);
      }),
    );
  });
});

describe('assertNotDesignated', () => {
  it('lets a draw pass, and an appointment only as high as the director was shown', () => {
    assertNotDesignated(chances('1/2', '1/2'), []);
    assertNotDesignated(chances('2/3', '1/3'), [approved('2/3')]);
    assertNotDesignated(chances('2/3', '1/3'), [approved('1/1'), approved(null)]);
    const refusal = refusalOf(() => assertNotDesignated(chances('3/4', '1/4'), [approved('2/3'), approved(null)]));
    expect(refusal).toMatchObject({
      code: 'POOL_TOO_NARROW',
      details: { field: 'pool', value: '3/4', people: 1, allowed: '2/3' },
    });
    expect(refusalOf(() => assertNotDesignated(chances('3/4'), [])).details.allowed).toBe('1/2');
  });
});
