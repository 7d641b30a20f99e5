import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { appendAudit } from '../../activities/audit/append-audit';
import { claimSheet, openSheets, sealSheet } from '../../activities/sealed/sheets';
import { auditChainsAreWhole } from '../../ops/invariants/database-audit';
import { openedValuesAreProven } from '../../ops/invariants/database-sealed';
import type { Invariant } from '../../ops/invariants/violation';
import { type SealedRound, useSealedRound } from './sealed-round';

let round: SealedRound;

useSealedRound((made) => {
  round = made;
});

const check = (invariant: Invariant) => round.worker.transaction((tx) => invariant.check(tx));

async function asSuperuser(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: round.testDatabase.adminUrl });
  await admin.connect();
  try {
    await admin.query(`SET session_replication_role = replica; ${sql}`);
  } finally {
    await admin.end();
  }
}

it('a published sheet that was changed is named', async () => {
  for (const { seatId, personId } of round.members) {
    const place = { key: randomUUID(), roundId: round.roundId, seatId, personId };
    await round.api.withPerson(personId, (tx) => sealSheet(tx, place, { total: 80 }));
    await round.worker.transaction(async (tx) => {
      const sealHash = await claimSheet(tx, place);
      await tx.sheetIn.create({ data: { roundId: round.roundId, seatId, personId, sealHash, factId: round.factId } });
    });
  }
  await round.worker.transaction((tx) => openSheets(tx, round.roundId));
  expect(await check(openedValuesAreProven)).toEqual([]);
  await asSuperuser(`UPDATE "SheetIn" SET value = '{"total": 90}' WHERE "personId" = '${round.members[1].personId}'`);
  expect(await check(openedValuesAreProven)).toMatchObject([{ subject: 'P' }]);
});

it('a chain with a link taken out is named', async () => {
  for (let n = 0; n < 3; n += 1) {
    await round.worker.transaction((tx) =>
      appendAudit(tx, 'project/P', {
        type: 'drawn_names.viewed',
        actorId: null,
        at: new Date(),
        payload: { roundId: round.roundId },
      }),
    );
  }
  expect(await check(auditChainsAreWhole)).toEqual([]);
  await asSuperuser(`DELETE FROM "AuditEvent" WHERE sequence = 2`);
  expect(await check(auditChainsAreWhole)).toEqual([{ subject: 'project/P', detail: 'removed at 3' }]);
});
