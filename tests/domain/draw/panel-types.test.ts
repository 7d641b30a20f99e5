import fc from 'fast-check';
import { digestOf } from '../../../domain/crypto/sha256';
import { brokenLimits, type Question } from '../../../domain/draw/constraints';
import { completable } from '../../../domain/draw/feasibility';
import { inOwnOrder, panelProblem, panelTypes } from '../../../domain/draw/panel-types';
import { countPanels, panelOf } from './count-panels';
import { allRows, anyQuestion, choose, people } from './questions';

const feasiblePanels = ({ candidates, kept, constraints }: Question) =>
  choose(candidates, Math.max(0, constraints.seats - kept.length)).filter(
    (drawn) => brokenLimits([...kept, ...drawn], constraints).length === 0,
  );
const typesOf = ({ people: own }: { people: readonly { id: string }[] }) => own.map(({ id }) => id);

describe('panelTypes', () => {
  it('tells colleagues apart only where their employer may not send them all', () => {
    const candidates = people([['a'], ['a'], ['b'], ['a'], ['a']], 3);
    const question = (perEmployer: number): Question => ({
      candidates,
      kept: [],
      constraints: { seats: 2, quotas: [{ tag: 'a', min: 0, max: 2 }], perEmployer },
    });
    expect(panelTypes(question(2)).map(typesOf)).toEqual([['p0', 'p1', 'p3', 'p4'], ['p2']]);
    // p0 and p3, p1 and p4 are colleagues, p2 is alone.
    expect(panelTypes(question(1)).map(typesOf)).toEqual([['p0', 'p1', 'p3', 'p4'], ['p2']]);
    const kept = [{ id: 'k', tags: [], employer: 'e0' }];
    expect(panelTypes({ ...question(2), kept }).map(typesOf)).toEqual([['p0', 'p3'], ['p1', 'p4'], ['p2']]);
  });

  it('makes the same problem of the same pool under other names and in another order', () => {
    fc.assert(
      fc.property(anyQuestion(), fc.func(fc.nat()), (question, rank) => {
        const salted = (text: string) => digestOf({ text, salt: rank(text) });
        const renamed = ({ id, employer, tags }: Question['candidates'][number]) => ({
          id: salted(id),
          employer: salted(employer),
          tags,
        });
        const other = {
          ...question,
          candidates: question.candidates.map(renamed).reverse(),
          kept: question.kept.map(renamed),
        };
        const [one, two] = [question, other].map((some) => panelProblem(some, inOwnOrder(panelTypes(some))));
        expect(two).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });
});

describe('isPossible', () => {
  it('says yes to just the rows that some panel consists of', () => {
    fc.assert(
      fc.property(anyQuestion(), (question) => {
        fc.pre(completable(question.candidates, question.constraints)(question.kept));
        const types = panelTypes(question);
        const numberOf = (id: string) => types.findIndex((type) => type.people.some((person) => person.id === id));
        const rowOf = (panel: readonly { id: string }[]) => panel.map(({ id }) => numberOf(id)).sort((a, b) => a - b);
        const seen = new Set(feasiblePanels(question).map((panel) => rowOf(panel).join()));
        const possible = allRows(panelProblem(question, types)).map((row) => row.join());
        expect(possible.sort()).toEqual([...seen].sort());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('countPanels, the oracle', () => {
  it('agrees with enumeration, and numbers every panel once', () => {
    fc.assert(
      fc.property(anyQuestion(), (question) => {
        const all = feasiblePanels(question);
        expect(countPanels(question)).toBe(BigInt(all.length));
        const idsOf = (panel: readonly { id: string }[]) => panel.map(({ id }) => id).join();
        const numbered = all.slice(0, 40).map((_, number) => idsOf(panelOf(question, BigInt(number))));
        expect(new Set(numbered).size).toBe(numbered.length);
        for (const panel of numbered) expect(all.map(idsOf)).toContain(panel);
      }),
      { numRuns: 200 },
    );
  });
});
