import fc from 'fast-check';
import { brokenLimits, countTag } from '../../../domain/draw/constraints';
import { drawCeremony } from '../../../domain/draw/draw-ceremony';
import { type DrawDocument, drawRoot } from '../../../domain/draw/draw-document';
import { hashSecret } from '../../../domain/draw/draw-key';
import { drawPanel } from '../../../domain/draw/draw-panel';
import { completable } from '../../../domain/draw/feasibility';
import { type FreezeInput, freezeDraw, saltedId } from '../../../domain/draw/freeze-draw';
import { pickByTickets } from '../../../domain/draw/pick-by-tickets';
import { planTable } from '../../../domain/draw/table-lottery';
import { refusalOf } from '../refusal-of';
import { bytes32, CONSTRAINTS, dice, freezeInput, frozen, membersOf, noTable } from './frozen';
import { anyQuestion, evenTable, people } from './questions';

const secret = bytes32('secret');
const pool = people([['archives'], ['archives'], ['transport'], ['transport'], ['transport']]);
const input = freezeInput(pool, CONSTRAINTS);
const { document, root, personIds } = freezeDraw(input, noTable);

/** A document of any question that has an answer, drawn by table. */
const anyDocument = anyQuestion()
  .filter(({ candidates, kept, constraints }) => completable(candidates, constraints)(kept))
  .map(
    ({ candidates, kept, constraints }): DrawDocument => ({
      ...document,
      plan: planTable({ candidates, kept, constraints }, evenTable),
      candidates: candidates.map((person) => ({ ...person, load: 0 })),
      kept: [...kept],
      constraints,
    }),
  );
const anyDice = fc.stringMatching(/^[0-9]{20}$/).map((value) => dice(value));

describe('freezeDraw', () => {
  it('holds no id that means anything outside', () => {
    const text = JSON.stringify(document);
    for (const { id, employer } of pool) {
      expect(text).not.toContain(`"${id}"`);
      expect(text).not.toContain(`"${employer}"`);
    }
    expect(Object.values(personIds).sort()).toEqual(['absent', ...pool.map(({ id }) => id)]);
    const [salted, id] = Object.entries(personIds)[0]!;
    expect(saltedId(input.salts.people[id]!, id)).toBe(salted);
  });

  it('does not depend on the order of the input', () => {
    const shuffled = { ...input, eligible: input.eligible.toReversed(), salts: { ...input.salts } };
    expect(freezeDraw(shuffled, noTable).root).toBe(root);
  });

  it('counts a tag in whatever form of Unicode it was written', () => {
    const spelt = (form: 'NFC' | 'NFD') =>
      people([['caf\u00e9'], ['caf\u00e9'], []].map((tags) => tags.map((tag) => tag.normalize(form))));
    const asks = (form: 'NFC' | 'NFD') => ({
      seats: 2,
      quotas: [{ tag: 'caf\u00e9'.normalize(form), min: 1, max: 1 }],
      perEmployer: 1,
    });
    const composed = freezeDraw(freezeInput(spelt('NFC'), asks('NFC')), noTable);
    for (const [pool, rule] of [
      ['NFD', 'NFC'],
      ['NFC', 'NFD'],
      ['NFD', 'NFD'],
    ] as const) {
      expect(freezeDraw(freezeInput(spelt(pool), asks(rule)), noTable)).toEqual(composed);
    }
    expect(composed.document.plan.chances.map(({ chance }) => chance).sort()).toEqual(['1/1', '1/2', '1/2']);
  });

  it('takes ten thousand people', () => {
    const many = people(Array.from({ length: 10_000 }, (_, at) => [at % 4 ? 'transport' : 'archives']));
    const { document } = freezeDraw(freezeInput(many, CONSTRAINTS), noTable);
    const { drawn, alternates } = drawPanel(document, dice(), secret);
    expect([drawn.length, alternates.length]).toEqual([2, 9_998]);
  });

  it('publishes exact chances where strata are disjoint', () => {
    expect(document.plan.kind).toBe('tickets');
    expect(document.plan.chances.map(({ chance }) => chance).sort()).toEqual(['1/2', '1/2', '1/3', '1/3', '1/3']);
  });

  it.each([
    ['a seat', { constraints: { ...CONSTRAINTS, seats: 3 } }],
    ['a load', { eligible: input.eligible.map((person, at) => (at ? person : { ...person, load: 2 })) }],
    ['a reason', { excluded: [{ id: 'absent', filter: 'availability', code: 'LOAD' }] }],
    ['the secret', { secretHash: hashSecret(bytes32('another')) }],
    ['the number', { number: 32 }],
    ['the dice', { source: { kind: 'dice', count: 21 } }],
  ] as const)('commits to %s', (_, change) => {
    expect(freezeDraw({ ...input, ...change }, evenTable).root).not.toBe(root);
  });

  it('wants a salt of its own for everybody', () => {
    const { p0, ...others } = input.salts.people;
    const salts = (change: Record<string, string>) => ({
      ...input.salts,
      people: { ...input.salts.people, ...change },
    });
    expect(refusalOf(() => freezeDraw({ ...input, salts: { ...input.salts, people: others } }, noTable)).code).toBe(
      'SALT_INVALID',
    );
    for (const salt of [p0!, 'abcd']) {
      expect(refusalOf(() => freezeDraw({ ...input, salts: salts({ p1: salt }) }, noTable)).code).toBe('SALT_INVALID');
    }
  });

  it('takes a public lottery of the future only', () => {
    const source = {
      kind: 'public-lottery',
      name: '双色球2026134期',
      date: '2026-11-20',
      count: 7,
      maximum: 33,
    } as const;
    expect(refusalOf(() => freezeDraw({ ...input, source }, noTable)).code).toBe('LOTTERY_NOT_FUTURE');
    expect(freezeDraw({ ...input, source: { ...source, date: '2026-11-21' } }, noTable).document.source.kind).toBe(
      'public-lottery',
    );
  });

  it('refuses a person who is both kept and in the pool', () => {
    const kept = [{ id: 'p0', tags: [], employerId: null }];
    expect(refusalOf(() => freezeDraw({ ...input, kept }, noTable)).code).toBe('BAD_INPUT');
  });

  it('keeps the approvals of departures, not the people, in the document', () => {
    const departures = [
      {
        change: { kind: 'per-employer', limit: 1 },
        reason: 'r',
        poolBefore: 9,
        poolAfter: 5,
        filters: [],
        highestChance: null,
        proposedBy: 'Chen',
        approvedBy: 'Liang',
      },
    ] satisfies FreezeInput['departures'];
    const text = JSON.stringify(freezeDraw({ ...input, departures }, noTable).document);
    expect(text).toContain('"poolAfter":5');
    expect(text).not.toMatch(/Chen|Liang/);
  });
});

