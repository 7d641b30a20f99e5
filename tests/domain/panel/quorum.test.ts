import fc from 'fast-check';
import { presidingSeat } from '../../../domain/panel/panel';
import { assertCanOpen, quorum } from '../../../domain/panel/quorum';
import { refusalOf } from '../refusal-of';
import { defaultRules } from '../rules/seed-rule-sets';
import { anyPanel, panelOf, seatIds } from './panels';

const all = { ...defaultRules.meeting, opening: 'all' as const };
const min5 = { ...defaultRules.meeting, opening: 'min5' as const };
const seven = panelOf(7);

describe('opening a meeting', () => {
  it('takes every seat', () => {
    expect(() => assertCanOpen(seven, seatIds(seven), all, false)).not.toThrow();
    expect(refusalOf(() => assertCanOpen(seven, seatIds(seven).slice(0, 6), all, true))).toMatchObject({
      code: 'QUORUM_NOT_MET',
      details: { value: 6, allowed: '7 or more' },
    });
  });

  it('under min5 takes five, leader or deputy among them, and the director', () => {
    const five = ['s2', 's3', 's4', 's5', 's6'];
    expect(() => assertCanOpen(seven, five, min5, true)).not.toThrow();
    expect(refusalOf(() => assertCanOpen(seven, five, min5, false)).code).toBe('DIRECTOR_NEEDED');
    expect(refusalOf(() => assertCanOpen(seven, five.slice(0, 4), min5, true))).toMatchObject({
      code: 'QUORUM_NOT_MET',
      details: { value: 4, allowed: '5 or more' },
    });
    expect(refusalOf(() => assertCanOpen(seven, ['s3', 's4', 's5', 's6', 's7'], min5, true)).code).toBe(
      'NOBODY_PRESIDES',
    );
  });

  it('under min5 asks no director when all are there', () => {
    expect(() => assertCanOpen(seven, seatIds(seven), min5, false)).not.toThrow();
  });
});

describe('a meeting under way', () => {
  it('goes on with five of seven, and is adjourned with four', () => {
    expect(quorum(seven, ['s1', 's3', 's4', 's5', 's6'], all)).toEqual({
      appointed: 7,
      present: 5,
      presiding: 's1',
      sitting: true,
    });
    expect(quorum(seven, ['s1', 's3', 's4', 's5'], all).sitting).toBe(false);
  });

  it('passes to the deputy, and is adjourned without both', () => {
    expect(presidingSeat(seven, ['s2', 's3'])?.id).toBe('s2');
    expect(quorum(seven, ['s3', 's4', 's5', 's6', 's7'], all)).toMatchObject({ presiding: null, sitting: false });
  });

  it('always measures against the panel as appointed', () => {
    fc.assert(
      fc.property(anyPanel, fc.infiniteStream(fc.boolean()), (panel, stays) => {
        const present = seatIds(panel).filter(() => stays.next().value);
        const { appointed, sitting } = quorum(panel, present, all);
        expect(appointed).toBe(panel.length);
        const led = present.includes('s1') || present.includes('s2');
        expect(sitting).toBe(led && present.length >= 5);
        const opens = (rule: typeof all | typeof min5) => {
          try {
            assertCanOpen(panel, present, rule, true);
            return true;
          } catch {
            return false;
          }
        };
        expect(opens(all)).toBe(present.length === panel.length);
        expect(opens(min5)).toBe(sitting);
      }),
    );
  });
});
