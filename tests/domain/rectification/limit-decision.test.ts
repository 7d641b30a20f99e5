import { assertLimitDecision, limitDecisions } from '../../../domain/rectification/limit-decision';
import type { RectificationItem } from '../../../domain/rectification/rectification-item';
import { refusalOf } from '../refusal-of';

const item: RectificationItem = {
  id: 'i1',
  mustFix: true,
  state: 'open',
  servedOn: '2026-03-02',
  setDue: '2026-05-29',
  extendedTo: null,
};

describe('the director’s decision at the limit', () => {
  it('is open from the day after the limit', () => {
    expect(limitDecisions('failed', [item], null, '2026-05-29')).toEqual([]);
    expect(limitDecisions('failed', [item], null, '2026-05-30')).toEqual([
      'extend',
      'reinspect_as_is',
      'treat_as_failed',
    ]);
    expect(limitDecisions('failed', [item], '2026-05-01', '2026-05-02')).toHaveLength(3);
  });

  it('has no second extension', () => {
    const extended = { ...item, extendedTo: '2026-06-30' };
    expect(limitDecisions('failed', [extended], null, '2026-07-01')).toEqual(['reinspect_as_is', 'treat_as_failed']);
    expect(limitDecisions('passed', [extended], null, '2026-07-01')).toEqual([]);
  });

  it('for a project that passed can only extend', () => {
    expect(limitDecisions('passed', [item], null, '2026-05-30')).toEqual(['extend']);
  });

  it('is not asked for items that wait for the bureau or are closed', () => {
    const done: RectificationItem[] = [
      { ...item, state: 'reported' },
      { ...item, state: 'closed' },
    ];
    expect(limitDecisions('failed', done, null, '2026-12-31')).toEqual([]);
  });

  it('is one of those open, with a reason', () => {
    expect(refusalOf(() => assertLimitDecision('treat_as_failed', '逾期', ['extend']))).toMatchObject({
      code: 'DECISION_NOT_ALLOWED',
      details: { value: 'treat_as_failed', allowed: ['extend'] },
    });
    expect(refusalOf(() => assertLimitDecision('extend', '', ['extend'])).code).toBe('REASON_REQUIRED');
    expect(() => assertLimitDecision('extend', '检测未完成', ['extend'])).not.toThrow();
  });
});
