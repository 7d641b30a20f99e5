import fc from 'fast-check';
import { brokenLimits } from '../../../domain/draw/constraints';
import type { DrawDocument } from '../../../domain/draw/draw-document';
import { drawPanel } from '../../../domain/draw/draw-panel';
import { completable } from '../../../domain/draw/feasibility';
import { canRelaxTo, continuePanel, type PanelEvent, refillPanel, shortage } from '../../../domain/draw/refill';
import { planTable } from '../../../domain/draw/table-lottery';
import { refusalOf } from '../refusal-of';
import { bytes32, CONSTRAINTS, dice, frozen, membersOf } from './frozen';
import { anyQuestion, evenTable, people } from './questions';

const secret = bytes32('secret');
const pool = people([['archives'], ['archives'], ['transport'], ['transport'], ['transport']]);
const { document } = frozen(pool, CONSTRAINTS);
const result = drawPanel(document, dice(), secret);

const tagsOf = (id: string) => document.candidates.find((person) => person.id === id)!.tags;
const declined = (id: string): PanelEvent => ({ kind: 'vacancy', id, code: 'DECLINED' });
const drawnWith = (tag: string) => result.drawn.find((id) => tagsOf(id).includes(tag))!;
const alternatesWith = (tag: string) => result.alternates.filter((id) => tagsOf(id).includes(tag));

describe('refillPanel', () => {
  it('takes the next by ticket with whom the quotas hold, and says who was passed over and why', () => {
    const { members, refills } = refillPanel(document, result, [declined(drawnWith('archives'))]);
    const [archivist] = alternatesWith('archives');
    expect(members).toEqual([drawnWith('transport'), archivist]);
    const before = result.alternates.slice(0, result.alternates.indexOf(archivist!));
    expect(refills).toEqual([
      {
        event: declined(drawnWith('archives')),
        filled: [
          {
            id: archivist,
            feasible: 1,
            passedOver: before.map((id) => ({ id, limits: [{ kind: 'min', tag: 'archives' }] })),
          },
        ],
        vacant: 0,
      },
    ]);
  });

  it('never asks twice', () => {
    const [first, second] = alternatesWith('transport');
    const events = [declined(drawnWith('transport')), declined(first!)];
    const { members } = refillPanel(document, result, events);
    expect(members).toEqual([drawnWith('archives'), second]);
  });

  it('says which quota is short when nobody is left, and goes on when it was relaxed', () => {
    const [archivist] = alternatesWith('archives');
    const events = [declined(drawnWith('archives')), declined(archivist!)];
    const exhausted = refillPanel(document, result, events);
    expect(exhausted.members).toEqual([drawnWith('transport')]);
    expect(exhausted.refills[1]).toMatchObject({ filled: [], vacant: 1 });
    expect(shortage(document, result, exhausted)).toEqual([[{ kind: 'min', tag: 'archives', from: 1, to: 0 }]]);
    const constraints = { ...CONSTRAINTS, quotas: CONSTRAINTS.quotas.slice(1) };
    const relaxed = refillPanel(document, result, [...events, { kind: 'relaxation', constraints }]);
    expect(relaxed.members).toEqual([drawnWith('transport'), alternatesWith('transport')[0]]);
  });

  it('refuses a vacancy of somebody who has no seat', () => {
    expect(refusalOf(() => refillPanel(document, result, [declined(result.alternates[0]!)])).code).toBe(
      'VACANCY_NOT_SEATED',
    );
    const twice = [declined(result.drawn[0]!), declined(result.drawn[0]!)];
    expect(refusalOf(() => refillPanel(document, result, twice)).code).toBe('VACANCY_NOT_SEATED');
  });

  it('refuses constraints that count what the record does not tell of people', () => {
    const constraints = { ...CONSTRAINTS, quotas: [...CONSTRAINTS.quotas, { tag: 'newcomer', min: 0, max: 1 }] };
    const { code, details } = refusalOf(() => refillPanel(document, result, [{ kind: 'relaxation', constraints }]));
    expect([code, details.field, details.allowed]).toEqual([
      'BAD_INPUT',
      'constraints.quotas',
      ['archives', 'transport'],
    ]);
    expect(canRelaxTo(document, constraints)).toBe(false);
    expect(canRelaxTo(document, { ...CONSTRAINTS, quotas: CONSTRAINTS.quotas.slice(1) })).toBe(true);
  });

  it('keeps every constraint through any run of vacancies, and stops only when nobody could go on', () => {
    const anyCase = anyQuestion({ candidates: 9 }).filter(({ candidates, kept, constraints }) =>
      completable(candidates, constraints)(kept),
    );
    fc.assert(
      fc.property(anyCase, fc.array(fc.nat(), { maxLength: 4 }), ({ candidates, kept, constraints }, picks) => {
        const some: DrawDocument = {
          ...document,
          plan: planTable({ candidates, kept, constraints }, evenTable),
          candidates: candidates.map((person) => ({ ...person, load: 0 })),
          kept: [...kept],
          constraints,
        };
        const first = drawPanel(some, dice(), secret);
        const events: PanelEvent[] = [];
        const gone: string[] = [];
        for (const pick of picks) {
          const { members, refills } = refillPanel(some, first, events);
          const half = events.length >> 1;
          const before = refillPanel(some, first, events.slice(0, half));
          expect(continuePanel(some, first, before, events.slice(half))).toEqual({ members, refills });
          const { vacant = 0 } = refills.at(-1) ?? {};
          const people = membersOf(some, members);
          if (vacant === 0) expect(brokenLimits(people, constraints)).toEqual([]);
          else {
            const left = candidates.filter(({ id }) => ![...members, ...gone].includes(id));
            expect(completable(left, constraints)(people)).toBe(false);
          }
          if (members.length === 0) break;
          const leaver = members[pick % members.length]!;
          gone.push(leaver);
          events.push(declined(leaver));
        }
        const { members } = refillPanel(some, first, events);
        expect(members.filter((id) => gone.includes(id))).toEqual([]);
        expect(new Set(members).size).toBe(members.length);
      }),
      { numRuns: 300 },
    );
  });
});
