import { randomBytes, randomUUID } from 'node:crypto';
import { createDatabase, type Database } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { useSealingKeys } from '../../activities/sealed/sealing-keys';
import type { RoundStep } from '../../prisma/generated/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type KeptRows, keepRows } from '../support/kept-rows';

export const TODAY = '2026-11-24';
const AT = new Date(`${TODAY}T02:00:00.000Z`);

export interface SealedMember {
  seatId: string;
  personId: string;
}

/** A round of three members who sit in the room, with its officer. */
export interface SealedRound {
  testDatabase: TestDatabase;
  api: Database;
  worker: Database;
  owner: Database;
  roundId: string;
  projectId: string;
  officerId: string;
  ownerId: string;
  members: [SealedMember, SealedMember, SealedMember];
  factId: string;
  step(step: RoundStep): Promise<void>;
  close(): Promise<void>;
}

/** One for the tests of a file: each begins with it as it was made. */
export function useSealedRound(give: (round: SealedRound) => void): void {
  let round: SealedRound;
  let rows: KeptRows;
  beforeAll(async () => {
    round = await createSealedRound();
    rows = await keepRows(round.testDatabase.adminUrl);
    give(round);
  });
  beforeEach(() => rows.putBack());
  afterAll(async () => {
    await rows?.close();
    await round?.close();
  });
}

async function createSealedRound(): Promise<SealedRound> {
  useSealingKeys({ sealKey: randomBytes(32), drawKey: randomBytes(32) });
  const testDatabase = await createTestDatabase();
  const now = () => new Date(`${TODAY}T04:00:00.000Z`);
  const api = createDatabase({ url: testDatabase.urls.api, poolSize: 4, now });
  const worker = createDatabase({ url: testDatabase.urls.worker, poolSize: 4 });
  const owner = createDatabase({ url: testDatabase.urls.owner, poolSize: 2 });
  const day = toDate(TODAY);
  const db = owner.client;
  await db.installation.create({ data: { mode: 'real' } });
  const place = await db.jurisdiction.create({ data: { code: 'a', name: 'a', bureauName: 'a', paperCode: 'a' } });
  const ruleSet = await db.ruleSetVersion.create({
    data: {
      ...{ code: 'x', version: 1, name: 'x', effectiveFrom: day, sha256: '', approvedById: randomUUID() },
      body: { scoring: { mode: 'each' } },
    },
  });
  const person = async (name: string) => (await db.person.create({ data: { name } })).id;
  const officerId = await person('officer');
  const grant = { from: day, confirmedById: randomUUID(), confirmedAt: AT };
  await db.grant.create({ data: { ...grant, personId: officerId, role: 'officer', jurisdictionId: place.id } });
  const ownerId = await person('owner');
  const organisation = await db.organisation.create({ data: { kinds: ['owner'] } });
  await db.grant.create({ data: { ...grant, personId: ownerId, role: 'owner', organisationId: organisation.id } });
  const { id: projectId } = await db.project.create({
    data: { code: 'P', name: 'P', industry: '公路', jurisdictionId: place.id, stage: 'inspecting' },
  });
  await db.projectParty.create({ data: { projectId, organisationId: organisation.id, role: 'owner' } });
  const { id: factId } = await db.fact.create({
    data: { projectId, kind: 'check_in.record', occurredOn: day, actedAt: AT, channel: 'meeting', detail: {} },
  });
  const catalogue = await db.catalogue.create({
    data: { projectId, version: 1, sha256: '', uploadedById: ownerId, uploadedAt: AT },
  });
  const application = await db.application.create({
    data: {
      ...{ projectId, number: 1, form: {}, report: 'x', conditions: {}, selfScore: {}, catalogueId: catalogue.id },
      ...{ catalogueSha256: '', ruleSetId: ruleSet.id, receivedOn: day, submittedFactId: factId },
    },
  });
  const { id: roundId } = await db.round.create({
    data: {
      ...{ projectId, number: 1, kind: 'acceptance', step: 'inspecting' },
      ...{ applicationId: application.id, ruleSetId: ruleSet.id },
    },
  });
  const halfDay = await db.meetingHalfDay.create({ data: { roundId, date: day, half: 'morning' } });
  const members: SealedMember[] = [];
  for (const number of [1, 2, 3]) {
    const personId = await person(`member ${number}`);
    const seat = await db.seat.create({ data: { roundId, number, role: number === 1 ? 'leader' : 'expert' } });
    await db.seatHolder.create({
      data: { seatId: seat.id, personId, via: 'draw', since: AT, answer: 'accepted' },
    });
    await db.checkIn.create({ data: { roundId, halfDayId: halfDay.id, seatId: seat.id, personId, at: AT, factId } });
    members.push({ seatId: seat.id, personId });
  }
  return {
    ...{ testDatabase, api, worker, owner, roundId, projectId, officerId, ownerId, factId },
    members: members as SealedRound['members'],
    step: async (step) => {
      await worker.client.round.update({ where: { id: roundId }, data: { step } });
    },
    close: async () => {
      for (const each of [api, worker, owner]) await each.close();
      await testDatabase.close();
    },
  };
}
