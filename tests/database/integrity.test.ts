import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { assertSafeRoles, UnsafeDatabaseError } from '../../activities/database/assert-safe-roles';
import { createDatabase, type Database } from '../../activities/database/database';
import { sqlState } from '../../activities/database/database-error';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { TODAY } from './access-parts';
import { type AccessWorld, createAccessWorld } from './access-world';

let testDatabase: TestDatabase;
let worker: Database;
let owner: Database;
let api: Database;
let world: AccessWorld;
let projectId: string;
let roundId: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const now = () => new Date(`${TODAY}T04:00:00.000Z`);
  worker = createDatabase({ url: testDatabase.urls.worker, poolSize: 2 });
  owner = createDatabase({ url: testDatabase.urls.owner, poolSize: 2 });
  api = createDatabase({ url: testDatabase.urls.api, poolSize: 2, now });
  world = await createAccessWorld(testDatabase);
  projectId = world.projects.get('a')!;
  roundId = world.rounds.get('a')!;
});

afterAll(async () => {
  for (const each of [worker, owner, api]) await each?.close();
  await testDatabase?.close();
});

/** SQLSTATE with which Postgres refuses; null when it does not. */
async function refused(database: Database, sql: string, ...values: unknown[]): Promise<string | null> {
  return database.transaction((tx) => tx.$executeRawUnsafe(sql, ...values)).then(() => null, sqlState);
}

const CHECK = '23514';
const UNIQUE = '23505';
const INTEGRITY = '23000';
const PRIVILEGE = '42501';

describe('what is only added to', () => {
  it.each(['Fact', 'StageChange', 'FactCorrection', 'DrawExclusion', 'StoredFile'])(
    '%s is neither changed nor deleted nor emptied, by no role',
    async (table) => {
      const column = { StoredFile: 'size', DrawExclusion: 'filter', FactCorrection: 'reason' }[table] ?? 'sequence';
      for (const sql of [
        `UPDATE "${table}" SET "${column}" = "${column}"`,
        `DELETE FROM "${table}"`,
        `TRUNCATE "${table}" CASCADE`,
      ]) {
        expect(await refused(worker, sql)).toBe(PRIVILEGE);
        expect(await refused(owner, sql)).toBe(INTEGRITY);
      }
    },
  );

  it.each(['Project', 'OutboxMail', 'BallotIn', 'Draw', 'Grant', 'Proposal', 'Clock'])(
    '%s is never deleted',
    async (table) => {
      expect(await refused(worker, `DELETE FROM "${table}"`)).toBe(PRIVILEGE);
      expect(await refused(owner, `DELETE FROM "${table}"`)).toBe(INTEGRITY);
    },
  );

  it('an act’s result is filled in once', async () => {
    const key = randomUUID();
    await worker.client.actResult.create({ data: { key, projectId, actorId: randomUUID(), kind: 'x', result: {} } });
    const fill = `UPDATE "ActResult" SET result = '{"a": 1}' WHERE key = $1`;
    expect(await refused(worker, fill, key)).toBeNull();
    expect(await refused(worker, fill, key)).toBe(INTEGRITY);
  });

  it('what a draw committed to and a sealed hash stay as they are', async () => {
    expect(
      await refused(worker, `UPDATE "Draw" SET commitment = '{"x": 1}' WHERE "projectId" = $1::uuid`, projectId),
    ).toBe(INTEGRITY);
    expect(await refused(worker, `UPDATE "Draw" SET "secretHash" = 'x' WHERE "projectId" = $1::uuid`, projectId)).toBe(
      INTEGRITY,
    );
    expect(await refused(worker, `UPDATE "BallotIn" SET "sealHash" = 'x' WHERE "roundId" = $1::uuid`, roundId)).toBe(
      INTEGRITY,
    );
    expect(
      await refused(
        worker,
        `UPDATE "SheetIn" SET value = '{"total": 1}' WHERE "roundId" = $1::uuid AND value IS NOT NULL`,
        roundId,
      ),
    ).toBe(INTEGRITY);
  });
});

