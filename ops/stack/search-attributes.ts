import { Connection } from '@temporalio/client';
import type { TemporalAddress } from './temporal-address';

/** Search attributes of every workflow; set at start, never personal. */
export const SEARCH_ATTRIBUTES = { Stage: 'Keyword', Jurisdiction: 'Keyword' } as const;

/** As Temporal's protocol numbers the type (`INDEXED_VALUE_TYPE_KEYWORD`). */
const KEYWORD = 2;

/**
 * Adds to a running Temporal what our workflows are started with.
 *
 * @throws Error when the server can't be reached, or does not let us; the message has the command that does it by hand.
 */
export async function ensureSearchAttributes(temporal: TemporalAddress): Promise<void> {
  const { address, namespace, connectionOptions } = temporal;
  const connection = await Connection.connect(connectionOptions).catch((cause: Error) => {
    throw new Error(`Temporal at ${address} can't be reached: ${cause.message}`, { cause });
  });
  try {
    const missing = await missingSearchAttributes(connection, namespace);
    if (missing.length > 0) await addSearchAttributes(connection, namespace, missing);
  } catch (cause) {
    // Two workers that start at once both find them missing.
    const left = await missingSearchAttributes(connection, namespace).catch(() => null);
    if (left?.length === 0) return;
    const commands = Object.entries(SEARCH_ATTRIBUTES).map(
      ([name, type]) =>
        `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`,
    );
    throw new Error(
      `Temporal at ${address} lacks the search attributes and does not let us add them ` +
        `(${(cause as Error).message}): run\n${commands.join('\n')}`,
      { cause },
    );
  } finally {
    await connection.close();
  }
}

async function missingSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in customAttributes));
}

/** Adds `names` of the search attributes to a namespace that has none of them. */
export async function addSearchAttributes(
  connection: Connection,
  namespace: string,
  names: readonly string[] = Object.keys(SEARCH_ATTRIBUTES),
): Promise<void> {
  const searchAttributes = Object.fromEntries(names.map((name) => [name, KEYWORD]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}
