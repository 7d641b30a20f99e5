import fc from 'fast-check';
import { dropFinding, type Finding, markFinding, mergeFinding } from '../../../domain/findings/finding';
import {
  closeItem,
  extendItem,
  isRectified,
  itemLimit,
  itemsFromFindings,
  openItems,
  type RectificationItem,
  reportItem,
  sendBackItem,
} from '../../../domain/rectification/rectification-item';
import { refusalOf } from '../refusal-of';
import { defaultRules } from '../rules/seed-rule-sets';

const item = (change: Partial<RectificationItem> = {}): RectificationItem => ({
  id: 'i1',
  mustFix: true,
  state: 'open',
  servedOn: '2026-03-02',
  setDue: '2026-05-29',
  extendedTo: null,
  ...change,
});

describe('items to rectify', () => {
  it('are the standing findings marked must-fix or fix, with what was merged into them', () => {
    const open = ['1', '2', '3', '4', '5'].map(
      (id): Finding => ({
        id,
        seatId: 's1',
        volume: null,
        code: 'W-01',
        article: 'DA/T 28—2018',
        evidence: '缺件',
        severity: 'ordinary',
        disposition: { kind: 'open' },
      }),
    );
    const merged = dropFinding(mergeFinding(open, '2', '1'), '5', '登记有误');
    const settled = markFinding(markFinding(markFinding(merged, '1', 'must_fix'), '3', 'advice'), '4', 'fix');
    expect(itemsFromFindings(defaultRules.findings, settled)).toEqual([
      { findingIds: ['1', '2'], mustFix: true },
      { findingIds: ['4'], mustFix: false },
    ]);
    expect(itemsFromFindings({ ...defaultRules.findings, rectified: ['must_fix'] }, settled)).toHaveLength(1);
  });

  it('go from open to reported to closed, or back to open', () => {
    const reported = reportItem(item(), ['file-1']);
    expect(reported.state).toBe('reported');
    expect(closeItem(reported).state).toBe('closed');
    const back = sendBackItem(reported, '照片看不清签字');
    expect(back).toEqual(item());
    expect(reportItem(back, ['file-2']).state).toBe('reported');
  });

  it('refuse every other step', () => {
    expect(refusalOf(() => closeItem(item()))).toMatchObject({
      code: 'ITEM_STATE',
      details: { value: 'open', allowed: ['reported'] },
    });
    expect(refusalOf(() => sendBackItem(item(), '不实')).code).toBe('ITEM_STATE');
    expect(refusalOf(() => reportItem(item({ state: 'closed' }), ['f'])).code).toBe('ITEM_STATE');
    expect(refusalOf(() => reportItem(item(), [])).code).toBe('EVIDENCE_REQUIRED');
    expect(refusalOf(() => sendBackItem(item({ state: 'reported' }), '')).code).toBe('REASON_REQUIRED');
  });

  it.each([
    ['the day set', item(), null, '2026-05-29'],
    ['the planned completion when it is earlier', item(), '2026-05-01', '2026-05-01'],
    ['the day set when completion is later', item(), '2026-09-01', '2026-05-29'],
    ['the extension', item({ extendedTo: '2026-06-30' }), '2026-09-01', '2026-06-30'],
    ['the planned completion before the extension', item({ extendedTo: '2026-06-30' }), '2026-06-15', '2026-06-15'],
    ['the day set when completion was past at service', item(), '2026-03-01', '2026-05-29'],
  ])('end on %s', (_, given, completion, limit) => {
    expect(itemLimit(given, completion)).toBe(limit);
  });

  it('are extended once, with a reason, to a day that helps', () => {
    const extended = extendItem(item(), '2026-06-30', '等待补充检测', null);
    expect(itemLimit(extended, null)).toBe('2026-06-30');
    expect(refusalOf(() => extendItem(extended, '2026-07-30', '再延', null)).code).toBe('EXTENSION_USED');
    expect(refusalOf(() => extendItem(item(), '2026-05-29', '不变', null)).code).toBe('EXTENSION_NOT_LATER');
    expect(refusalOf(() => extendItem(item(), '2026-06-30', '超过计划竣工验收', '2026-05-01')).code).toBe(
      'EXTENSION_NOT_LATER',
    );
    expect(refusalOf(() => extendItem(item(), '2026-06-30', ' ', null)).code).toBe('REASON_REQUIRED');
    expect(refusalOf(() => extendItem(item({ state: 'reported' }), '2026-06-30', '已报', null)).code).toBe(
      'ITEM_STATE',
    );
  });

  it('never end after the day set or extended to, nor after a completion still to come when served', () => {
    const day = fc.integer({ min: 1, max: 365 }).map((n) => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.option(day), fc.option(day), (servedOn, setDue, extendedTo, completion) => {
        const limit = itemLimit({ servedOn, setDue, extendedTo }, completion);
        const due = extendedTo ?? setDue;
        expect(limit <= due).toBe(true);
        if (completion !== null && completion > servedOn) expect(limit <= completion).toBe(true);
        expect([due, completion]).toContain(limit);
      }),
    );
  });

  it('let a re-inspection begin when the must-fix are closed, a hand-over when all are', () => {
    const items = [item({ state: 'closed' }), item({ id: 'i2', mustFix: false })];
    expect(isRectified(items)).toBe(true);
    expect(openItems(items).map(({ id }) => id)).toEqual(['i2']);
    expect(isRectified([item({ state: 'reported' })])).toBe(false);
    expect(openItems([item({ state: 'reported' })])).toHaveLength(1);
    expect(openItems([item({ state: 'closed' })])).toEqual([]);
  });
});
