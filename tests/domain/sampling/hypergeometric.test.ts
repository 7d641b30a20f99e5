import fc from 'fast-check';
import { fraction, roundedDown, roundedUp, toText } from '../../../domain/draw/fraction';
import { binomial, detectionChance, upperBound } from '../../../domain/sampling/hypergeometric';
import { sampleReport } from '../../../domain/sampling/sample-report';
import { type InspectedItem, stratumCounts } from '../../../domain/sampling/stratum-counts';

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
  const percent = (N: number, n: number, D: number) => roundedDown(detectionChance(N, n, D), 6);

  it('gives 63, 95 and 99 % for 100 volumes of a large archive', () => {
    const chances = [500, 1_500, 2_500].map((D) => Math.round(100 * percent(50_000, 100, D)));
    expect(chances).toEqual([63, 95, 99]);
  });

  it('agrees with the 95/95 sample of 59 from a large lot', () => {
    expect(percent(1_000_000, 59, 50_000)).toBeGreaterThan(0.95);
    expect(percent(1_000_000, 58, 50_000)).toBeLessThan(0.95);
  });

  it('needs samples as large as the field formula of Cannon and Roe (1982) says, within one', () => {
    // 'Livestock Disease Surveys': n = (1 − (1 − p)^(1/D)) · (N − (D − 1) / 2), to find one of D with chance p.
    for (const [N, D] of [
      [100, 5],
      [100, 10],
      [500, 5],
      [1_000, 10],
      [1_000, 50],
      [10_000, 100],
    ] as const) {
      const formula = (1 - 0.05 ** (1 / D)) * (N - (D - 1) / 2);
      let n = 1;
      while (percent(N, n, D) < 0.95) n++;
      expect(Math.abs(n - formula)).toBeLessThanOrEqual(1);
    }
  });

  it('is certain when all or enough are drawn, and nothing without defects', () => {
    expect(toText(detectionChance(40, 40, 1))).toBe('1/1');
    expect(toText(detectionChance(40, 38, 3))).toBe('1/1');
    expect(toText(detectionChance(40, 10, 1))).toBe('1/4');
    expect(toText(detectionChance(40, 10, 0))).toBe('0/1');
    // Of 8 cups 4 are picked; that they are just the 4 others has the chance 1/70 (Fisher 1935, 'The Design of Experiments').
    expect(toText(detectionChance(8, 4, 4))).toBe('69/70');
  });
});

describe('upperBound', () => {
  it('agrees with the intervals that Kauermann and Küchenhoff (2010) print', () => {
    // 'Stichproben', p. 53: of 300 people 100 were asked. 45 said yes: 110 to 161; 2 said yes: 2 to 19. Their two-sided 95 % intervals end at
    // the first numbers that 2.5 % rule out, so the last that is possible is one before.
    const risk = fraction(1, 40);
    expect(upperBound(300, 100, 45, risk)).toBe(160);
    expect(300 - upperBound(300, 100, 55, risk)).toBe(111);
    expect(upperBound(300, 100, 2, risk)).toBe(18);
    // Their package samplingbook gives 50 to 51 for 50 of 60 among 61, and 10 for 10 of 20 among 20.
    expect(upperBound(61, 60, 50, risk)).toBe(51);
    expect(upperBound(20, 20, 10, risk)).toBe(10);
  });

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

  it('holds for a large sample', () => {
    expect(upperBound(50_000, 4_000, 37)).toBeGreaterThan(460);
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
    const rate = upperBound(300, 30, 1) / 300;
    expect(strata[0]!.upperBound!.rate).toBeGreaterThanOrEqual(rate);
    expect(strata[0]!.upperBound!.rate).toBeLessThan(rate + 1e-4);
    expect(strata[0]!.detection.map(({ percent, volumes }) => [percent, volumes])).toEqual([
      [1, 3],
      [3, 9],
      [5, 15],
    ]);
    const { over, under } = detectionChance(300, 30, 3);
    expect(strata[0]!.detection[0]!.chance).toBe(Math.floor((Number(over) / Number(under)) * 1e4) / 1e4);
    expect(strata[1]).toMatchObject({ upperBound: null, detection: [] });
    expect(overall).toMatchObject({ N: 300, n: 30, defects: 1 });
  });
});

test('a large archive of many defects is reported as exactly', () => {
  const { overall } = sampleReport([
    { stratum: 'quality', N: 25_000, n: 2_000, defects: 700 },
    { stratum: 'other', N: 25_000, n: 2_000, defects: 0 },
  ]);
  expect(overall.upperBound!.rate).toBeGreaterThan(0.175);
  expect(overall.upperBound!.rate).toBeLessThan(0.2);
  expect(overall.detection.map(({ chance }) => chance)).toEqual([0.9999, 0.9999, 0.9999]);
});

describe('rounding', () => {
  it.each([
    [1, 3, 0.3333, 0.3334],
    [2, 3, 0.6666, 0.6667],
    [1, 8, 0.125, 0.125],
    [0, 5, 0, 0],
    [5, 5, 1, 1],
    [9_999_999, 10_000_000, 0.9999, 1],
  ])('%i/%i lies from %f to %f', (over, under, down, up) => {
    expect([roundedDown(fraction(over, under), 4), roundedUp(fraction(over, under), 4)]).toEqual([down, up]);
  });
});

describe('stratumCounts', () => {
  const item = (id: string, change: Partial<InspectedItem> = {}): InspectedItem => ({
    id,
    stratum: 'quality',
    via: 'drawn',
    inspected: true,
    defective: false,
    ...change,
  });
  const strata = [
    { stratum: 'quality', N: 60 },
    { stratum: 'other', N: 9 },
  ];

  it('counts what came by lot and was looked at, each volume once', () => {
    const counts = stratumCounts(strata, [
      item('a'),
      item('b', { defective: true }),
      item('c', { via: 'addition', defective: true }),
      item('d', { via: 'named', defective: true }),
      item('e', { inspected: false }),
      // Drawn again in a later sitting, and found defective then.
      item('a', { defective: true }),
      item('z', { stratum: 'other' }),
    ]);
    expect(counts).toEqual([
      { stratum: 'quality', N: 60, n: 3, defects: 3 },
      { stratum: 'other', N: 9, n: 1, defects: 0 },
    ]);
  });

  it('has nothing to say of a stratum that nothing was drawn of', () => {
    expect(stratumCounts(strata, [])).toEqual([
      { stratum: 'quality', N: 60, n: 0, defects: 0 },
      { stratum: 'other', N: 9, n: 0, defects: 0 },
    ]);
  });
});
