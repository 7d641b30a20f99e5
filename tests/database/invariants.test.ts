import { checkInvariants, INVARIANTS } from '../../ops/invariants/index';
import type { Violation } from '../../ops/invariants/violation';
import type { Prisma } from '../../prisma/generated/client';
import { fullPanel } from '../support/full-panel';
import { meetingOf } from '../support/meeting';
import { confirmed, drawn, holders, type PanelPeople, paneling } from '../support/panel';
import { createWorld, type TestProject, type World } from '../support/process';

/** One project with a full panel, as its acts left it. */
let world: World;
let project: TestProject;
let people: PanelPeople;
beforeAll(async () => {
  world = await createWorld();
  ({ project, people } = await paneling(world, 10));
  await drawn(world, project, people);
  const [declining] = (await holders(world, project)).slice(3);
  await project.act(declining!.personId, 'panel_invitation.decline', { reason: '出差', kind: 'absent' });
  await confirmed(world, project);
  expect(await project.stage()).toBe('convening');
});
afterAll(() => world.close());

class RolledBack extends Error {}

/** What the checker says of the database as changed by somebody whom nothing stops; the change is taken back. */
async function broken(change: (tx: Prisma.TransactionClient) => Promise<unknown>): Promise<Violation[]> {
  let found: Violation[] = [];
  const check = world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await change(tx);
    for (const { name, check: look } of INVARIANTS) {
      found = [...found, ...(await look(tx)).map((each) => ({ invariant: name, ...each }))];
    }
    throw new RolledBack();
  });
  await expect(check).rejects.toThrow(RolledBack);
  return found;
}

const sql = (statement: string) => (tx: Prisma.TransactionClient) => tx.$executeRawUnsafe(statement);
const seatOf = 'SELECT s.id FROM "Seat" s WHERE s.number';

test('a project that acts alone have moved breaks none', async () => {
  expect(await world.worker.snapshot(checkInvariants)).toEqual([]);
});

test.each([
  ['a stage that no act led to', `UPDATE "Project" SET stage = 'closed'`, 'a stage is one its history allows'],
  [
    'a move by an act that cannot lead there',
    `UPDATE "StageChange" SET "to" = 'handing_over' WHERE "to" = 'convening'`,
    'a stage is one its history allows',
  ],
  [
    'an even panel',
    `INSERT INTO "Seat" (id, "roundId", number, role, state)
       SELECT gen_random_uuid(), id, 6, 'expert', 'confirmed' FROM "Round"`,
    'a panel in force is odd, of five or more, each seat held once',
  ],
  [
    'a seat that did not confirm',
    `UPDATE "Seat" SET state = 'invited' WHERE number = 4`,
    'a panel in force is odd, of five or more, each seat held once',
  ],
  [
    'one person on two seats',
    `UPDATE "SeatHolder" SET "personId" = (SELECT "personId" FROM "SeatHolder" WHERE "seatId" = (${seatOf} = 1))
      WHERE "seatId" = (${seatOf} = 2)`,
    'a panel in force is odd, of five or more, each seat held once',
  ],
  [
    'somebody else on a drawn seat',
    `UPDATE "SeatHolder" SET "ticketRank" = "ticketRank" + 1 WHERE "endedAt" IS NULL AND "seatId" = (${seatOf} = 4)`,
    'a panel in force is the one its draw gives, and obeys its quotas',
  ],
  [
    'a member who works for the owner',
    `INSERT INTO "Membership" (id, "personId", "organisationId", kind)
       SELECT gen_random_uuid(), h."personId", y."organisationId", 'employment'
         FROM "SeatHolder" h, "ProjectParty" y WHERE h."seatId" = (${seatOf} = 5) AND y.role = 'owner'`,
    'no member of a panel in force is recused',
  ],
  [
    'an expert seat filled by appointment',
    `UPDATE "SeatHolder" SET via = 'appointment', "drawId" = NULL
      WHERE "endedAt" IS NULL AND "seatId" = (${seatOf} = 5)`,
    'a seat is filled by appointment, draw or recorded replacement',
  ],
  [
    'a replacement that the record does not know',
    `UPDATE "SeatHolder" SET via = 'replacement' WHERE via = 'draw' AND "endedAt" IS NULL`,
    'a seat is filled by appointment, draw or recorded replacement',
  ],
  [
    'a draw whose record was changed',
    `UPDATE "Draw" SET bundle = replace(bundle, '"seats":', '"seats": ')`,
    'a published draw verifies',
  ],
  ['a draw that announced another root', `UPDATE "Draw" SET root = repeat('0', 64)`, 'a published draw verifies'],
  [
    'a volume taken out of the frozen catalogue',
    `DELETE FROM "Volume" WHERE id = (SELECT id FROM "Volume" LIMIT 1)`,
    'a catalogue that was applied with is the one of its hash',
  ],
  [
    'a title changed in it',
    `UPDATE "Volume" SET title = title || '（补）'`,
    'a catalogue that was applied with is the one of its hash',
  ],
  ['a draw that is missing', `UPDATE "Draw" SET number = 3`, 'draws are numbered without gaps'],
  [
    'a proposal that its proposer approved',
    `ALTER TABLE "Proposal" DROP CONSTRAINT "Proposal_two_people";
     UPDATE "Proposal" SET "decidedById" = "proposedById"`,
    'proposer and approver are two people',
  ],
  [
    'a ceremony that its operator witnessed',
    `ALTER TABLE "Ceremony" DROP CONSTRAINT "Ceremony_two_people"; UPDATE "Ceremony" SET "witnessId" = "operatorId"`,
    'proposer and approver are two people',
  ],
  [
    'a mail taken out of the outbox',
    `DELETE FROM "OutboxMail" WHERE kind = 'application-received'`,
    'a fact that promises a mail has its row in the outbox',
  ],
  [
    'a mail that belongs to another fact',
    `UPDATE "OutboxMail" SET "factId" = gen_random_uuid() WHERE kind = 'registration-confirmed'`,
    'a fact that promises a mail has its row in the outbox',
  ],
  ['a name that was changed by hand', `UPDATE "Project" SET name = '别的名字'`, 'initials are those of the names'],
  [
    'a deadline put off by hand',
    `UPDATE "Clock" SET row = jsonb_set(row, '{due}', '"2027-12-31"'), "dueOn" = '2027-12-31' WHERE kind = 'accept_by'`,
    'a clock equals what its base and rule give',
  ],
  [
    'a base changed under its deadline, in a clock that stopped',
    `UPDATE "Clock" SET row = jsonb_set(row, '{bases,applicationReceived,value}', '"2026-01-05"')
      WHERE kind = 'reply_application'`,
    'a clock equals what its base and rule give',
  ],
  [
    'an alarm that was switched off',
    `UPDATE "Clock" SET "nextAt" = NULL WHERE kind = 'accept_by'`,
    'a clock equals what its base and rule give',
  ],
  ['a fact without its answer', `DELETE FROM "ActResult" WHERE kind = 'draw.reveal'`, 'every key is one fact'],
  [
    'an audit event that was changed',
    `UPDATE "AuditEvent" SET payload = jsonb_set(payload, '{kind}', '"draw.abandon"')
      WHERE type = 'act.performed' AND payload->>'kind' = 'draw.freeze'`,
    'the audit log’s chains are whole',
  ],
])('%s is named', async (_, statement, invariant) => {
  const found = await broken(async (tx) => {
    for (const one of statement.split(';')) await sql(one)(tx);
  });
  expect([...new Set(found.map((each) => each.invariant))]).toContain(invariant);
  expect(found.every(({ subject, detail }) => subject !== '' && detail !== '')).toBe(true);
});

