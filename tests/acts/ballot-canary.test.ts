import { Refusal } from '../../domain/errors';
import { fullPanel } from '../support/full-panel';
import { type Meeting, meetingOf, type Vote } from '../support/meeting';
import { createWorld, type World } from '../support/process';

/** Words that nobody writes but a member on his sealed sheet. */
const CANARY = '金丝雀：隐蔽工程影像整卷缺失';
/** Points that no other sheet has: 17.5 of the item of the largest maximum. */
const CANARY_POINTS = 17.5;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Every row of every table as text, by table; bytes as hexadecimal. */
async function dump(): Promise<Map<string, string>> {
  const tables = await world.db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  const texts = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await world.db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
    texts.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return texts;
}

/** The ways in which a text could have been written down. */
function traces(text: string): string[] {
  const bytes = Buffer.from(text);
  // Base64 of a text within another: without the first and last group, at each of three offsets.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  return [text, bytes.toString('hex'), escaped, ...base64];
}

function tablesWith(texts: Map<string, string>, needles: readonly string[]): string[] {
  return [...texts].filter(([, text]) => needles.some((needle) => text.includes(needle))).map(([name]) => name);
}

/** A sheet like no other. */
async function canarySheet(m: Meeting) {
  const scores = await m.scores(0);
  const largest = scores.reduce((most, each) => (each.points > most.points ? each : most));
  return scores.map((score) => (score === largest ? { ...score, points: CANARY_POINTS, reason: CANARY } : score));
}

async function inspected(): Promise<Meeting> {
  const m = meetingOf(world, await fullPanel(world, { volumes: 6 }));
  await m.checkIn();
  await m.sample();
  for (const seat of m.seats.keys()) await m.inspect(seat);
  return m;
}

test('what is on a sealed sheet is in no table, and opens into one', async () => {
  const m = await inspected();
  await m.project.act(m.members[3]!, 'sheet.submit', { scores: await canarySheet(m) });
  for (const seat of [0, 1, 2]) await m.sheet(seat);
  const points = [`"score": ${CANARY_POINTS * 100}`, `"score":${CANARY_POINTS * 100}`, `"points":${CANARY_POINTS}`];
  const before = await dump();
  expect(tablesWith(before, [...traces(CANARY), ...points])).toEqual([]);
  // The search would find it if it were there.
  await m.sheet(4);
  expect(tablesWith(await dump(), traces(CANARY))).toEqual(['public."SheetIn"']);
  expect((await dump()).get('sealed.sheet')).toBe('');
});

test('a refused sheet leaves no trace but the refusal, which names items and no values', async () => {
  const m = await inspected();
  const scores = await canarySheet(m);
  const wrong = scores.map((score, at) => (at === 0 ? { ...score, points: -1 } : score));
  const refusal = await m.project.refusal(m.members[3]!, 'sheet.submit', { scores: wrong });
  expect(refusal).toBeInstanceOf(Refusal);
  for (const trace of [CANARY, `${CANARY_POINTS}`, `${CANARY_POINTS * 100}`]) {
    expect(JSON.stringify([refusal.message, refusal.details])).not.toContain(trace);
  }
  const others = [...(await dump())].filter(([name]) => name !== 'public."SheetIn"');
  expect(tablesWith(new Map(others), traces(CANARY))).toEqual([]);
});

test('a vote travels and rests as nothing: fact, request, result and audit event say only that it was cast', async () => {
  const trails: string[] = [];
  for (const vote of ['pass', 'fail', 'abstain'] as Vote[]) {
    const m = await inspected();
    for (const seat of m.seats.keys()) await m.sheet(seat);
    await m.deliberate();
    await m.vote(2, vote);
    const { db } = world;
    const fact = await db.fact.findFirstOrThrow({ where: { projectId: m.project.id, kind: 'ballot.cast' } });
    const request = await db.actRequest.findUniqueOrThrow({ where: { key: fact.key! } });
    const result = await db.actResult.findUniqueOrThrow({ where: { key: fact.key! } });
    const events = await db.auditEvent.findMany({
      where: { chain: `project/${m.project.code}` },
      orderBy: { sequence: 'desc' },
      take: 2,
    });
    const [ballot] = await db.ballotIn.findMany({ where: { roundId: m.roundId } });
    const [sealed] = await db.$queryRaw<{ length: number }[]>`
      SELECT length(sealed) AS length FROM sealed.ballot WHERE "roundId" = ${m.roundId}::uuid`;
    const payloads = events.map(({ type, payload }) => [type, Object.keys(payload as object).sort()]);
    trails.push(
      JSON.stringify([
        fact.detail,
        request.body,
        Object.keys(result.result as object).sort(),
        payloads,
        [ballot!.value, ballot!.salt, ballot!.sealHash.length],
        sealed!.length,
      ]),
    );
  }
  expect(new Set(trails).size).toBe(1);
  expect(trails[0]).not.toMatch(/pass|fail|abstain/);
});

test('no result of a ballot that absent votes could turn: nothing tells how it stood', async () => {
  const trails: unknown[] = [];
  for (const votes of [
    ['pass', 'pass', 'fail', 'abstain'],
    ['pass', 'fail', 'pass', 'fail'],
  ] as Vote[][]) {
    const m = await inspected();
    for (const seat of m.seats.keys()) await m.sheet(seat);
    await m.deliberate();
    for (const [seat, vote] of votes.entries()) await m.vote(seat, vote);
    const { absenceId } = await m.project.act(world.people.officer, 'ballot_absence.record', {
      seatId: m.seats[4],
      reason: '离场',
    });
    const answer = await m.project.act(m.members[0]!, 'ballot_absence.confirm', { absenceId });
    const tasks = await world.db.task.findMany({
      where: { projectId: m.project.id },
      select: { kind: true, note: true },
    });
    const ballots = await world.db.ballotIn.findMany({ where: { roundId: m.roundId } });
    const events = await world.db.auditEvent.findMany({
      where: { chain: `project/${m.project.code}` },
      orderBy: { sequence: 'asc' },
    });
    trails.push([
      Object.keys(answer),
      await m.step(),
      tasks,
      ballots.map(({ value }) => value),
      events.map(({ type }) => type),
    ]);
  }
  expect(trails[0]).toEqual(trails[1]);
});
