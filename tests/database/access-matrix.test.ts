import { createDatabase, type Database, type Tx } from '../../activities/database/database';
import { loadViewer } from '../../api/viewer';
import { visibleTo } from '../../api/visible-to';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { PARTS, PLACES, type Place, STAFF, TODAY } from './access-parts';
import { type AccessWorld, createAccessWorld } from './access-world';

/** Ids by table and, in it, whatever names one row. */
type Seen = Record<string, string[]>;

let testDatabase: TestDatabase;
let api: Database;
/** Row-level security lets the owner pass: the second lock removed. */
let unlocked: Database;
let world: AccessWorld;
let models: string[];
let mine: Set<string>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const now = () => new Date(`${TODAY}T04:00:00.000Z`);
  api = createDatabase({ url: testDatabase.urls.api, poolSize: 2, now });
  unlocked = createDatabase({ url: testDatabase.urls.owner, poolSize: 2, now });
  world = await createAccessWorld(testDatabase);
  models = [...new Set(world.placed.map(({ model }) => model))];
  mine = new Set(world.placed.map(({ model, id }) => `${model} ${id}`));
});

afterAll(async () => {
  await api?.close();
  await unlocked?.close();
  await testDatabase?.close();
});

type Delegate = { findMany(args: object): Promise<Record<string, unknown>[]> };

async function see(tx: Tx, where: Record<string, object>): Promise<Seen> {
  const seen: Seen = {};
  for (const model of models) {
    const rows = await (tx as unknown as Record<string, Delegate>)[model]!.findMany({ where: where[model] ?? {} });
    seen[model] = rows
      .map((row) => idOf(model, row))
      // Rows of grants that belong to nobody's project are not the matrix' business.
      .filter((id) => mine.has(`${model} ${id}`))
      .sort();
  }
  return seen;
}

function idOf(model: string, row: Record<string, unknown>): string {
  if (model === 'drawExclusion') return `${row.drawId}/${row.personId}`;
  return String(row.id ?? row.planId ?? row.catalogueId ?? row.roundId ?? row.personId ?? row.line);
}

/** What spec §1 says this part at this place sees. */
function expected(place: Place | null, part: string): Seen {
  const seen: Seen = Object.fromEntries(models.map((model) => [model, []]));
  for (const row of world.placed) {
    const isStaff = (STAFF as string[]).includes(part) && (place === row.place || place === 'city');
    const isPart = (row.parts as string[]).includes(part) && (part === 'admin' || place === row.place);
    const isSelf = row.model === 'person' && row.id === world.people.get(place ? `${place} ${part}` : part);
    if (isStaff || isPart || isSelf) seen[row.model]!.push(row.id);
  }
  for (const ids of Object.values(seen)) ids.sort();
  return seen;
}

async function withFirstLockOnly(personId: string): Promise<Seen> {
  return unlocked.transaction(async (tx) => see(tx, visibleTo(await loadViewer(tx, personId, TODAY)) as never));
}

const viewers: [string, Place | null, string, string][] = [
  ...PLACES.flatMap((place) =>
    PARTS.map((part): [string, Place, string, string] => [`${place} ${part}`, place, part, `${place} ${part}`]),
  ),
  ['admin', null, 'admin', 'admin'],
  ['stranger', null, 'stranger', 'stranger'],
  ['unconfirmed a', null, 'nobody', 'an officer nobody confirmed'],
  ['former a', null, 'nobody', 'an officer until yesterday'],
  ['deputy a', 'a', 'director', 'the deputy of an absent director'],
];

describe.each(viewers)('%s', (name, place, part) => {
  it('sees exactly what is its own with row-level security alone', async () => {
    const seen = await api.withPerson(world.people.get(name)!, (tx) => see(tx, {}));
    expect(seen).toEqual(expected(place, part));
  });

  it('sees exactly what is its own with visibleTo alone', async () => {
    expect(await withFirstLockOnly(world.people.get(name)!)).toEqual(expected(place, part));
  });

  it('loses nothing of it when both are locked', async () => {
    const personId = world.people.get(name)!;
    const seen = await api.withPerson(personId, async (tx) =>
      see(tx, visibleTo(await loadViewer(tx, personId, TODAY)) as never),
    );
    expect(seen).toEqual(expected(place, part));
  });
});

