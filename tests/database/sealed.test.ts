import { randomBytes, randomUUID } from 'node:crypto';
import { sqlState } from '../../activities/database/database-error';
import { storeFile } from '../../activities/database/store-file';
import { claimBallot, openBallots, ownBallot, publishBallots, sealBallot } from '../../activities/sealed/ballots';
import { openDrawSecret, sealDrawSecret } from '../../activities/sealed/draw-secret';
import { verifySeal } from '../../activities/sealed/seal';
import { claimSheet, openSheets, ownSheet, sealSheet } from '../../activities/sealed/sheets';
import { loadViewer } from '../../api/viewer';
import { visibleTo } from '../../api/visible-to';
import { Refusal } from '../../domain/errors';
import type { Vote } from '../../prisma/generated/client';
import { type SealedMember, type SealedRound, TODAY, useSealedRound } from './sealed-round';

let round: SealedRound;

useSealedRound((made) => {
  round = made;
});

const code = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

const placeOf = ({ seatId, personId }: SealedMember, key: string) => ({
  key,
  roundId: round.roundId,
  seatId,
  personId,
});

async function handInSheet(member: SealedMember, value: unknown, key: string = randomUUID()): Promise<string> {
  await round.api.withPerson(member.personId, (tx) => sealSheet(tx, placeOf(member, key), value));
  return round.worker.transaction(async (tx) => {
    const sealHash = await claimSheet(tx, placeOf(member, key));
    await tx.sheetIn.create({
      data: { ...placeOf(member, key), key: undefined, sealHash, factId: round.factId } as never,
    });
    return sealHash;
  });
}

async function vote(member: SealedMember, value: Vote, key: string = randomUUID()): Promise<string> {
  await round.api.withPerson(member.personId, (tx) => sealBallot(tx, placeOf(member, key), value));
  return round.worker.transaction(async (tx) => {
    const sealHash = await claimBallot(tx, placeOf(member, key));
    await tx.ballotIn.create({
      data: { ...placeOf(member, key), key: undefined, sealHash, factId: round.factId } as never,
    });
    return sealHash;
  });
}