describe('two people', () => {
  it('decide a proposal', async () => {
    const decide = `UPDATE "Proposal" SET state = 'approved', "decidedAt" = "proposedAt", "decidedById" = $2::uuid WHERE "projectId" = $1::uuid`;
    expect(await refused(worker, decide, projectId, world.people.get('a officer'))).toBe(CHECK);
    expect(await refused(worker, decide, projectId, world.people.get('a director'))).toBeNull();
  });

  it('record an absence at the ballot, and a departure', async () => {
    const absence = `UPDATE "BallotAbsence" SET "confirmedById" = $2::uuid WHERE "roundId" = $1::uuid`;
    expect(await refused(worker, absence, roundId, world.people.get('a recorder'))).toBe(CHECK);
    expect(await refused(worker, absence, roundId, world.people.get('a member'))).toBeNull();
    const recorder = world.people.get('a recorder')!;
    const fact = await worker.client.fact.create({
      data: {
        ...{
          projectId,
          kind: 'member.leave',
          occurredOn: new Date('2026-11-24'),
          actedAt: new Date(),
          channel: 'meeting',
        },
        ...{ detail: {}, recordedById: recorder },
      },
    });
    const seat = await worker.client.seat.findFirstOrThrow({ where: { roundId } });
    const departure = { roundId, seatId: seat.id, reason: 'x', leftAt: new Date(), factId: fact.id };
    const personId = world.people.get('a member')!;
    const byOne = worker.client.departure.create({ data: { ...departure, personId, confirmedById: recorder } });
    await expect(byOne).rejects.toThrow();
    await worker.client.departure.create({
      data: { ...departure, personId, confirmedById: world.people.get('a seated')! },
    });
  });

  it('give a role: nobody confirms his own proposal, nor a role of his own', async () => {
    const officer = world.people.get('a officer')!;
    const director = world.people.get('a director')!;
    const candidate = world.people.get('unconfirmed a')!;
    const district = await owner.client.jurisdiction.findUniqueOrThrow({ where: { code: 'a' } });
    const data = {
      personId: candidate,
      role: 'officer' as const,
      jurisdictionId: district.id,
      from: new Date('2026-01-01'),
    };
    const { id } = await api.withPerson(officer, (tx) => tx.grant.create({ data: { ...data, proposedById: officer } }));
    const confirm = (by: string, as = by) =>
      api
        .withPerson(by, (tx) =>
          tx.grant.updateMany({ where: { id }, data: { confirmedById: as, confirmedAt: new Date() } }),
        )
        .then(({ count }) => count, sqlState);
    expect(await confirm(officer)).toBe(PRIVILEGE);
    expect(await confirm(officer, director)).toBe(PRIVILEGE);
    expect(await confirm(world.people.get('b director')!)).toBe(0);
    expect(await confirm(director, world.people.get('city director')!)).toBe(PRIVILEGE);
    expect(await confirm(director)).toBe(1);
    expect(await confirm(world.people.get('city director')!)).toBe(INTEGRITY);
  });
});

describe('one of a kind', () => {
  it('has one open round per project and one holder per seat', async () => {
    const again = `INSERT INTO "Round" (id, "projectId", number, kind, "applicationId", "ruleSetId")
      SELECT gen_random_uuid(), "projectId", 2, kind, "applicationId", "ruleSetId" FROM "Round" WHERE id = $1::uuid`;
    expect(await refused(worker, again, roundId)).toBe(UNIQUE);
    const holder = `INSERT INTO "SeatHolder" (id, "seatId", "personId", via, since)
      SELECT gen_random_uuid(), "seatId", $2::uuid, 'draw', now() FROM "SeatHolder" h JOIN "Seat" s ON s.id = h."seatId"
      WHERE s."roundId" = $1::uuid AND h."endedAt" IS NULL LIMIT 1`;
    expect(await refused(worker, holder, roundId, world.people.get('stranger'))).toBe(UNIQUE);
  });

  it('has one installation, real for ever', async () => {
    expect(await refused(owner, `INSERT INTO "Installation" (id, mode) VALUES (2, 'real')`)).toBe(CHECK);
    expect(await refused(owner, `UPDATE "Installation" SET mode = 'practice', "practiceNow" = now()`)).toBe(INTEGRITY);
    expect(await refused(owner, `UPDATE "Installation" SET "practiceNow" = now()`)).toBe(CHECK);
    expect(await refused(owner, `UPDATE "Installation" SET generation = generation - 1`)).toBe(INTEGRITY);
    expect(await refused(owner, `DELETE FROM "Installation"`)).toBe(INTEGRITY);
  });
});

describe('a stage', () => {
  it('is where the last recorded move led, or the transaction fails', async () => {
    expect(await refused(worker, `UPDATE "Project" SET stage = 'closed' WHERE id = $1::uuid`, projectId)).toBe(
      INTEGRITY,
    );
    const moved = worker.transaction(async (tx) => {
      await tx.project.update({ where: { id: projectId }, data: { stage: 'concluding' } });
      await tx.stageChange.create({ data: { projectId, from: 'inspecting', to: 'concluding', at: new Date() } });
    });
    await expect(moved).resolves.toBeUndefined();
    const closedWithoutOutcome = worker.transaction(async (tx) => {
      await tx.project.update({ where: { id: projectId }, data: { stage: 'closed' } });
      await tx.stageChange.create({ data: { projectId, from: 'concluding', to: 'closed', at: new Date() } });
    });
    await expect(closedWithoutOutcome).rejects.toThrow();
  });

  it('is never written by the API', async () => {
    const director = world.people.get('a director')!;
    const write = api.withPerson(director, (tx) =>
      tx.project.update({ where: { id: projectId }, data: { stage: 'closed' } }),
    );
    expect(await write.then(() => null, sqlState)).toBe(PRIVILEGE);
  });
});

