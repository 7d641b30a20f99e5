import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { drawKey, inTicketOrder } from '../../../domain/draw/draw-key';
import { verifyBundle } from '../../../domain/draw/verify-bundle';
import { type Addition, drawSample } from '../../../domain/sampling/draw-sample';
import { makeSampleBundle, type SampleBundle } from '../../../domain/sampling/sample-bundle';
import { freezeSample, sampleRoot } from '../../../domain/sampling/sample-document';
import { verifySampleBundle } from '../../../domain/sampling/verify-sample-bundle';
import { holm, twoSidedP, zScore } from '../../../ops/fairness/statistics';
import { dice } from '../draw/frozen';
import { refusalOf } from '../refusal-of';
import { rule, sample, sampleInput, secretOf, volumes } from './catalogue';

const document = sample();
const secret = secretOf(41);
const add = (change: Partial<Addition> = {}): Addition => ({
  stratum: 'quality',
  count: 3,
  on: '2026-12-09',
  ...change,
});
const throwOf = (label: string) =>
  dice([...createHash('sha256').update(label).digest().subarray(0, 20)].map((byte) => byte % 10).join(''));

describe('drawSample', () => {
  it('draws the planned number of each stratum, each item once', () => {
    const items = drawSample(document, dice(), secret);
    for (const { stratum, n } of document.strata)
      expect(items.filter((item) => item.stratum === stratum)).toHaveLength(n);
    expect(new Set(items.map(({ id }) => id)).size).toBe(100);
    expect(items.map(({ stratum }) => stratum)).toEqual(
      document.strata.flatMap(({ stratum, n }) => Array(n).fill(stratum)),
    );
  });

  it('is the same for any order of the catalogue, and another for other dice, secrets and commitments', () => {
    const items = drawSample(document, dice(), secret);
    const shuffled = sample({ volumes: volumes(600).toReversed() });
    expect(drawSample(shuffled, dice(), secret)).toEqual(items);
    expect(drawSample(document, dice('1'.repeat(20)), secret)).not.toEqual(items);
    const again = sample({ number: 42 });
    expect(drawSample(again, dice(), secretOf(42))).not.toEqual(items);
    expect(refusalOf(() => drawSample(document, dice(), secretOf(42))).code).toBe('SECRET_MISMATCH');
  });

  it('takes the next tickets for additions, in the same sitting only', () => {
    const first = drawSample(document, dice(), secret);
    const more = drawSample(document, dice(), secret, [add(), add({ stratum: 'other', count: 1 })]);
    expect(more.slice(0, first.length)).toEqual(first);
    const prk = drawKey(
      { root: sampleRoot(document), secretHash: document.secretHash, source: document.source },
      dice(),
      secret,
    );
    const order = inTicketOrder(
      document.volumes.filter(({ stratum }) => stratum === 'quality').map(({ code }) => code),
      prk,
      (code) => code,
    );
    const n = document.strata.find(({ stratum }) => stratum === 'quality')!.n;
    expect(more.slice(first.length)).toEqual([
      ...order.slice(n, n + 3).map((id) => ({ id, stratum: 'quality', via: 'addition' })),
      expect.objectContaining({ stratum: 'other', via: 'addition' }),
    ]);
    const nextDay = () => drawSample(document, dice(), secret, [add({ on: '2026-12-10' })]);
    expect(refusalOf(nextDay)).toMatchObject({ code: 'SAMPLE_OTHER_SITTING', details: { allowed: '2026-12-09' } });
    expect(refusalOf(() => drawSample(document, dice(), secret, [add({ stratum: 'x' })])).code).toBe('STRATUM_UNKNOWN');
  });

  it('goes no further than the stratum', () => {
    const all = drawSample(document, dice(), secret, [add({ count: 1_000 }), add({ count: 1 })]);
    expect(all.filter(({ stratum }) => stratum === 'quality')).toHaveLength(100);
  });

  it('takes all of a small catalogue', () => {
    expect(drawSample(sample({ volumes: volumes(37) }), dice(), secret)).toHaveLength(37);
  });

  it('draws classified volumes by ordinal', () => {
    const some = sample({ volumes: volumes(60), classified: { concealed: 500 } });
    const concealed = drawSample(some, dice(), secret).filter(({ stratum }) => stratum === 'concealed');
    const ordinals = concealed.flatMap(({ id }) => /^classified\/concealed\/(\d+)$/.exec(id)?.[1] ?? []).map(Number);
    expect(ordinals.length).toBeGreaterThan(40);
    expect(ordinals.every((ordinal) => ordinal >= 1 && ordinal <= 500)).toBe(true);
  });

  it('adds named volumes that were not drawn anyway, without taking anybody’s place', () => {
    const plain = drawSample(document, dice(), secret).map(({ id }) => id);
    const outside = document.volumes.map(({ code }) => code).filter((code) => !plain.includes(code));
    const named = [...outside.slice(0, 40), outside[2]!];
    const items = drawSample(sample({ named }), dice(), secret);
    expect(items.filter(({ via }) => via === 'drawn')).toHaveLength(100);
    for (const id of named) expect(items.filter((item) => item.id === id)).toHaveLength(1);
    expect(items.filter(({ via }) => via === 'named').length).toBeGreaterThan(0);
  });

  it('holds enough drawing sheets where the rule says so', () => {
    const water = { ...rule, atLeast: 6, strata: rule.strata.map((stratum) => ({ ...stratum, floor: 1 })) };
    const given = { rule: { ...water, drawings: { stratum: 'as_built', percent: 10 } } };
    const asBuilt = drawSample(sample(given), dice(), secret).filter(({ stratum }) => stratum === 'as_built');
    // 100 as-built volumes of 10 sheets: 10 % are 10 volumes, though the sizes ask for one.
    expect(asBuilt).toHaveLength(10);
    const thin = volumes(600).map((volume) => ({ ...volume, drawings: 0 }));
    const none = drawSample(sample({ ...given, volumes: thin }), dice(), secret);
    expect(none.filter(({ stratum }) => stratum === 'as_built')).toHaveLength(1);
  });

  it('draws every volume of a stratum equally often', () => {
    const small = sample({
      volumes: volumes(60),
      rule: { ...rule, atLeast: 30, strata: rule.strata.map((one) => ({ ...one, floor: 5 })) },
    });
    const drawn = new Map(small.volumes.map(({ code }) => [code, 0]));
    const rounds = 600;
    for (let round = 0; round < rounds; round++) {
      for (const { id } of drawSample(small, throwOf(`round ${round}`), secret)) drawn.set(id, drawn.get(id)! + 1);
    }
    const adjusted = holm([...drawn.values()].map((count) => twoSidedP(zScore(count, rounds, 0.5))));
    expect(Math.min(...adjusted)).toBeGreaterThan(0.001);
  });

  it('draws from 50,000 volumes', () => {
    const large = sample({ volumes: volumes(50_000) });
    expect(drawSample(large, dice(), secret)).toHaveLength(100);
  });
});