describe('a ballot', () => {
  beforeEach(() => round.step('voting'));

  it('is opened with the others, all at once, and proves to be the one that was cast', async () => {
    const [a, b, c] = round.members;
    const hashes = [await vote(c, 'fail'), await vote(a, 'pass')];
    expect(await code(round.worker.transaction((tx) => openBallots(tx, round.roundId)))).toBe('BALLOTS_OUTSTANDING');
    hashes.push(await vote(b, 'abstain'));
    const opened = await round.worker.transaction(async (tx) => {
      const ballots = await openBallots(tx, round.roundId);
      await publishBallots(tx, round.roundId, ballots);
      await tx.round.update({ where: { id: round.roundId }, data: { step: 'tallied' } });
      return ballots;
    });
    expect(opened.map(({ seatId, value }) => [seatId, value])).toEqual([
      [a.seatId, 'pass'],
      [b.seatId, 'abstain'],
      [c.seatId, 'fail'],
    ]);
    const published = await round.worker.client.ballotIn.findMany();
    expect(published.map(({ sealHash }) => sealHash).sort()).toEqual(hashes.sort());
    for (const { value, salt, sealHash } of published) {
      expect(verifySeal({ value, salt: salt! }, sealHash)).toBe(true);
      expect(verifySeal({ value: value === 'pass' ? 'fail' : 'pass', salt: salt! }, sealHash)).toBe(false);
    }
    expect(await code(round.worker.transaction((tx) => openBallots(tx, round.roundId)))).toBe('CLOSED');
    expect(await code(vote(a, 'fail'))).toBe('CLOSED');
  });

  it('stays sealed when nothing is published after it was read', async () => {
    for (const member of round.members) await vote(member, 'pass');
    await round.worker.transaction((tx) => openBallots(tx, round.roundId));
    expect(await round.worker.client.ballotIn.count({ where: { value: { not: null } } })).toBe(0);
    expect(await round.worker.transaction((tx) => openBallots(tx, round.roundId))).toHaveLength(3);
  });

  it('waits for a seat until two people recorded it absent', async () => {
    const [a, b, c] = round.members;
    await vote(a, 'pass');
    await vote(b, 'pass');
    const open = () => code(round.worker.transaction((tx) => openBallots(tx, round.roundId)));
    const absence = { roundId: round.roundId, seatId: c.seatId, sitting: 1, reason: 'x', factId: round.factId };
    const { id } = await round.worker.client.ballotAbsence.create({
      data: { ...absence, recordedById: round.officerId },
    });
    expect(await open()).toBe('BALLOTS_OUTSTANDING');
    await round.worker.client.ballotAbsence.update({ where: { id }, data: { confirmedById: a.personId } });
    expect(await open()).toBeNull();
  });

  it('is taken by the act under whose key it was put away, and then no other replaces it', async () => {
    const [a, b] = round.members;
    const put = (member: SealedMember, value: Vote, key: string, by = member.personId) =>
      round.api.withPerson(by, (tx) => sealBallot(tx, placeOf(member, key), value));
    const claim = (member: SealedMember, key: string) =>
      round.worker.transaction((tx) => claimBallot(tx, placeOf(member, key)));
    await put(a, 'fail', 'first');
    await put(a, 'pass', 'second');
    expect(await code(claim(a, 'first'))).toBe('SEALED_VALUE_MISSING');
    expect(await code(claim(b, 'second'))).toBe('SEALED_VALUE_MISSING');
    expect(await code(claim(a, 'second'))).toBeNull();
    expect(await code(put(a, 'fail', 'third'))).toBe('SEAT_COUNTED_TWICE');
    expect(await code(put(a, 'fail', 'fourth', b.personId))).toBe('ACT_NOT_YOURS');
    expect(await code(put({ ...a, personId: b.personId }, 'fail', 'fifth'))).toBe('SEAT_NOT_ON_PANEL');
    await round.step('deliberating');
    expect(await code(put(b, 'pass', 'sixth'))).toBe('CLOSED');
  });

  it('is read again by who cast it, by nobody else, and its tables by no role', async () => {
    const [a, b] = round.members;
    await vote(a, 'fail');
    const own = (personId: string) => round.api.withPerson(personId, (tx) => ownBallot(tx, round.roundId));
    expect(await own(a.personId)).toMatchObject({ value: 'fail', personId: a.personId });
    expect(await own(b.personId)).toBeNull();
    expect(await own(round.officerId)).toBeNull();
    for (const database of [round.api, round.worker]) {
      for (const table of ['sheet', 'ballot', 'draw']) {
        const read = database.client.$queryRawUnsafe(`SELECT * FROM sealed.${table}`);
        expect(await read.then(() => null, sqlState)).toBe('42501');
      }
    }
    for (const call of ['open_round_ballots', 'open_round_sheets', 'unseal_ballots', 'ballots_refusal']) {
      const asked = round.api.client.$queryRawUnsafe(`SELECT * FROM sealed.${call}('${round.roundId}')`);
      expect(await asked.then(() => null, sqlState)).toBe('42501');
    }
  });

  it('of one word has no hash that could be guessed, and no width that tells the word', async () => {
    const [a, b, c] = round.members;
    const hashes = [await vote(a, 'pass'), await vote(b, 'pass'), await vote(c, 'abstain')];
    expect(new Set(hashes).size).toBe(3);
    const widths = await asSuperuser<{ width: number }>(
      'SELECT DISTINCT octet_length(sealed) AS width FROM sealed.ballot',
    );
    expect(widths).toHaveLength(1);
  });

  it('written on paper is handed in by an officer with its scan, which nobody else sees before the opening', async () => {
    const [a, b, c] = round.members;
    const scan = await round.api.withPerson(round.officerId, (tx) =>
      storeFile(tx, {
        ...{ content: Buffer.from('scan'), mediaType: 'image/png', name: 'x' },
        ...{ projectId: round.projectId, uploadedById: round.officerId },
      }),
    );
    const enter = (sha256: string | null) =>
      round.api.withPerson(round.officerId, (tx) => sealBallot(tx, placeOf(a, 'paper'), 'pass', sha256));
    expect(await code(enter(null))).toBe('ACT_NOT_YOURS');
    expect(await code(enter(scan.sha256))).toBeNull();
    const colleague = await round.owner.client.person.create({ data: { name: 'colleague' } });
    const officer = await round.owner.client.grant.findFirstOrThrow({ where: { personId: round.officerId } });
    await round.owner.client.grant.create({ data: { ...officer, id: randomUUID(), personId: colleague.id } });
    const seenBy = (id: string) =>
      round.api.withPerson(id, (tx) => tx.fileUpload.count({ where: { sha256: scan.sha256 } }));
    expect([await seenBy(round.officerId), await seenBy(colleague.id)]).toEqual([1, 0]);
    await round.worker.transaction(async (tx) => {
      const sealHash = await claimBallot(tx, placeOf(a, 'paper'));
      const { seatId, personId } = a;
      await tx.ballotIn.create({ data: { roundId: round.roundId, seatId, personId, sealHash, factId: round.factId } });
    });
    await vote(b, 'pass');
    await vote(c, 'pass');
    await round.worker.transaction(async (tx) =>
      publishBallots(tx, round.roundId, await openBallots(tx, round.roundId)),
    );
    expect(await seenBy(colleague.id)).toBe(1);
  });
});

