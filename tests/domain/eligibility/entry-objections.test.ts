import fc from 'fast-check';
import { readPanelRule } from '../../../domain/draw/panel-rule';
import { entryObjections } from '../../../domain/eligibility/entry-objections';
import type { PoolPerson } from '../../../domain/eligibility/pool-person';
import { recusals } from '../../../domain/eligibility/recusal';
import panel from '../../../prisma/seed/rule-sets/default/panel.json';

const { eligibility } = readPanelRule(panel, 'panel');
const rule = { ...eligibility, yearlyCap: 2, load: { months: 12, slack: 1 } };
const recused = recusals(rule.recusal, [{ organisationId: 'owner', role: 'owner' }], [], '2026-11-20');

const person = (id: string, change: Partial<PoolPerson> = {}): PoolPerson => ({
  id,
  employerId: null,
  status: 'active',
  regulatorStaff: false,
  specialties: [],
  titleLevel: 'senior',
  yearsInField: 20,
  birthDate: '1970-05-05',
  joinedOn: '2015-01-01',
  relations: [],
  selfRecused: false,
  unavailable: [],
  seats: [],
  ...change,
});
const seats = (...days: string[]) => ({ seats: days.map((meetingOn) => ({ takenOn: '2026-11-25', meetingOn })) });
const context = { rule, recused, meetingOn: '2026-12-09', loadOf: null };

describe('entryObjections', () => {
  it.each([
    ['nothing', undefined, {}],
    ['he left the pool', 'UNAVAILABLE', { status: 'ended' }],
    ['he went to work for a party', 'RECUSED', { employerId: 'owner' }],
    ['another draw booked him', 'UNAVAILABLE', { unavailable: ['2026-12-09/morning'] }],
    ['he reached the cap', 'YEARLY_CAP', seats('2026-03-01', '2026-12-20')],
    ['his other seats are of next year', undefined, seats('2026-03-01', '2027-01-05')],
    ['a relation before all else', 'RECUSED', { employerId: 'owner', unavailable: ['2026-12-09/morning'] }],
  ] as const)('%s: %s', (_, code, change) => {
    expect(entryObjections([person('p', change as Partial<PoolPerson>)], context).get('p')).toBe(code);
  });

  it('compares loads among those against whom nothing else speaks', () => {
    const loads: Record<string, number> = { away: 0, low: 1, fair: 2, high: 3 };
    const people = Object.keys(loads).map((id) =>
      person(id, { unavailable: id === 'away' ? ['2026-12-09/morning'] : [] }),
    );
    expect([...entryObjections(people, { ...context, loadOf: (id) => loads[id]! })]).toEqual([
      ['away', 'UNAVAILABLE'],
      ['high', 'LOAD'],
    ]);
  });

  it('leaves somebody whenever loads alone speak against people', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }), (loads) => {
        const people = loads.map((_, at) => person(`${at}`));
        const objections = entryObjections(people, { ...context, loadOf: (id) => loads[Number(id)]! });
        const lowest = Math.min(...loads);
        expect([...objections.keys()]).toEqual(
          people.map(({ id }) => id).filter((id) => loads[Number(id)]! > lowest + 1),
        );
      }),
    );
  });
});