describe('freezeSample', () => {
  it.each([
    ['VOLUME_DUPLICATE', { volumes: [...volumes(3), volumes(1)[0]!] }],
    [
      'VOLUME_DUPLICATE',
      { volumes: [{ code: 'classified/quality/2', stratum: 'quality', drawings: 0 }], classified: { quality: 2 } },
    ],
    ['VOLUME_DUPLICATE', { volumes: ['e\u0301', 'é'].map((code) => ({ code, stratum: 'other', drawings: 0 })) }],
    ['VOLUME_UNKNOWN', { named: ['FS-2026-99999'] }],
    ['STRATUM_UNKNOWN', { volumes: [{ code: 'a', stratum: 'photos', drawings: 0 }] }],
    ['STRATUM_UNKNOWN', { classified: { photos: 1 } }],
  ])('refuses with %s', (code, change) => {
    expect(refusalOf(() => freezeSample(sampleInput(change))).code).toBe(code);
  });

  it('keeps titles out', () => {
    const titled = volumes(10).map((volume) => ({ ...volume, title: '秘密标题' }));
    expect(JSON.stringify(sample({ volumes: titled }))).not.toContain('秘密标题');
  });
});

describe('verifySampleBundle', () => {
  const times = { committedAt: '2026-12-09T01:10:00.000Z', enteredAt: '2026-12-09T01:14:00.000Z' };
  const small = sample({
    volumes: volumes(24),
    classified: { quality: 2 },
    named: ['FS-2026-00003'],
    rule: { ...rule, atLeast: 7, strata: rule.strata.map((one) => ({ ...one, floor: 1 })) },
  });
  const text = makeSampleBundle({
    document: small,
    ...times,
    randomness: dice(),
    secret,
    additions: [add({ count: 1 })],
  });
  const failed = (bundle: string, ...announced: [Parameters<typeof verifySampleBundle>[1]?]) =>
    verifySampleBundle(bundle, ...announced).flatMap(({ name, ok }) => (ok ? [] : [name]));
  const forge = (change: (bundle: SampleBundle) => void): string => {
    const bundle = JSON.parse(text) as SampleBundle;
    change(bundle);
    const { document: forged, randomness, additions } = bundle;
    return makeSampleBundle({ document: forged, ...times, randomness, secret: bundle.secret, additions });
  };

  it('finds nothing wrong with a true record', () => {
    const checks = verifySampleBundle(text, { root: sampleRoot(small) });
    expect(checks.map(({ name }) => name)).toEqual([
      'seal',
      'form',
      'announced',
      'root',
      'secret',
      'randomness',
      'catalogue',
      'sizes',
      'result',
    ]);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('is what verifyBundle runs for a sample', () => {
    expect(verifyBundle(text)).toEqual(verifySampleBundle(text));
  });

  it('finds a sample that was made anew, by what was announced', () => {
    const bundle = forge((forged) => (forged.document.subject = '别的工程'));
    expect(failed(bundle, { root: sampleRoot(small) })).toEqual(['announced']);
  });

  it('finds sizes that the rule does not give, and a volume hidden from the count', () => {
    expect(failed(forge((forged) => forged.document.strata[0]!.n--))).toContain('sizes');
    expect(failed(forge((forged) => forged.document.volumes.pop()))).toContain('sizes');
    expect(failed(forge((forged) => forged.document.volumes.reverse()))).toContain('catalogue');
  });

  it('finds volumes put where no sample would ever look', () => {
    const hidden = forge(({ document: forged }) => {
      for (const volume of forged.volumes.filter(({ stratum }) => stratum === 'concealed'))
        volume.stratum = 'elsewhere';
      forged.strata.find(({ stratum }) => stratum === 'concealed')!.N = 0;
    });
    const { finding } = verifySampleBundle(hidden).find(({ name }) => name === 'catalogue')!;
    expect(finding).toMatchObject({ code: 'STRATUM_UNKNOWN', value: 'elsewhere' });
  });

  it.each([
    ['dice', { committedAt: times.committedAt, enteredAt: '2026-12-09T16:00:00.000Z' }],
    ['commitment', { committedAt: '2026-12-08T15:59:59.999Z', enteredAt: times.enteredAt }],
  ])('wants the %s in the sitting', (_, moved) => {
    const bundle = makeSampleBundle({ document: small, ...moved, randomness: dice(), secret, additions: [] });
    expect(failed(bundle)).toEqual(['randomness', 'result']);
  });

  it('verifies any sample', () => {
    const anyCount = fc.record({ catalogue: fc.nat(40), classified: fc.nat(5), extra: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(anyCount, ({ catalogue, classified, extra }) => {
        const some = sample({
          volumes: volumes(catalogue),
          classified: { quality: classified },
          rule: { ...rule, atLeast: 12 },
        });
        const additions = [add({ count: extra })];
        expect(failed(makeSampleBundle({ document: some, ...times, randomness: dice(), secret, additions }))).toEqual(
          [],
        );
      }),
      { numRuns: 40 },
    );
  });
});
