import type { Invariant } from './violation';

/** One act, one effect: every act's key has one fact, and every fact of an act a stored answer. */
export const keysAreFacts: Invariant = {
  name: 'every key is one fact',
  check: (tx) => tx.$queryRaw`
    SELECT p.code AS subject, coalesce(a.key, f.key) AS detail
      FROM "ActResult" a
      FULL JOIN (SELECT * FROM "Fact" WHERE key IS NOT NULL) f ON f.key = a.key
      JOIN "Project" p ON p.id = coalesce(a."projectId", f."projectId")
     WHERE a.key IS NULL OR f.key IS NULL OR a."projectId" <> f."projectId"`,
};