describe('a result', () => {
  let other: TestProject;
  beforeAll(async () => {
    const meeting = meetingOf(world, await fullPanel(world));
    other = meeting.project;
    await meeting.checkIn();
    await meeting.sample();
    await meeting.inspectAndScore();
    await meeting.deliberate();
    for (const seat of [0, 1, 2, 3, 4]) await meeting.vote(seat, seat < 2 ? 'pass' : 'fail');
    expect(await meeting.step()).toBe('tallied');
  });

  test.each([
    ['that its ballots do not give', `UPDATE "Result" SET pass = fail, fail = pass`, 'a tally equals its ballots'],
    ['that passed without a majority', `UPDATE "Result" SET passed = true`, 'a tally equals its ballots'],
    [
      'with an opinion that says otherwise',
      `INSERT INTO "Opinion" (id, "projectId", "roundId", version, text, state, passed, "draftFactId")
         SELECT gen_random_uuid(), r."projectId", r.id, 1, '{}', 'issued', true, gen_random_uuid()
           FROM "Result" t JOIN "Round" r ON r.id = t."roundId"`,
      'an opinion says what the result says',
    ],
    [
      'whose sample left a volume out',
      `UPDATE "Draw" SET commitment = jsonb_set(commitment, '{volumes}', (commitment->'volumes') - 0)
        WHERE purpose = 'sample'`,
      'a sample is drawn from the catalogue that was applied with',
    ],
    [
      'whose ballot was changed after its opening',
      `UPDATE "BallotIn" SET value = 'pass' WHERE value = 'fail'`,
      'an opened sheet or ballot is the one that was sealed',
    ],
  ])('%s is named', async (_, statement, invariant) => {
    const named = (found: Violation[]) => found.filter((each) => each.invariant === invariant);
    expect(named(await broken(sql('SELECT 1')))).toEqual([]);
    const subjects = named(await broken(sql(statement))).map(({ subject }) => subject);
    expect(new Set(subjects)).toEqual(new Set([other.code]));
  });
});
