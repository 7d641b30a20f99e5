import type { Invariant } from './violation';

/**
 * The tally equals the ballots: votes and recorded absences together are the panel as appointed. Where the vote decides, more
 * than half of it passes. What was voted elsewhere is on paper.
 */
export const talliesEqualBallots: Invariant = {
  name: 'a tally equals its ballots',
  check: (tx) => tx.$queryRaw`
    SELECT p.code AS subject, 'round ' || r.number AS detail
      FROM "Result" t
      JOIN "Round" r ON r.id = t."roundId"
      JOIN "Project" p ON p.id = r."projectId"
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE value = 'pass') AS pass, count(*) FILTER (WHERE value = 'fail') AS fail,
               count(*) FILTER (WHERE value = 'abstain') AS abstain
          FROM "BallotIn" b WHERE b."roundId" = r.id AND b.value IS NOT NULL) b ON true
     WHERE NOT r.migrated AND (t.pass, t.fail, t.abstain) IS DISTINCT FROM (b.pass, b.fail, b.abstain)
        OR t.pass + t.fail + t.abstain + t.absent <> t."panelSize"
        OR t.decides = 'vote' AND t.passed <> (t.pass * 2 > t."panelSize")`,
};

/** No opinion of 合格 without a passing result. */
export const opinionsFollowResults: Invariant = {
  name: 'an opinion says what the result says',
  check: (tx) => tx.$queryRaw`
    SELECT p.code AS subject, 'opinion ' || o.version AS detail
      FROM "Opinion" o
      JOIN "Project" p ON p.id = o."projectId"
      LEFT JOIN "Result" t ON t."roundId" = o."roundId"
     WHERE o.passed IS DISTINCT FROM t.passed`,
};
