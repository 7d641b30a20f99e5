import type { Constraints } from '../../../domain/draw/constraints';
import { type PanelMember, panelViolations } from '../../../domain/panel/panel-in-force';
import { defaultRules } from '../rules/seed-rule-sets';
import { panelOf } from './panels';

const constraints: Constraints = {
  seats: 3,
  quotas: [
    { tag: 'archives', min: 1, max: 3 },
    { tag: 'transport', min: 2, max: 3 },
  ],
  perEmployer: 1,
};

const lawful: PanelMember[] = panelOf(7).map((seat, index) => ({
  ...seat,
  employerId: index < 2 ? 'bureau' : `org-${index}`,
  tags: index === 4 ? ['archives'] : ['transport'],
  recused: false,
}));

const violations = (members: PanelMember[]) => panelViolations(members, defaultRules.meeting, 'bureau', constraints);
const changed = (id: string, change: Partial<PanelMember>) =>
  lawful.map((member) => (member.id === id ? { ...member, ...change } : member));

describe('a panel in force', () => {
  it('that is lawful has no violation', () => {
    expect(violations(lawful)).toEqual([]);
  });

  it.each<[string, PanelMember[], object[]]>([
    ['is odd', lawful.filter(({ id }) => id !== 's3'), [{ code: 'EVEN', size: 6 }]],
    [
      'has five or more',
      lawful.filter(({ id }) => !['s3', 's4', 's5', 's6'].includes(id)),
      [
        { code: 'TOO_SMALL', size: 3 },
        { code: 'LIMIT_BROKEN', limit: { kind: 'seats' } },
        { code: 'LIMIT_BROKEN', limit: { kind: 'min', tag: 'archives' } },
        { code: 'LIMIT_BROKEN', limit: { kind: 'min', tag: 'transport' } },
      ],
    ],
    ['has a leader', changed('s1', { role: 'department' }), [{ code: 'NO_LEADER' }]],
    ['has one leader', changed('s2', { role: 'leader' }), [{ code: 'MORE_THAN_ONE_LEADER' }, { code: 'NO_DEPUTY' }]],
    [
      'is led by the organiser',
      changed('s1', { employerId: 'x' }),
      [{ code: 'LEADER_NOT_OF_ORGANISER', seatId: 's1' }],
    ],
    ['has no vacancy', changed('s4', { personId: null }), [{ code: 'SEAT_VACANT', seatId: 's4' }]],
    ['has nobody recused', changed('s6', { recused: true }), [{ code: 'RECUSED', seatId: 's6' }]],
    ['has nobody twice', changed('s6', { personId: 'p-s1' }), [{ code: 'PERSON_TWICE', seatId: 's6' }]],
    [
      'meets its quotas',
      changed('s6', { tags: [] }),
      [{ code: 'LIMIT_BROKEN', limit: { kind: 'min', tag: 'transport' } }],
    ],
    [
      'has one expert of an employer',
      changed('s6', { employerId: 'org-6' }),
      [{ code: 'LIMIT_BROKEN', limit: { kind: 'employer' } }],
    ],
  ])('%s', (_, members, expected) => {
    expect(violations(members)).toEqual(expected);
  });

  it('does not count a shared employer against appointed seats or members without one', () => {
    expect(violations(changed('s3', { employerId: 'bureau' }))).toEqual([]);
    expect(violations(lawful.map((m) => (m.role === 'expert' ? { ...m, employerId: null } : m)))).toEqual([]);
  });
});
