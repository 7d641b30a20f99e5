import fc from 'fast-check';
import { assertHandedOver, type Handover, signHandover, unexplainedCounts } from '../../../domain/handover/handover';
import { refusalOf } from '../refusal-of';
import { defaultRules } from '../rules/seed-rule-sets';

const { handover: rule } = defaultRules;
const handover = (change: Partial<Handover> = {}): Handover => ({
  receiverId: 'urban-archives',
  counts: [
    { kind: 'volumes', catalogue: 6204, paper: 6204, electronic: 6204 },
    { kind: 'drawings', catalogue: 812, paper: 812, electronic: 812 },
    { kind: 'media', catalogue: 3, paper: 3, electronic: 0 },
  ],
  differences: [],
  signedOn: null,
  ...change,
});
const short = handover({
  counts: [{ kind: 'volumes', catalogue: 6204, paper: 6202, electronic: 6205 }],
  differences: [
    { kind: 'volumes', side: 'paper', missing: 2, explanation: 'FC-2-SG-0147、0148送修复，30日内补交' },
    { kind: 'volumes', side: 'electronic', missing: -1, explanation: '目录外增加1卷补充协议' },
  ],
});
const refusalFor = (given: Handover) => refusalOf(() => signHandover(rule, given, '2026-11-24'));

describe('a hand-over', () => {
  it('is signed when paper, catalogue and electronic files agree; what has no e-file is not compared', () => {
    expect(signHandover(rule, handover(), '2026-11-24')).toEqual(handover({ signedOn: '2026-11-24' }));
  });

  it('is signed with every difference itemised', () => {
    expect(signHandover(rule, short, '2026-11-24').signedOn).toBe('2026-11-24');
  });

  it('is refused while a difference is not explained in full', () => {
    const half = { ...short, differences: [{ ...short.differences[0]!, missing: 1 }] };
    expect(refusalFor(half)).toMatchObject({
      code: 'COUNTS_DIFFER',
      details: {
        value: [
          { kind: 'volumes', side: 'paper', missing: 2, explained: 1 },
          { kind: 'volumes', side: 'electronic', missing: -1, explained: 0 },
        ],
      },
    });
  });

  it('is refused with a difference where there is none', () => {
    const stray = handover({ differences: [{ kind: 'photos', side: 'paper', missing: 1, explanation: '缺1张' }] });
    expect(refusalFor(stray).code).toBe('COUNTS_DIFFER');
  });

  it('is refused without words, twice, empty, or with counts that cannot be', () => {
    const [first] = handover().counts;
    expect(refusalFor({ ...short, differences: short.differences.map((d) => ({ ...d, explanation: ' ' })) }).code).toBe(
      'REASON_REQUIRED',
    );
    expect(refusalFor(handover({ signedOn: '2026-11-01' })).code).toBe('HANDOVER_SIGNED');
    expect(refusalFor(handover({ counts: [] })).code).toBe('BAD_INPUT');
    expect(refusalFor(handover({ counts: [first!, first!] })).code).toBe('BAD_INPUT');
    expect(refusalFor(handover({ counts: [{ ...first!, kind: 'scrolls' }] })).details.value).toBe('scrolls');
    expect(refusalFor(handover({ counts: [{ ...first!, paper: -1 }] })).details.value).toBe(-1);
    expect(refusalFor(handover({ counts: [{ ...first!, paper: 1.5 }] })).code).toBe('BAD_INPUT');
  });

  it('is explained exactly by the differences themselves', () => {
    const count = fc.nat(500);
    fc.assert(
      fc.property(count, count, count, (catalogue, paper, electronic) => {
        const counts = [{ kind: 'volumes', catalogue, paper, electronic }];
        const bare = handover({ counts });
        expect(unexplainedCounts(rule, bare).map(({ side }) => side)).toEqual(
          [paper !== catalogue && 'paper', electronic !== catalogue && 'electronic'].filter(Boolean),
        );
        const differences = unexplainedCounts(rule, bare).map(({ kind, side, missing }) => ({
          kind,
          side,
          missing,
          explanation: '逐项列明',
        }));
        expect(unexplainedCounts(rule, { ...bare, differences })).toEqual([]);
      }),
    );
  });

  it('is complete when every receiver signed and no item is open', () => {
    const signed = handover({ signedOn: '2026-11-24' });
    expect(() => assertHandedOver([signed], [])).not.toThrow();
    expect(refusalOf(() => assertHandedOver([signed, handover({ receiverId: 'owner' })], []))).toMatchObject({
      code: 'HANDOVER_NOT_SIGNED',
      details: { value: ['owner'] },
    });
    expect(refusalOf(() => assertHandedOver([], [])).code).toBe('HANDOVER_NOT_SIGNED');
    expect(refusalOf(() => assertHandedOver([signed], ['i1']))).toMatchObject({
      code: 'ITEMS_OPEN',
      details: { value: ['i1'] },
    });
  });
});
