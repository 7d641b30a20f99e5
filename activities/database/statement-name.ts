/** Lists come in any length, each a statement of its own. */
const HAS_LIST = /IN \(\$\d+,|\), ?\(\$/;

/** Connections keep what has a name until they close. */
const NAMED_AT_MOST = 1_000;

const names = new Map<string, string>();

/**
 * The name under which a connection keeps a statement, so that Postgres parses and plans it once: with the policies of
 * row-level security that costs more than running it. Empty, so none, for statements that hardly come twice.
 */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known || names.size === NAMED_AT_MOST || HAS_LIST.test(sql)) return known ?? '';
  const name = `dangyan_${names.size}`;
  names.set(sql, name);
  return name;
}