describe('a sheet', () => {
  it('is opened with the others and published with its salt', async () => {
    const [a, b, c] = round.members;
    await handInSheet(a, { items: [{ code: '1', points: 10, reason: '甲' }] });
    await handInSheet(b, { items: [] });
    expect(await code(round.worker.transaction((tx) => openSheets(tx, round.roundId)))).toBe('SHEETS_OUTSTANDING');
    await handInSheet(c, { items: ['丙'.repeat(5_000)] });
    const widths = await asSuperuser('SELECT DISTINCT octet_length(sealed) AS width FROM sealed.sheet');
    expect(widths).toHaveLength(1);
    const opened = await round.worker.transaction((tx) => openSheets(tx, round.roundId));
    expect(opened.map(({ personId }) => personId)).toEqual([a.personId, b.personId, c.personId]);
    const rows = await round.worker.client.sheetIn.findMany();
    expect(rows).toHaveLength(3);
    for (const { value, salt, sealHash } of rows) expect(verifySeal({ value, salt: salt! }, sealHash!)).toBe(true);
    expect(await asSuperuser('SELECT * FROM sealed.sheet')).toEqual([]);
  });

  it('that does not fit is refused without being told', async () => {
    const [a] = round.members;
    const refused = await handInSheet(a, { secret: 'canary'.repeat(20_000) }).catch((error: Error) => error);
    expect(refused).toBeInstanceOf(RangeError);
    expect(String(refused)).not.toContain('canary');
  });

  it('leaves no trace outside, and none inside that could be read without the key', async () => {
    const [a] = round.members;
    const canary = 'kanarienvogel';
    await handInSheet(a, { text: canary });
    const tables = await asSuperuser<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const dump = JSON.stringify(
      await Promise.all(tables.map(({ name }) => asSuperuser(`SELECT t::text AS row FROM ${name} t`))),
    );
    const hidden = [canary, Buffer.from(canary).toString('base64').slice(0, 12), Buffer.from(canary).toString('hex')];
    for (const form of hidden) expect(dump).not.toContain(form);
    expect(await round.api.withPerson(a.personId, (tx) => ownSheet(tx, round.roundId))).toMatchObject({
      value: { text: canary },
    });
  });

  it('moved to another row is noticed', async () => {
    const [a, b, c] = round.members;
    for (const member of [a, b, c]) await handInSheet(member, { by: member.personId });
    await round.owner.client.$executeRaw`
      UPDATE sealed.sheet SET sealed = (SELECT sealed FROM sealed.sheet WHERE "personId" = ${a.personId}::uuid) WHERE "personId" = ${b.personId}::uuid`;
    await expect(round.worker.transaction((tx) => openSheets(tx, round.roundId))).rejects.toThrow();
    expect(await round.worker.client.sheetIn.count({ where: { salt: { not: null } } })).toBe(0);
  });
});

