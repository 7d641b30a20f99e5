import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR_OID = 18;
const CHAR_ARRAY_OID = 1002;

type QueryResult = { fields?: { dataTypeID: number }[] } | undefined;

/**
 * Postgres' catalogue has columns of the one-byte type "char", which the adapter refuses and the schema engine needs.
 * They travel disguised as an array of "char", a type that no query of the engine returns, and are unmasked in `repair`.
 */
class CatalogueClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg overloads `query` by callback, promise and submittable.
  override query(...args: any[]): any {
    const run = super.query as (...args: unknown[]) => unknown;
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      return run.call(this, ...args.slice(0, -1), (error: unknown, result: QueryResult) =>
        callback(error, disguise(result)),
      );
    }
    const answer = run.call(this, ...args);
    return answer instanceof Promise ? answer.then(disguise) : answer;
  }
}

function disguise(result: QueryResult): QueryResult {
  for (const field of result?.fields ?? []) {
    if (field.dataTypeID === CHAR_OID) field.dataTypeID = CHAR_ARRAY_OID;
  }
  return result;
}

/** Postgres' own words on a script that failed; the engine passes on only a paraphrase. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  constructor(script: string, cause: pg.DatabaseError) {
    const line = cause.position ? script.slice(0, Number(cause.position)).split('\n').length : undefined;
    super(`${line ? `line ${line}: ` : ''}${cause.message}${cause.detail ? ` (${cause.detail})` : ''}`, { cause });
  }
}

/** Corrects habits of the adapter that the schema engine cannot live with. */
function repair(
  adapter: SqlDriverAdapter & { underlyingDriver(): pg.Pool },
  onScriptError: (error: ScriptError) => void,
): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  // The adapter splits a script at each semicolon, also inside a function's body. Sent whole, Postgres runs it as one
  // transaction, so a migration is applied entirely or not at all.
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      onScriptError(new ScriptError(script, error));
      throw toAdapterError(error);
    }
  };
  // The engine disposes of an adapter in its own time; whoever comes second waits for the first.
  const dispose = adapter.dispose.bind(adapter);
  let disposed: Promise<void> | undefined;
  adapter.dispose = () => {
    disposed ??= dispose();
    return disposed;
  };
  return adapter;
}

function toAdapterError({ code, severity, message, detail, column, hint }: pg.DatabaseError): DriverAdapterError {
  return new DriverAdapterError({
    kind: 'postgres',
    code: code ?? 'N/A',
    severity: severity ?? 'N/A',
    message,
    detail,
    column,
    hint,
  });
}

/** The factory the engine takes, and the end of every connection that it opened. */
export interface MigrationAdapterFactory extends SqlMigrationAwareDriverAdapterFactory {
  /** Of the script that failed last. */
  scriptError: ScriptError | undefined;
  close(): Promise<void>;
}

/**
 * A driver adapter factory for Prisma's schema engine.
 *
 * @param url the database to migrate.
 * @param shadowUrl an empty database of which the engine may do as it likes; only diffs against migrations need one.
 */
export function migrationAdapterFactory(url: string, shadowUrl?: string): MigrationAdapterFactory {
  const opened: SqlDriverAdapter[] = [];
  const connect = async (connectionString: string) => {
    const config = { connectionString, Client: CatalogueClient, connectionTimeoutMillis: 10_000, max: 2 };
    const adapter = repair(await new PrismaPg(config).connect(), (error) => {
      factory.scriptError = error;
    });
    opened.push(adapter);
    return adapter;
  };
  const factory: MigrationAdapterFactory = {
    scriptError: undefined,
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    connectToShadowDb: async () => {
      if (!shadowUrl) throw new Error('this command of the schema engine needs a shadow database');
      return connect(shadowUrl);
    },
    close: async () => {
      await Promise.all(opened.map((adapter) => adapter.dispose()));
    },
  };
  return factory;
}
