import type { LocalDate } from '../calendar/local-date';
import { concat, fromHex, utf8 } from '../crypto/bytes';
import { sortByBytes } from '../crypto/compare-bytes';
import { sha256Hex } from '../crypto/sha256';
import type { EligiblePerson, Exclusion, FilterStep } from '../eligibility/filter-pool';
import { Refusal } from '../errors';
import type { Candidate, Constraints } from './constraints';
import type { Departure } from './departure';
import { DRAW_ALGORITHM, type DrawDocument, drawRoot } from './draw-document';
import { planDraw } from './plan-draw';
import type { RandomnessSource } from './randomness';
import type { TableFor } from './table-lottery';

/** Random salts of 32 bytes in hexadecimal: one per person and one per employer, for this draw alone. */
export interface Salts {
  people: Readonly<Record<string, string>>;
  employers: Readonly<Record<string, string>>;
}

/** What is salted in place of an employer's id; no id is like it. */
const NO_EMPLOYER = 'works for nobody';

export interface FreezeInput {
  number: number;
  subject: string;
  committedOn: LocalDate;
  source: RandomnessSource;
  secretHash: string;
  constraints: Constraints;
  /** Smaller numbers of drawn seats that the panel may have, for advice; see `smallestRelaxations`. */
  sizes: readonly number[];
  /** Approved; see `planSeats`. */
  departures: readonly Departure[];
  eligible: readonly EligiblePerson[];
  /** Members who stay. */
  kept: readonly Omit<EligiblePerson, 'load'>[];
  excluded: readonly Exclusion[];
  steps: readonly FilterStep[];
  salts: Salts;
}

export interface FrozenDraw {
  document: DrawDocument;
  /** To be published, with `document.secretHash`, before any randomness exists. */
  root: string;
  /** Salted id → person id; stays with the panel's own record. */
  personIds: Record<string, string>;
}

/**
 * Freezes a draw: replaces ids by salted hashes, plans the lottery and computes the root. The order of the input doesn't
 * matter.
 *
 * @param tableFor the solver's answer where a table is needed
 * @throws Refusal SALT_INVALID for a missing, short or repeated salt
 * @throws Refusal LOTTERY_NOT_FUTURE when a public lottery's draw is not after the day of the commitment
 * @throws Refusal POOL_INFEASIBLE, POOL_TOO_VARIED, BAD_INPUT; see `planDraw`
 * @throws Refusal BAD_INPUT for a person in two of the lists: who is kept doesn't go through the filters
 */
export function freezeDraw(input: FreezeInput, tableFor: TableFor): FrozenDraw {
  const { source, committedOn } = input;
  if (source.kind === 'public-lottery' && source.date <= committedOn) {
    throw new Refusal('LOTTERY_NOT_FUTURE', {
      field: 'source.date',
      value: source.date,
      allowed: `after ${committedOn}`,
    });
  }
  assertDistinct(input.salts);
  const everybody = [...input.eligible, ...input.kept, ...input.excluded];
  const seen = new Set<string>();
  const twice = everybody.find(({ id }) => seen.size === seen.add(id).size);
  if (twice) throw new Refusal('BAD_INPUT', { field: 'kept', value: twice.id, allowed: 'each person once' });
  const personId = (id: string): string => saltedId(saltOf(input.salts.people, id), id);
  // Two spellings of one tag are one tag, in a record as in what is counted.
  const quotas = input.constraints.quotas.map((quota) => ({ ...quota, tag: quota.tag.normalize('NFC') }));
  const constraints = { ...input.constraints, quotas };
  const counted = sortByBytes(
    quotas.map(({ tag }) => tag),
    (tag) => tag,
  );
  const candidate = ({ id, tags, employerId }: Omit<EligiblePerson, 'load'>): Candidate => ({
    id: personId(id),
    // What no quota counts would only help to recognise him.
    tags: counted.filter((tag) => tags.some((own) => own.normalize('NFC') === tag)),
    // Whoever works for nobody shares an employer with nobody, and looks like the only one of his.
    employer:
      employerId === null
        ? saltedId(saltOf(input.salts.people, id), NO_EMPLOYER)
        : saltedId(saltOf(input.salts.employers, employerId), employerId),
  });
  const byId = <T extends { id: string }>(people: T[]): T[] => sortByBytes(people, ({ id }) => id);

  const { number, subject, secretHash } = input;
  const candidates = byId(input.eligible.map((person) => ({ ...candidate(person), load: person.load })));
  const kept = byId(input.kept.map(candidate));
  const plan = planDraw({ candidates, kept, constraints }, tableFor, input.sizes);
  const document: DrawDocument = {
    algorithm: DRAW_ALGORITHM,
    number,
    subject,
    committedOn,
    source,
    secretHash,
    constraints,
    departures: input.departures.map(({ proposedBy, approvedBy, ...open }) => open),
    plan,
    steps: [...input.steps],
    candidates,
    kept,
    exclusions: byId(input.excluded.map((exclusion) => ({ ...exclusion, id: personId(exclusion.id) }))),
  };
  return {
    document,
    root: drawRoot(document),
    personIds: Object.fromEntries(everybody.map(({ id }) => [personId(id), id])),
  };
}

/**
 * The public name of a person or employer in one draw: SHA-256(salt ‖ UTF-8 of the id), in hexadecimal. With a salt each,
 * a list of likely ids opens nobody.
 *
 * @param salt 32 bytes in hexadecimal
 */
export const saltedId = (salt: string, id: string): string => sha256Hex(concat(fromHex(salt, 32), utf8(id)));

function saltOf(salts: Readonly<Record<string, string>>, id: string): string {
  const salt = Object.hasOwn(salts, id) ? salts[id] : undefined;
  if (salt === undefined || !/^[0-9a-f]{64}$/.test(salt)) {
    throw new Refusal('SALT_INVALID', { field: 'salts', id, allowed: '32 bytes in lower-case hexadecimal' });
  }
  return salt;
}

function assertDistinct({ people, employers }: Salts): void {
  const salts = [...Object.values(people), ...Object.values(employers)];
  if (new Set(salts).size !== salts.length) {
    throw new Refusal('SALT_INVALID', { field: 'salts', allowed: 'a salt of its own for each person and employer' });
  }
}
