import fc from 'fast-check';
import { drawSample } from '../../../domain/sampling/draw-sample';
import { sampleSizes } from '../../../domain/sampling/sample-sizes';
import { readSamplingRule } from '../../../domain/sampling/sampling-rule';
import defaultRule from '../../../prisma/seed/rule-sets/default/sampling.json';
import waterRule from '../../../prisma/seed/rule-sets/water/sampling.json';
import { dice } from '../draw/frozen';
import { refusalOf } from '../refusal-of';
import { sample, secretOf } from './catalogue';

const rule = readSamplingRule(defaultRule, 'sampling');
const water = readSamplingRule(waterRule, 'sampling');
const drawn = (...given: Parameters<typeof sampleSizes>) => sampleSizes(...given).map(({ n }) => n);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('sampleSizes', () => {
  it('gives floors, then shares the rest in proportion', () => {
    // 50 of 100 are floors; 50 over 950 volumes left: 90, 190, 290, 90, 40, 250.
    expect(drawn(rule, [100, 200, 300, 100, 50, 250])).toEqual([15, 20, 25, 15, 12, 13]);
  });

  it("gives an empty stratum's floor to the others", () => {
    const sizes = drawn(rule, [0, 200, 300, 100, 50, 250]);
    expect(sizes[0]).toBe(0);
    expect(sum(sizes)).toBe(100);
  });

  it('takes all when there are fewer', () => {
    expect(drawn(rule, [3, 4, 5, 6, 7, 8])).toEqual([3, 4, 5, 6, 7, 8]);
    expect(drawn(rule, [0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('takes the larger of number, share and floors', () => {
    expect(sum(drawn(water, [100, 100, 100, 100, 100, 749]))).toBe(100);
    expect(sum(drawn(water, [1_000, 1_000, 1_000, 1_000, 1_000, 1]))).toBe(401);
    const strata = rule.strata.map((stratum) => ({ ...stratum, floor: 30 }));
    expect(sum(drawn({ ...rule, strata }, [900, 900, 900, 900, 900, 900]))).toBe(180);
  });

  it('is total, within bounds, at or above the floors and near the proportion', () => {
    const counts = fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(counts, fc.nat(100), fc.integer({ min: 1, max: 500 }), (volumes, percent, atLeast) => {
        const given = { ...rule, percent, atLeast };
        const sizes = sampleSizes(given, volumes);
        const all = sum(volumes);
        expect(sum(sizes.map(({ n }) => n))).toBe(
          Math.min(all, Math.max(atLeast, 50, Math.ceil((all * percent) / 100))),
        );
        const sure = volumes.map((count, at) => Math.min(count, rule.strata[at]!.floor));
        const rest = sum(sizes.map(({ n }) => n)) - sum(sure);
        sizes.forEach(({ n, N }, at) => {
          expect(N).toBe(volumes[at]);
          expect(n).toBeLessThanOrEqual(N);
          expect(n).toBeGreaterThanOrEqual(sure[at]!);
          const share = (rest * (N - sure[at]!)) / Math.max(1, all - sum(sure));
          expect(Math.abs(n - sure[at]! - share)).toBeLessThan(1);
        });
      }),
    );
  });
});

describe('the rules of a place', () => {
  it('of water works: 8 % of the volumes and 10 % of the drawing sheets, whatever the catalogue', () => {
    const anyVolume = fc.record({
      stratum: fc.constantFrom(...water.strata.map(({ code }) => code)),
      drawings: fc.nat(30),
    });
    const anyCatalogue = fc.array(anyVolume, { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(anyCatalogue, fc.nat(50), (some, classified) => {
        const document = sample({
          rule: { ...water, atLeast: 10, strata: water.strata.map((stratum) => ({ ...stratum, floor: 1 })) },
          volumes: some.map((volume, at) => ({ code: `W-${at}`, ...volume })),
          classified: { concealed: classified },
        });
        const items = drawSample(document, dice(), secretOf(41));
        expect(items.length * 100).toBeGreaterThanOrEqual((some.length + classified) * 8);
        const sheets = (codes: readonly string[]) =>
          sum(
            document.volumes
              .filter(({ code, stratum }) => stratum === 'as_built' && codes.includes(code))
              .map((volume) => volume.drawings),
          );
        const [drawn, all] = [sheets(items.map(({ id }) => id)), sheets(document.volumes.map(({ code }) => code))];
        expect(drawn * 100).toBeGreaterThanOrEqual(all * 10);
      }),
      { numRuns: 60 },
    );
  });

  it.each([5, 10])('of %i %% of all volumes count those that are classified', (percent) => {
    const given = { ...rule, atLeast: 1, percent, strata: rule.strata.map((stratum) => ({ ...stratum, floor: 0 })) };
    expect(sum(drawn(given, [101, 200, 300, 100, 50, 250]))).toBe(Math.ceil((1_001 * percent) / 100));
  });
});

describe('readSamplingRule', () => {
  it.each([
    ['sampling.atLeast', { atLeast: 0 }],
    ['sampling.percent', { percent: 101 }],
    ['sampling.strata[1]', { strata: [rule.strata[0], rule.strata[0]] }],
    ['sampling.drawings.stratum', { drawings: { stratum: 'elsewhere', percent: 10 } }],
    ['sampling.dice', { dice: 10 }],
  ])('refuses a wrong %s', (field, change) => {
    expect(refusalOf(() => readSamplingRule({ ...defaultRule, ...change }, 'sampling'))).toMatchObject({
      code: 'RULE_SET_INVALID',
      details: { field },
    });
  });
});
