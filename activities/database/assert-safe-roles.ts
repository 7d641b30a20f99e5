import pg from 'pg';

/** A database in which one lock is missing. */
export class UnsafeDatabaseError extends Error {
  override readonly name = 'UnsafeDatabaseError';
  constructor(readonly reasons: readonly string[]) {
    super(`the database would let people see or change what isn't theirs:\n${reasons.join('\n')}`);
  }
}

/** Each row is a reason not to start; the runtime roles are those named dangyan_*, without the owner. */
const REASONS = `
  WITH runtime AS (SELECT * FROM pg_roles WHERE rolname IN (current_user, 'dangyan_api', 'dangyan_worker', 'dangyan_public')),
  ours AS (SELECT * FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'),
  tables AS (
    SELECT c.*, n.nspname, format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
    WHERE c.relname <> '_prisma_migrations')
  SELECT format('role %s is a superuser', rolname) AS reason FROM runtime WHERE rolsuper
  UNION ALL SELECT format('role %s bypasses row-level security', rolname) FROM runtime WHERE rolbypassrls
  UNION ALL SELECT format('role %s may become %s', r.rolname, o.rolname) FROM runtime r
    JOIN pg_roles o ON o.rolname = 'dangyan_owner' OR o.rolsuper WHERE NOT r.rolsuper AND pg_has_role(r.oid, o.oid, 'MEMBER')
  UNION ALL SELECT format('role %s owns %s', r.rolname, t.name) FROM runtime r JOIN tables t ON t.relowner = r.oid
  UNION ALL SELECT format('table %s has no forced row-level security', name) FROM tables
    WHERE relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
  UNION ALL SELECT format('table %s has no policy', name) FROM tables t
    WHERE relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid)
  UNION ALL SELECT format('table %s may be read by dangyan_api without a policy for it', name) FROM tables t
    WHERE relkind IN ('r', 'p') AND has_table_privilege('dangyan_api', t.oid, 'SELECT')
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND 'dangyan_api'::regrole = ANY (p.polroles))
  UNION ALL SELECT format('view %s does not run with the rights of who asks', name) FROM tables
    WHERE relkind = 'v' AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)
  UNION ALL SELECT format('materialised view %s has no policies', name) FROM tables WHERE relkind = 'm'
  UNION ALL SELECT format('function %I.%I runs as its owner without a fixed search_path', n.nspname, p.proname) FROM pg_proc p
    JOIN ours n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS c WHERE c LIKE 'search\\_path=%')
  ORDER BY 1`;

/**
 * Refuses a database whose second lock is not whole: a runtime role that is a superuser, owns a table, bypasses row-level
 * security or may become one that does; a table without forced policies; a view that lends its owner's rights. Called when
 * API and worker start, with the connection string of their own role.
 *
 * @throws UnsafeDatabaseError with every reason
 */
export async function assertSafeRoles(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ reason: string }>(REASONS);
    if (rows.length > 0) throw new UnsafeDatabaseError(rows.map(({ reason }) => reason));
  } finally {
    await client.end();
  }
}
