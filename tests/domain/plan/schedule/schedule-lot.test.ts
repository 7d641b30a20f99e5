import { toHex } from '../../../../domain/crypto/bytes';
import { scheduleKey } from '../../../../domain/plan/schedule/schedule-lot';

const plan = { jurisdiction: 'FS', year: 2026, codes: ['FS-1', 'NH-2', 'CC-3'] };
const lot = { name: '双色球2026025期', drawnOn: '2026-03-05', value: '3.8.12.19.24.31.5.' };
const keyOf = (...args: Parameters<typeof scheduleKey>) => toHex(scheduleKey(...args));

describe('the key of the order by lot', () => {
  it('depends on the plan as it was fixed and on the lottery, whatever the order of the projects', () => {
    expect(keyOf({ ...plan, codes: plan.codes.toReversed() }, lot)).toBe(keyOf(plan, lot));
    const others = [
      keyOf({ ...plan, year: 2027 }, lot),
      keyOf({ ...plan, codes: plan.codes.slice(1) }, lot),
      keyOf(plan, { ...lot, value: '3.8.12.19.24.31.6.' }),
      keyOf(plan, null),
    ];
    expect(new Set([keyOf(plan, lot), ...others]).size).toBe(5);
  });
});