describe('drawPanel', () => {
  it('takes nothing but zeros for a throw like every other', () => {
    const zeros = drawPanel(document, dice('0'.repeat(20)), secret);
    expect(zeros.drawn).toHaveLength(2);
    expect([...zeros.drawn, ...zeros.alternates].sort()).toEqual(document.candidates.map(({ id }) => id).sort());
    expect(zeros).not.toEqual(drawPanel(document, dice(`${'0'.repeat(19)}1`), secret));
  });

  it('is fixed by root, dice and secret', () => {
    const drawn = drawPanel(document, dice(), secret);
    expect(drawPanel(structuredClone(document), dice(), secret)).toEqual(drawn);
    const others = ['0', '1', '2', '3'].map((digit) => drawPanel(document, dice(digit.repeat(20)), secret));
    expect(new Set([drawn, ...others].map((result) => JSON.stringify(result))).size).toBeGreaterThan(2);
  });

  it('refuses another secret and other randomness', () => {
    expect(refusalOf(() => drawPanel(document, dice(), bytes32('another'))).code).toBe('SECRET_MISMATCH');
    expect(refusalOf(() => drawPanel(document, dice('123'), secret)).code).toBe('RANDOMNESS_SOURCE');
    expect(refusalOf(() => drawPanel(document, dice(), secret.toUpperCase())).code).toBe('BAD_HEX');
  });

  it('always obeys the constraints, and ranks everybody else', () => {
    fc.assert(
      fc.property(anyDocument, anyDice, (some, digits) => {
        const { drawn, alternates } = drawPanel(some, digits, secret);
        expect(brokenLimits([...some.kept, ...membersOf(some, drawn)], some.constraints)).toEqual([]);
        expect([...drawn, ...alternates].sort()).toEqual(some.candidates.map(({ id }) => id).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same result whatever the order of the pool', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), anyDice, (shuffled, digits) => {
        const again = freezeDraw({ ...freezeInput(shuffled, CONSTRAINTS), salts: input.salts }, noTable).document;
        expect(drawPanel(again, digits, secret)).toEqual(drawPanel(document, digits, secret));
      }),
      { numRuns: 30 },
    );
  });
});

describe('pickByTickets', () => {
  it('passes nobody over who was wanted but for a constraint', () => {
    const anyCase = anyQuestion().filter(({ candidates, kept, constraints }) =>
      completable(candidates, constraints)(kept),
    );
    fc.assert(
      fc.property(anyCase, ({ candidates, kept, constraints }) => {
        const canComplete = completable(candidates, constraints);
        const panel = [...kept];
        for (const { person: member, among } of pickByTickets({ candidates, kept, constraints }, candidates)) {
          const wanted = constraints.quotas.find(({ tag, min }) => countTag(panel, tag) < min)?.tag;
          const fit = candidates
            .filter((person) => !panel.includes(person) && (wanted === undefined || person.tags.includes(wanted)))
            .filter((person) => canComplete([...panel, person]));
          expect(fit[0]).toBe(member);
          expect(among()).toEqual(fit);
          panel.push(member);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('drawCeremony', () => {
  const second = frozen(people([['archives'], ['transport'], ['transport']]), CONSTRAINTS).document;
  const other = { ...second, secretHash: hashSecret(bytes32('second')) };

  it('serves several commitments with one throw', () => {
    const draws = [
      { document, secret },
      { document: other, secret: bytes32('second') },
    ];
    expect(drawCeremony(dice(), draws)).toEqual([
      drawPanel(document, dice(), secret),
      drawPanel(other, dice(), bytes32('second')),
    ]);
  });

  it('refuses a shared secret', () => {
    const draws = [
      { document, secret },
      { document: second, secret },
    ];
    expect(refusalOf(() => drawCeremony(dice(), draws)).code).toBe('SECRET_MISMATCH');
  });
});

describe('drawRoot', () => {
  it('sets a candidate apart from a kept member and from an exclusion', () => {
    const [first, ...rest] = document.candidates;
    const moved = { ...document, candidates: rest, kept: [first!] };
    expect(drawRoot(moved)).not.toBe(root);
  });
});