describe('what is shown before the opening', () => {
  it('is to the bureau who handed in, to members only how many', async () => {
    const [a, b] = round.members;
    await handInSheet(a, {});
    const seenBy = (id: string) =>
      round.api.withPerson(id, (tx) => tx.sheetIn.findMany({ select: { seatId: true, value: true } }));
    expect(await seenBy(round.officerId)).toEqual([{ seatId: a.seatId, value: null }]);
    expect(await seenBy(b.personId)).toEqual([]);
    expect(await seenBy(round.ownerId)).toEqual([]);
    const count = (id: string) =>
      round.api.withPerson(id, (tx) => tx.$queryRaw`SELECT * FROM access.count_in(${round.roundId}::uuid)`);
    expect(await count(b.personId)).toEqual([{ sheets: 1, ballots: 0, seats: 3 }]);
    expect(await count(round.ownerId)).toEqual([{ sheets: null, ballots: null, seats: null }]);
  });

  it('is nobody’s name to owner and members until check-in is over', async () => {
    const [a, b] = round.members;
    const names = (id: string) =>
      round.api.withPerson(id, async (tx) => {
        const holders = await tx.seatHolder.findMany({ include: { person: true } });
        return [...new Set(holders.map(({ person }) => person.name))].sort();
      });
    const unlocked = (id: string) =>
      round.owner.transaction(async (tx) => {
        const where = visibleTo(await loadViewer(tx, id, TODAY)).seatHolder;
        const holders = await tx.seatHolder.findMany({ where, include: { person: true } });
        return [...new Set(holders.map(({ person }) => person.name))].sort();
      });
    for (const see of [names, unlocked]) {
      for (const step of ['seats', 'inviting', 'full'] as const) {
        await round.step(step);
        expect(await see(a.personId)).toEqual(['member 1']);
        expect(await see(b.personId)).toEqual(['member 2']);
        expect(await see(round.ownerId)).toEqual([]);
        expect(await see(round.officerId)).toHaveLength(3);
      }
      await round.step('sampling');
      expect(await see(a.personId)).toHaveLength(3);
      expect(await see(round.ownerId)).toHaveLength(3);
    }
  });
});

describe('a draw’s secret', () => {
  it('is opened once there is randomness, and only with its own draw', async () => {
    const secret = randomBytes(300);
    const witness = await round.owner.client.person.create({ data: { name: 'witness' } });
    const { jurisdictionId } = await round.owner.client.project.findUniqueOrThrow({ where: { id: round.projectId } });
    const ceremony = await round.worker.client.ceremony.create({
      data: { jurisdictionId, startsAt: new Date(), source: {}, witnessId: witness.id, operatorId: round.officerId },
    });
    const draw = await round.worker.client.draw.create({
      data: {
        ...{
          number: 1,
          projectId: round.projectId,
          roundId: round.roundId,
          purpose: 'sample',
          ceremonyId: ceremony.id,
        },
        ...{ commitment: {}, root: '', secretHash: '', committedFactId: round.factId },
      },
    });
    await round.worker.transaction((tx) => sealDrawSecret(tx, draw.id, secret));
    const open = () => round.worker.transaction((tx) => openDrawSecret(tx, draw.id));
    expect(await code(open())).toBe('CLOSED');
    await round.worker.client.ceremony.update({
      where: { id: ceremony.id },
      data: { digits: '01234567890123456789', enteredAt: new Date() },
    });
    expect(Buffer.from(await open())).toEqual(secret);
    const asked = round.api.transaction((tx) => openDrawSecret(tx, draw.id));
    expect(await asked.then(() => null, sqlState)).toBe('42501');
    const again = round.worker.transaction((tx) => sealDrawSecret(tx, draw.id, randomBytes(300)));
    expect(await again.then(() => null, sqlState)).toBe('23505');
  });
});

async function asSuperuser<T>(sql: string): Promise<T[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: round.testDatabase.adminUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}