describe('the API writes', () => {
  it('a new project only into its own jurisdiction, and no fact', async () => {
    const officer = world.people.get('a officer')!;
    const place = async (code: string) => (await owner.client.jurisdiction.findUniqueOrThrow({ where: { code } })).id;
    const create = (jurisdictionId: string, code: string, stage: 'planned' | 'tracking' = 'planned') =>
      api
        .withPerson(officer, (tx) =>
          tx.project.create({ data: { code, name: code, industry: '公路', jurisdictionId, stage } }),
        )
        .then(() => null, sqlState);
    expect(await create(await place('a'), 'new-1')).toBeNull();
    expect(await create(await place('b'), 'new-2')).toBe(PRIVILEGE);
    expect(await create(await place('city'), 'new-3')).toBe(PRIVILEGE);
    expect(await create(await place('a'), 'new-4', 'tracking')).toBe(PRIVILEGE);
    const fact = api.withPerson(officer, (tx) =>
      tx.fact.create({
        data: {
          projectId,
          kind: 'x',
          occurredOn: new Date('2026-11-24'),
          actedAt: new Date(),
          channel: 'web',
          detail: {},
        },
      }),
    );
    expect(await fact.then(() => null, sqlState)).toBe(PRIVILEGE);
  });

  it('an act’s request in its own person’s name, for a project it sees', async () => {
    const ask = (by: string, actor: string, project: 'a' | 'b') =>
      api
        .withPerson(world.people.get(by)!, (tx) =>
          tx.actRequest.create({
            data: {
              ...{ key: randomUUID(), actorId: world.people.get(actor)!, projectId: world.projects.get(project)! },
              ...{ kind: 'x', envelope: {}, body: {}, bodyHmac: '', receivedAt: new Date() },
            },
          }),
        )
        .then(() => null, sqlState);
    expect(await ask('a owner', 'a owner', 'a')).toBeNull();
    expect(await ask('a owner', 'a officer', 'a')).toBe(PRIVILEGE);
    expect(await ask('a owner', 'a owner', 'b')).toBe(PRIVILEGE);
  });

  it('a new person, whom others see once there is a reason', async () => {
    const officer = world.people.get('a officer')!;
    const { id } = await api.withPerson(officer, (tx) => tx.person.create({ data: { name: '新人' } }));
    await api.withPerson(officer, (tx) => tx.personDetails.create({ data: { personId: id, phone: '1' } }));
    const seenBy = (name: string) =>
      api.withPerson(world.people.get(name)!, (tx) => tx.person.count({ where: { id } }));
    expect([await seenBy('a officer'), await seenBy('a director'), await seenBy('b officer')]).toEqual([1, 0, 0]);
  });
});

describe('who is not signed in', () => {
  it('sees the account it names and no other', async () => {
    const logins = ['li', 'wang'].map((login) => ({
      login,
      personId: world.people.get(`a ${login === 'li' ? 'officer' : 'owner'}`)!,
    }));
    for (const data of logins) await owner.client.account.create({ data });
    const account = await owner.client.account.findUniqueOrThrow({ where: { login: 'wang' } });
    await owner.client.loginLink.create({
      data: { accountId: account.id, purpose: 'reset', tokenHash: 'token', expiresAt: new Date() },
    });
    const see = (credential: string) =>
      api.withCredential(credential, async (tx) => ({
        logins: (await tx.account.findMany()).map(({ login }) => login),
        links: await tx.loginLink.count(),
        others: (await tx.person.count()) + (await tx.project.count()) + (await tx.grant.count()),
      }));
    expect(await see('li')).toEqual({ logins: ['li'], links: 0, others: 0 });
    expect(await see('LI')).toEqual({ logins: ['li'], links: 0, others: 0 });
    expect(await see('token')).toEqual({ logins: ['wang'], links: 1, others: 0 });
    expect(await see('%')).toEqual({ logins: [], links: 0, others: 0 });
    expect(await see('')).toEqual({ logins: [], links: 0, others: 0 });
  });
});

