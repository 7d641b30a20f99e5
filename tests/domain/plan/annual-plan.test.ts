import type { PartialDate } from '../../../domain/calendar/partial-date';
import { isAccepted, planReason } from '../../../domain/plan/annual-plan';

const on = (value: string, precision: PartialDate['precision'] = 'day'): PartialDate => ({
  value,
  precision,
  kind: 'planned',
});
const candidate = { stage: 'tracking', completion: null, listedAsCompleting: false } as const;

describe('a year’s acceptance plan', () => {
  test.each([
    ['completes in the year', on('2026-12-31'), 'completes'],
    ['is due in a half-year that ends in it', on('2026-07-01', 'half-year'), 'completes'],
    ['is due in the year and nobody knows when', on('2026-01-01', 'year'), 'completes'],
    ['was due before', on('2025-06-01', 'month'), 'overdue'],
    ['completes on the day after', on('2027-01-01'), null],
    ['completes in a later year', on('2027-01-01', 'year'), null],
  ])('has what %s', (_what, completion, reason) => {
    expect(planReason({ ...candidate, completion }, 2026)).toBe(reason);
  });

  test('goes by the list where the date is unknown, and only there', () => {
    expect(planReason({ ...candidate, listedAsCompleting: true }, 2026)).toBe('listed');
    expect(planReason(candidate, 2026)).toBeNull();
    expect(planReason({ ...candidate, completion: on('2028-01-01'), listedAsCompleting: true }, 2026)).toBeNull();
  });

  test.each(['awaiting_completion', 'handing_over', 'closed'] as const)('has nothing that is %s', (stage) => {
    expect(planReason({ ...candidate, stage, completion: on('2026-05-01') }, 2026)).toBeNull();
  });

  test('counts as accepted what passed, and not what was cancelled or removed', () => {
    expect(isAccepted('awaiting_completion', null)).toBe(true);
    expect(isAccepted('closed', 'handed_over')).toBe(true);
    expect(isAccepted('closed', 'accepted_elsewhere')).toBe(true);
    expect(isAccepted('closed', 'cancelled')).toBe(false);
    expect(isAccepted('closed', 'removed')).toBe(false);
    expect(isAccepted('rectifying', null)).toBe(false);
  });
});
