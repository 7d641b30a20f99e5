import { createHash, createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { type DrawSecret, newDrawSecret } from '../../../activities/draws/draw-secret';
import { makeDrawBundle } from '../../../domain/draw/draw-bundle';
import { hashSecret } from '../../../domain/draw/draw-key';
import { drawPanel } from '../../../domain/draw/draw-panel';
import { freezeDraw, type Salts, saltedId } from '../../../domain/draw/freeze-draw';
import { FILTERS } from '../../../domain/eligibility/filter-pool';
import { holm, uniformity } from '../../../ops/fairness/statistics';
import { dice } from './frozen';
import { numbersFrom } from './pools';
import { evenTable } from './questions';

/** What a stranger may know of somebody in the pool from elsewhere. */
interface PublicPerson {
  id: string;
  name: string;
  phone: string;
  employerId: string | null;
  employerName: string;
  specialties: string[];
  load: number;
}

const TIMES = { committedAt: '2026-11-20T01:00:02.000Z', enteredAt: '2026-11-20T07:04:41.000Z' };

/** A pool of 24, three of whom are excluded: few attributes, so that several people share each look. */
function poolOf(seed: string): PublicPerson[] {
  const random = numbersFrom(seed);
  const uuid = () => {
    const hex = Array.from({ length: 32 }, () => random(16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  const employers = Array.from({ length: 12 }, uuid);
  return Array.from({ length: 24 }, (_, at) => {
    const employer = at % 12;
    return {
      id: uuid(),
      name: `专家${'一二三四五六七八九十'[at % 10]}${at}`,
      phone: `1380013${String(random(10_000)).padStart(4, '0')}`,
      employerId: employers[employer]!,
      employerName: `设计院${employer}`,
      specialties: at % 3 === 0 ? ['archives'] : ['transport', ...(at % 2 ? ['water'] : [])],
      load: at % 2,
    };
  });
}

/** The public record of a draw from this pool, with a vacancy, and what was kept under seal. */
function recordOf(
  pool: readonly PublicPerson[],
  number = 31,
  saltsFor: (own: DrawSecret) => Salts = ({ salts }) => salts,
) {
  const own = newDrawSecret(
    pool.map(({ id }) => id),
    pool.map(({ employerId }) => employerId),
  );
  const salts = saltsFor(own);
  const count = pool.length;
  const excluded = pool
    .slice(count - 3)
    .map(({ id }) => ({ id, filter: 'availability', code: 'UNAVAILABLE' }) as const);
  const { document, personIds } = freezeDraw(
    {
      number,
      subject: '富龙西江特大桥工程',
      committedOn: '2026-11-20',
      source: { kind: 'dice', count: 20 },
      secretHash: hashSecret(own.secret),
      constraints: {
        seats: 3,
        quotas: [
          { tag: 'archives', min: 1, max: 3 },
          { tag: 'transport', min: 1, max: 3 },
        ],
        perEmployer: 1,
      },
      sizes: [],
      departures: [],
      eligible: pool
        .slice(0, count - 3)
        .map(({ id, specialties, employerId, load }) => ({ id, tags: specialties, employerId, load })),
      kept: [],
      excluded,
      steps: FILTERS.map((filter, at) => {
        const isHere = filter === 'availability';
        const left = count - (at < FILTERS.indexOf('availability') ? 0 : 3);
        return { filter, removed: isHere ? 3 : 0, left, byCode: isHere ? { UNAVAILABLE: 3 } : {} };
      }),
      salts,
    },
    evenTable,
  );
  const [first] = drawPanel(document, dice(), own.secret).drawn;
  const events = [{ kind: 'vacancy', id: first!, code: 'RECUSED' } as const];
  const text = makeDrawBundle({ document, ...TIMES, randomness: dice(), secret: own.secret, events });
  return { text, document, salts, personIds };
}

const hashesIn = (text: string): Set<string> => new Set(text.match(/\b[0-9a-f]{64}\b/g));

/** Every text, number and hash that a record shows, as somebody would try them for salts. */
function valuesIn(text: string): Buffer[] {
  const words = new Set(text.match(/"(?:[^"\\]|\\.)*"|\d+/g)?.map((word) => word.replaceAll('"', '')));
  return [...words].flatMap((word) => [
    Buffer.from(word),
    ...(/^[0-9a-f]{64}$/.test(word) ? [Buffer.from(word, 'hex')] : []),
  ]);
}

/** Who of the pool is found in a record by hashing what is known of him with what the record shows. */
function foundBy(text: string, pool: readonly PublicPerson[]): string[] {
  const shown = hashesIn(text);
  const salts = valuesIn(text);
  const sha = (...parts: (string | Buffer)[]) => parts.reduce((sum, part) => sum.update(part), createHash('sha256'));
  const isShown = (digest: string) => shown.has(digest);
  const isFound = (known: string): boolean =>
    isShown(sha(known).digest('hex')) ||
    salts.some(
      (salt) =>
        isShown(sha(salt, known).digest('hex')) ||
        isShown(sha(known, salt).digest('hex')) ||
        isShown(createHmac('sha256', salt).update(known).digest('hex')) ||
        isShown(Buffer.from(hkdfSync('sha256', salt, known, '', 32)).toString('hex')),
    );
  return pool.flatMap(({ id, name, phone, employerId, employerName }) =>
    [id, id.replaceAll('-', ''), name, phone, employerId ?? 'null', employerName].some(isFound) ? [id] : [],
  );
}

const pool = poolOf('pool');

describe('a record by itself', () => {
  const { text, salts, personIds } = recordOf(pool);

  it('gives nobody’s id, name or employer, whatever of it is taken for the salt', () => {
    for (const { id, name, phone, employerId, employerName } of pool) {
      for (const known of [id, name, phone, employerName, ...(employerId ? [employerId] : [])]) {
        expect(text).not.toContain(known);
      }
    }
    expect(foundBy(text, pool)).toEqual([]);
  });

  it('would give who had a salt that it shows', () => {
    const [unlucky] = pool;
    const weak = recordOf(pool, 31, ({ secret, salts: { people, employers } }) => ({
      people: { ...people, [unlucky!.id]: hashSecret(secret) },
      employers,
    }));
    expect(foundBy(weak.text, pool)).toEqual([unlucky!.id]);
  });

  it('opens to who has the salts, and shows none of them', () => {
    const shown = hashesIn(text);
    for (const { id, employerId } of pool) {
      expect(shown.has(saltedId(salts.people[id]!, id))).toBe(true);
      expect(text).not.toContain(salts.people[id]!);
      if (employerId) expect(text).not.toContain(salts.employers[employerId]!);
    }
    expect(Object.values(personIds).sort()).toEqual(pool.map(({ id }) => id).sort());
  });
});

describe('two records of one pool', () => {
  it('share no hash at all', () => {
    const [one, other] = [recordOf(pool, 31), recordOf(pool, 32)];
    const shared = [...hashesIn(one.text)].filter((hash) => hashesIn(other.text).has(hash));
    expect(shared).toEqual([]);
  });

  it('list the same people in orders that have nothing to do with each other, nor with who they are', () => {
    const rounds = 150;
    const places = pool.slice(0, 21).map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      const { document, personIds } = recordOf(pool, 31 + round);
      const listed = document.candidates.map(({ id }) => personIds[id]!);
      pool.slice(0, 21).forEach(({ id }, at) => void places[at]!.push((listed.indexOf(id) + 0.5) / 21));
    }
    // A person's place is as likely to be any as any other …
    expect(Math.min(...holm(places.map((own) => uniformity(own).p)))).toBeGreaterThan(1e-6);
    // … and his place in one record says nothing of that in the next.
    const pairs = places.flatMap((own) => own.slice(1).map((place, at) => [own[at]! - 0.5, place - 0.5] as const));
    const correlation = pairs.reduce((sum, [a, b]) => sum + a * b, 0) / (pairs.length / 12);
    expect(Math.abs(correlation) * Math.sqrt(pairs.length)).toBeLessThan(5);
  });
});

describe('two worlds in which everybody is somebody else', () => {
  /** A record without its hashes, each replaced by how often it stands there: what is left is what attributes alone give. */
  const outline = (text: string): string[] => {
    const { document } = JSON.parse(text) as { document: ReturnType<typeof recordOf>['document'] };
    const colleagues = (employer: string) => document.candidates.filter((one) => one.employer === employer).length;
    const looks = document.candidates.map(
      ({ tags, load, employer }) => `${tags} load ${load} of ${colleagues(employer)} ${tags.length}`,
    );
    const chances = document.plan.chances.map(({ chance }) => chance);
    const excluded = document.exclusions.map(({ filter, code }) => `${filter} ${code}`);
    return [...looks.sort(), ...chances.sort(), ...excluded.sort()];
  };

  it('have records of one length that tell the same, when the others have the same attributes', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (suffix) => {
        const there = pool.map((person) => ({
          ...person,
          id: `${person.id}${suffix}`,
          name: suffix,
          employerId: person.employerId && `${person.employerId}${suffix}`,
        }));
        const [one, other] = [recordOf(pool), recordOf(there)];
        expect(outline(other.text)).toEqual(outline(one.text));
        expect(documentLength(other.text)).toBe(documentLength(one.text));
      }),
      { numRuns: 40 },
    );
  });

  it('have the very same people when they differ in what no quota counts', () => {
    const one = recordOf(pool);
    const there = pool.map((person) => ({
      ...person,
      specialties: [...person.specialties, 'power', 'water'].reverse(),
    }));
    expect(recordOf(there, 31, () => one.salts).document.candidates).toEqual(one.document.candidates);
  });

  it('look alike where one works for nobody and the other alone for his employer', () => {
    const independent = { ...pool[5]!, employerId: null };
    const { text, document, personIds } = recordOf([independent, ...pool.filter(({ id }) => id !== independent.id)]);
    const shown = document.candidates.find(({ id }) => personIds[id] === independent.id)!;
    expect(shown.employer).toMatch(/^[0-9a-f]{64}$/);
    expect(document.candidates.filter(({ id, employer }) => id === employer)).toEqual([]);
    expect(text.split(shown.employer)).toHaveLength(2);
  });
});

/** Rows of the table may fall on types numbered otherwise, whose numbers have other lengths; all else has one length. */
function documentLength(text: string): number {
  const { document } = JSON.parse(text) as { document: ReturnType<typeof recordOf>['document'] };
  const { plan, ...rest } = document;
  return JSON.stringify({ ...rest, chances: plan.chances.map(({ id }) => id) }).length;
}
