import { createHash } from 'node:crypto';
import type { Candidate, Constraints } from '../../../domain/draw/constraints';
import type { DrawDocument } from '../../../domain/draw/draw-document';
import { hashSecret } from '../../../domain/draw/draw-key';
import { type FreezeInput, type FrozenDraw, freezeDraw } from '../../../domain/draw/freeze-draw';
import type { TableFor } from '../../../domain/draw/table-lottery';
import { FILTERS } from '../../../domain/eligibility/filter-pool';

/** 32 fixed bytes in hexadecimal that look random. */
export const bytes32 = (label: string): string => createHash('sha256').update(label).digest('hex');

export const dice = (value = '38215678701825415271') => ({ kind: 'dice', value }) as const;

const byName = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, bytes32(`salt of ${name}`)]));

/** A freeze of these people under these constraints, with one excluded, secret `bytes32('secret')`. */
export function freezeInput(people: readonly Candidate[], constraints: Constraints): FreezeInput {
  return {
    number: 31,
    subject: '富龙西江特大桥工程',
    committedOn: '2026-11-20',
    source: { kind: 'dice', count: 20 },
    secretHash: hashSecret(bytes32('secret')),
    constraints,
    sizes: [],
    departures: [],
    eligible: people.map(({ id, tags, employer }) => ({ id, tags: [...tags], employerId: employer, load: 1 })),
    kept: [],
    excluded: [{ id: 'absent', filter: 'availability', code: 'UNAVAILABLE' }],
    steps: FILTERS.map((filter) => {
      const removed = filter === 'availability' ? 1 : 0;
      const left = people.length + (FILTERS.indexOf(filter) < FILTERS.indexOf('availability') ? 1 : 0);
      return { filter, removed, left, byCode: removed ? { UNAVAILABLE: 1 } : {} };
    }),
    salts: {
      people: byName([...people.map(({ id }) => id), 'absent', 'kept']),
      employers: byName([...new Set(people.map(({ employer }) => employer)), 'employer of the kept']),
    },
  };
}

/** For draws that need no table. */
export const noTable: TableFor = () => {
  throw new Error('A table is wanted');
};

export const frozen = (people: readonly Candidate[], constraints: Constraints, tableFor = noTable): FrozenDraw =>
  freezeDraw(freezeInput(people, constraints), tableFor);

/** A small draw of 5 whose strata are disjoint: 2 drawn of 2 archives and 3 transport people. */
export const CONSTRAINTS: Constraints = {
  seats: 2,
  quotas: [
    { tag: 'archives', min: 1, max: 2 },
    { tag: 'transport', min: 1, max: 2 },
  ],
  perEmployer: 1,
};

/** The candidates of a document as drawn members. */
export const membersOf = (document: DrawDocument, ids: readonly string[]): Candidate[] =>
  ids.map((id) => [...document.candidates, ...document.kept].find((person) => person.id === id)!);
