import fc from 'fast-check';
import { binomial, detectionChance, upperBound } from '../../../domain/sampling/hypergeometric';
import { sampleReport } from '../../../domain/sampling/sample-report';

describe('binomial', () => {
  it.each([
    [5, 2, 10n],
    [52, 5, 2_598_960n],
    [49, 6, 13_983_816n],
    [3, 4, 0n],
    [3, -1, 0n],
    [0, 0, 1n],
  ])('C(%i, %i) = %i', (n, k, value) => {
    expect(binomial(n, k)).toBe(value);
  });
});

describe('detectionChance', () => {
  it('gives 63, 95 and 99 % for 100 volumes of a large archive', () => {
    const chances = [500, 1_500, 2_500].map((D) => Math.round(100 * detectionChance(50_000, 100, D)));
    expect(chances).toEqual([63, 95, 99]);
  });

  it('agrees with the 95/95 sample of 59 from a large lot', () => {
    expect(detectionChance(1_000_000, 59, 50_000)).toBeGreaterThan(0.95);
    expect(detectionChance(1_000_000, 58, 50_000)).toBeLessThan(0.95);
  });

  it('is certain when all or enough are drawn, and nothing without defects', () => {
    expect(detectionChance(40, 40, 1)).toBe(1);
    expect(detectionChance(40, 38, 3)).toBe(1);
    expect(detectionChance(40, 10, 1)).toBeCloseTo(0.25, 12);
    expect(detectionChance(40, 10, 0)).toBe(0);
  });
});

describe('upperBound', () => {
  it('follows the rule of three for a large archive', () => {
    // Without replacement from 50,000 hardly differs from the binomial 1 − 0.05^(1/100) = 2.951 %.
    expect(upperBound(50_000, 100, 0) / 50_000).toBeCloseTo(1 - 0.05 ** 0.01, 3);
    // Clopper-Pearson, one-sided, for 1 and 2 of 100: 4.656 % and 6.162 %.
    expect(upperBound(1_000_000, 100, 1) / 1_000_000).toBeCloseTo(0.04656, 3);
    expect(upperBound(1_000_000, 100, 2) / 1_000_000).toBeCloseTo(0.06162, 3);
  });

  it('knows the truth when everything was inspected', () => {
    expect(upperBound(80, 80, 3)).toBe(3);
    expect(upperBound(80, 80, 80)).toBe(80);
    expect(upperBound(10, 1, 1)).toBe(10);
  });

  it('is the last plausible number, by summing all samples', () => {
    const tail = (N: number, n: number, D: number, most: number): number =>
      Array.from({ length: most + 1 }, (_, i) => Number(binomial(D, i) * binomial(N - D, n - i))).reduce(
        (a, b) => a + b,
      ) / Number(binomial(N, n));
    const anyCase = fc
      .integer({ min: 1, max: 40 })
      .chain((N) => fc.tuple(fc.constant(N), fc.integer({ min: 1, max: N })))
      .chain(([N, n]) => fc.tuple(fc.constant(N), fc.constant(n), fc.nat(n)));
    fc.assert(
      fc.property(anyCase, ([N, n, defects]) => {
        const bound = upperBound(N, n, defects);
        const most = N - (n - defects);
        expect(bound).toBeGreaterThanOrEqual(defects);
        expect(bound).toBeLessThanOrEqual(most);
        if (bound > defects) expect(tail(N, n, bound, defects)).toBeGreaterThan(0.05);
        if (bound < most) expect(tail(N, n, bound + 1, defects)).toBeLessThanOrEqual(0.05 + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('covers the truth in at least 95 % of all samples', () => {
    const [N, n, D] = [60, 15, 9];
    const covered = Array.from({ length: n + 1 }, (_, d) => d)
      .filter((d) => upperBound(N, n, Math.min(d, D)) >= D)
      .map((d) => Number(binomial(D, d) * binomial(N - D, n - d)) / Number(binomial(N, n)))
      .reduce((a, b) => a + b, 0);
    expect(covered).toBeGreaterThanOrEqual(0.95);
  });

  it('is quick for a large sample', () => {
    const started = process.cpuUsage();
    expect(upperBound(50_000, 4_000, 37)).toBeGreaterThan(460);
    expect(process.cpuUsage(started).user / 1e3).toBeLessThan(3_000);
  });
});

describe('sampleReport', () => {
  it('reports each stratum and all together', () => {
    const { strata, overall } = sampleReport([
      { stratum: 'as_built', N: 300, n: 30, defects: 1 },
      { stratum: 'quality', N: 0, n: 0, defects: 0 },
    ]);
    expect(strata[0]).toMatchObject({ stratum: 'as_built', N: 300, n: 30, defects: 1 });
    expect(strata[0]!.upperBound!.volumes).toBe(upperBound(300, 30, 1));
    expect(strata[0]!.upperBound!.rate).toBeCloseTo(upperBound(300, 30, 1) / 300, 12);
    expect(strata[0]!.detection.map(({ percent }) => percent)).toEqual([1, 3, 5]);
    expect(strata[0]!.detection[0]!.chance).toBeCloseTo(detectionChance(300, 30, 3), 12);
    expect(strata[1]).toMatchObject({ upperBound: null, detection: [] });
    expect(overall).toMatchObject({ N: 300, n: 30, defects: 1 });
  });
});
