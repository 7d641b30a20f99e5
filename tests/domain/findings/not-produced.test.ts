import { isNotProduced, notProducedFinding } from '../../../domain/findings/not-produced';
import { defaultRules } from '../rules/seed-rule-sets';

const { findings: rule } = defaultRules;
const fetched = (producedAt: string | null) => ({
  volume: 'FC-2-ZJ-0906',
  askedAt: '2026-11-23T05:20:00.000Z',
  producedAt,
});

describe('a volume that was not produced', () => {
  it.each([
    ['2026-11-23T06:20:00.000Z', '2026-11-23T09:00:00.000Z', false],
    ['2026-11-23T06:20:00.001Z', '2026-11-23T09:00:00.000Z', true],
    [null, '2026-11-23T06:20:00.000Z', false],
    [null, '2026-11-23T06:20:00.001Z', true],
  ])('put on the table at %s, seen at %s', (producedAt, now, missing) => {
    expect(isNotProduced(rule, fetched(producedAt), now)).toBe(missing);
  });

  it('follows the rule’s minutes', () => {
    expect(isNotProduced({ ...rule, fetchMinutes: 90 }, fetched('2026-11-23T06:50:00.000Z'), '')).toBe(false);
  });

  it('is a finding of the recorder, open for deliberation', () => {
    expect(notProducedFinding(rule, 'f1', fetched(null))).toMatchObject({
      id: 'f1',
      seatId: null,
      volume: 'FC-2-ZJ-0906',
      code: 'P-01',
      severity: 'serious',
      disposition: { kind: 'open' },
    });
  });
});