it('would see everything with neither lock', async () => {
  const everything = await unlocked.transaction((tx) => see(tx, {}));
  expect(Object.values(everything).flat().length).toBe(world.placed.length);
});

it('sees nothing when nobody is signed in', async () => {
  const seen = await api.withPerson(null, (tx) => see(tx, {}));
  expect(Object.values(seen).flat()).toEqual([]);
});

it('covers every table that holds a project’s or a person’s data', async () => {
  const tables = await unlocked.client.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = 'public'
      AND column_name IN ('projectId', 'roundId', 'personId', 'requestId', 'visitId', 'itemId', 'opinionId', 'catalogueId', 'planId', 'drawId')`;
  const elsewhere = ['Account', 'ActRequest', 'ActResult', 'Draft'];
  const names = tables.map(({ name }) => name).filter((name) => !elsewhere.includes(name));
  expect(
    names.map((name) => name[0]!.toLowerCase() + name.slice(1)).filter((model) => !models.includes(model)),
  ).toEqual([]);
});

describe('two worlds that differ in one hidden value', () => {
  const change: Record<string, string> = {
    'a project’s name': `UPDATE "Project" SET name = '另一工程' WHERE code = 'P-a'`,
    'a person’s phone': `UPDATE "PersonDetails" SET phone = '1' WHERE phone LIKE '138-a-%'`,
    'a stranger’s sheet': `UPDATE "SheetIn" SET value = '{"total": 1}', salt = '11' WHERE "roundId" IN (SELECT r.id FROM "Round" r JOIN "Project" p ON p.id = r."projectId" WHERE p.code = 'P-a') AND value IS NULL`,
    'one more case': `INSERT INTO "Project" (id, code, name, industry, "jurisdictionId") SELECT gen_random_uuid(), 'P-a2', 'x', 'x', id FROM "Jurisdiction" WHERE code = 'a'`,
    'one more expert': `INSERT INTO "PoolMembership" (id, "personId", "jurisdictionId", "titleLevel", "yearsInField", "joinedOn") SELECT gen_random_uuid(), "personId", "jurisdictionId", 'x', 1, '2026-01-01' FROM (SELECT p.id AS "personId", j.id AS "jurisdictionId" FROM "Person" p, "Jurisdiction" j WHERE p.name = 'stranger' AND j.code = 'a') x`,
  };

  it.each(Object.entries(change))('answer the same to everybody of the other district: %s', async (_, sql) => {
    const others = PARTS.map((part) => world.people.get(`b ${part}`)!);
    const before = await Promise.all(others.map((id) => answerTo(id)));
    await unlocked.client.$executeRawUnsafe(sql);
    const after = await Promise.all(others.map((id) => answerTo(id)));
    expect(after).toEqual(before);
  });

  /** Every row in every column, and every count, as bytes. */
  async function answerTo(personId: string): Promise<string> {
    return api.withPerson(personId, async (tx) => {
      const answer: unknown[] = [];
      for (const model of models) {
        answer.push(await (tx as unknown as Record<string, Delegate>)[model]!.findMany({}));
      }
      return JSON.stringify(answer);
    });
  }
});

it('says the same of a code that is taken elsewhere and of one that is not yours to give', async () => {
  const free = (name: string, kind: string, code: string) =>
    api.withPerson(world.people.get(name)!, async (tx) => {
      const [row] = await tx.$queryRaw<[{ free: boolean }]>`SELECT access.code_is_free(${kind}, ${code}) AS free`;
      return row.free;
    });
  expect(await free('b officer', 'project.code', 'P-new')).toBe(true);
  expect(await free('b officer', 'project.code', 'P-a')).toBe(false);
  expect(await free('b owner', 'project.code', 'P-new')).toBe(false);
  expect(await free('b owner', 'project.code', 'P-a')).toBe(false);
  expect(await free('b officer', 'no.such', 'P-new')).toBe(false);
});
