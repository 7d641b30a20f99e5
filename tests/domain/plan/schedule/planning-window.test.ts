import type { PartialDate } from '../../../../domain/calendar/partial-date';
import { planningWindow, type WindowFacts } from '../../../../domain/plan/schedule/planning-window';
import { calendar } from '../../calendar/support';
import { rules } from '../../clocks/support';

const TODAY = '2026-03-02';
const completes = (value: string): PartialDate => ({ value, precision: 'day', kind: 'planned' });
const windowOf = (facts: Partial<WindowFacts>) =>
  planningWindow({ stage: 'tracking', completion: null, due: {}, ...facts }, rules, calendar, TODAY);

describe('the days between which a meeting is in time', () => {
  it.each<[string, Partial<WindowFacts>, string, string | null]>([
    // 5 days to name members, the throw, 2 to answer, 3 of notice.
    ['a panel to be formed', { stage: 'paneling', completion: completes('2026-10-31') }, '2026-03-17', '2026-07-31'],
    [
      'an application that waits for its reply',
      { stage: 'reviewing', due: { reply_application: '2026-03-11' } },
      '2026-03-26',
      null,
    ],
    [
      'an overdue reply, which may come today',
      { stage: 'reviewing', due: { reply_application: '2026-02-02' } },
      '2026-03-17',
      null,
    ],
    // Applies by 31 May, a Sunday; 10 days for the reply; then the panel, over Dragon Boat Festival.
    ['a project that will apply in time', { completion: completes('2026-10-31') }, '2026-06-30', '2026-07-31'],
    [
      'one that should have applied already: today',
      { completion: completes('2026-06-30') },
      '2026-03-31',
      '2026-03-30',
    ],
    [
      'a year, which stands for its last day',
      { completion: { ...completes('2026-01-01'), precision: 'year' } },
      '2026-08-31',
      '2026-09-30',
    ],
    ['a date that nobody knows', { stage: 'planned' }, '2026-03-31', null],
    [
      'a clock that was moved',
      { stage: 'paneling', completion: completes('2026-10-31'), due: { accept_by: '2026-09-30' } },
      '2026-03-17',
      '2026-09-30',
    ],
  ])('of %s', (_, facts, earliest, due) => {
    expect(windowOf(facts)).toEqual({ earliest, due });
  });
});