describe('the public', () => {
  let reader: pg.Client;
  beforeAll(async () => {
    reader = new pg.Client({ connectionString: testDatabase.urls.public });
    await reader.connect();
  });
  afterAll(() => reader?.end());

  it('sees five statuses and nobody', async () => {
    const { rows } = await reader.query('SELECT code, status FROM open.project ORDER BY code');
    expect(rows).toContainEqual({ code: 'P-b', status: 'in_acceptance' });
    const statuses = await reader.query(
      `SELECT DISTINCT open.status(s, suspended) AS status FROM unnest(enum_range(NULL::"Stage")) s, unnest('{t,f}'::boolean[]) suspended ORDER BY 1`,
    );
    expect(statuses.rows.map(({ status }) => status)).toEqual([
      ...['accepted', 'closed', 'in_acceptance', 'registered', 'under_construction'],
    ]);
    for (const table of ['Person', 'Fact', 'SeatHolder', 'Grant', 'EmailAddress', 'Organisation', 'session']) {
      await expect(reader.query(`SELECT 1 FROM "${table}"`)).rejects.toThrow(/permission denied/);
    }
    await expect(reader.query('SELECT "caseOfficerId" FROM "Project"')).rejects.toThrow(/permission denied/);
  });

  it('sees nothing of a project that is not public', async () => {
    await owner.client.project.update({ where: { id: world.projects.get('b')! }, data: { notPublic: true } });
    for (const view of ['project', 'listing', 'draw', 'paper']) {
      const column = view === 'project' ? 'code' : '"projectCode"';
      const { rows } = await reader.query(`SELECT ${column} AS code FROM open.${view}`);
      expect(rows.map(({ code }) => code)).not.toContain('P-b');
      expect(rows.map(({ code }) => code)).toContain('P-a');
    }
  });
});

it('sorts Chinese names by their sound', async () => {
  const names = ['张伟', '阿强', '李娜', '陈晨', '王芳', '欧阳明'];
  await worker.client.person.createMany({ data: names.map((name) => ({ name, title: 'pinyin' })) });
  const sorted = await worker.client.person.findMany({ where: { title: 'pinyin' }, orderBy: { name: 'asc' } });
  expect(sorted.map(({ name }) => name)).toEqual(['阿强', '陈晨', '李娜', '欧阳明', '王芳', '张伟']);
  expect(await worker.client.person.count({ where: { title: 'pinyin', name: '李娜' } })).toBe(1);
});

describe('the start-up check', () => {
  const reasons = (url: string) =>
    assertSafeRoles(url).then(
      () => [],
      (error: unknown) => (error instanceof UnsafeDatabaseError ? error.reasons : [String(error)]),
    );

  async function broken(sql: string, undo: string): Promise<readonly string[]> {
    const admin = new pg.Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
    try {
      await admin.query(sql);
      return await reasons(testDatabase.urls.api);
    } finally {
      await admin.query(undo);
      await admin.end();
    }
  }

  it('lets the three roles start', async () => {
    for (const url of [testDatabase.urls.api, testDatabase.urls.worker, testDatabase.urls.public]) {
      expect(await reasons(url)).toEqual([]);
    }
  });

  it('refuses the owner and a superuser', async () => {
    expect((await reasons(testDatabase.urls.owner)).join()).toMatch(/role dangyan_owner owns public/);
    expect((await reasons(testDatabase.adminUrl)).join()).toMatch(/role postgres is a superuser/);
  });

  it.each([
    [
      'a table without security',
      'ALTER TABLE "Fact" NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE "Fact" FORCE ROW LEVEL SECURITY',
      'table public."Fact" has no forced',
    ],
    [
      'a table without policies',
      'CREATE TABLE public.extra (id int); ALTER TABLE public.extra ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
      'DROP TABLE public.extra',
      'table public.extra has no policy',
    ],
    [
      'a view with its owner’s rights',
      'CREATE VIEW public.peek AS SELECT * FROM "Person"',
      'DROP VIEW public.peek',
      'view public.peek does not run',
    ],
    [
      'a function without search_path',
      'CREATE FUNCTION public.f() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1',
      'DROP FUNCTION public.f()',
      'function public.f runs as its owner',
    ],
    [
      'a grant nobody limited',
      'GRANT SELECT ON sealed.ballot TO dangyan_api',
      'REVOKE SELECT ON sealed.ballot FROM dangyan_api',
      'table sealed.ballot may be read',
    ],
    [
      'a table of a runtime role',
      'CREATE TABLE public.own (id int); ALTER TABLE public.own OWNER TO dangyan_api',
      'DROP TABLE public.own',
      'role dangyan_api owns public.own',
    ],
  ])('finds %s', async (_, sql, undo, reason) => {
    expect((await broken(sql, undo)).join('\n')).toContain(reason);
  });
});
