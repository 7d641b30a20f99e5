import type { Invariant } from './violation';

/** Proposer ≠ approver, wherever a second person is needed. */
export const twoPeople: Invariant = {
  name: 'proposer and approver are two people',
  async check(tx) {
    const rows = await tx.$queryRaw<{ subject: string; detail: string }[]>`
      SELECT p.code AS subject, 'proposal ' || q.id AS detail
        FROM "Proposal" q JOIN "Project" p ON p.id = q."projectId" WHERE q."decidedById" = q."proposedById"
      UNION ALL SELECT id::text, 'grant' FROM "Grant" WHERE "confirmedById" = "proposedById"
      UNION ALL SELECT id::text, 'annual plan' FROM "AnnualPlan" WHERE "fixedById" = "proposedById"
      UNION ALL SELECT code || ' ' || version, 'rule set' FROM "RuleSetVersion" WHERE "approvedById" = "proposedById"
      UNION ALL SELECT id::text, 'grant to oneself' FROM "Grant" WHERE "confirmedById" = "personId"
      UNION ALL SELECT p.code, 'absence at the ballot'
        FROM "BallotAbsence" a JOIN "Round" r ON r.id = a."roundId" JOIN "Project" p ON p.id = r."projectId"
       WHERE a."confirmedById" = a."recordedById"
      UNION ALL SELECT p.code, 'departure from the meeting'
        FROM "Departure" a JOIN "Round" r ON r.id = a."roundId" JOIN "Project" p ON p.id = r."projectId"
        JOIN "Fact" f ON f.id = a."factId"
       WHERE a."confirmedById" IN (a."personId", f."recordedById")
      UNION ALL SELECT id::text, 'ceremony witnessed by its operator' FROM "Ceremony" WHERE "witnessId" = "operatorId"
      UNION ALL SELECT id::text, 'corrected digits confirmed by the witness'
        FROM "Ceremony" WHERE "correctionConfirmedById" = "witnessId"
      UNION ALL SELECT p.code, 'opinion issued by its leader'
        FROM "Opinion" o
        JOIN "Project" p ON p.id = o."projectId"
        JOIN "Fact" f ON f.id = o."issuedFactId"
        JOIN "Seat" s ON s."roundId" = o."roundId" AND s.role = 'leader'
        JOIN "SeatHolder" h ON h."seatId" = s.id AND h."endedAt" IS NULL AND h."personId" = f."recordedById"`;
    return rows;
  },
};
