import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { localDateOf } from '../../domain/calendar/local-time';
import { type Prisma, PrismaClient } from '../../prisma/generated/client';
import { retryableState } from './database-error';
import { SerialClient } from './serial-client';
import { statementName } from './statement-name';

/** A client inside one transaction; every write of a process fact takes one. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Connection string of the role this part of the system logs in as. */
  url: string;
  /** Connections at most. For the worker at least as many as activities may run at once. */
  poolSize: number;
  /** When it is, for grants that begin or end on a day. In practice the installation's own time goes before. */
  now?: () => Date;
  /** Hears the SQLSTATE of each transaction that is tried again. */
  onRetry?: (sqlState: string) => void;
}

export interface Database {
  /** For plain reads outside a transaction; the API never uses it, for it names no person and so sees nothing. */
  readonly client: PrismaClient;
  /** Transactions tried again since the start: a metric, which tests assert to be 0. */
  readonly retries: number;
  /**
   * Runs `work` in one transaction. After a deadlock, a serialisation conflict or a lock not given within 3 s it is run
   * again, so it must do nothing but use its client.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads one moment for as long as it takes: a check of everything may think for minutes between two questions. */
  snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * A transaction with row-level security set to what this person may see and write: the API's only way to the data.
   *
   * @param personId null: nobody is signed in, and no row of a project or a person is visible
   */
  withPerson<T>(personId: string | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * For who is not signed in yet: only the account is visible that `credential` names exactly, be it a login, an address,
   * or the hash of a link's or a program's token.
   */
  withCredential<T>(credential: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What the API is given: no way to a client without saying for whom. */
export type PersonalDatabase = Pick<Database, 'withPerson' | 'withCredential'>;

/** A wait for a lock longer than this gives up and is tried again; milliseconds. */
const LOCK_TIMEOUT = 3_000;
/**
 * A transaction that asks nothing for this long is ended: it holds locks that others wait for. Drawing from 50,000 volumes
 * takes 5 s between two questions, and three times as long on a machine that is busy.
 */
const IDLE_TIMEOUT = 30_000;
const CONNECTION_TIMEOUT = 5_000;
/** Prisma's own limit for a whole transaction; an import of 50,000 volumes has to fit. */
const TRANSACTION_TIMEOUT = 120_000;
const SNAPSHOT_TIMEOUT = 3_600_000;
const TRIES = 6;

/**
 * A pool of connections and the two kinds of transactions on it.
 *
 * Sessions run in UTC because the adapter drops the offset of a timestamp as Postgres prints it. `@db.Date` columns come
 * and go as the Date of that day's midnight in UTC: convert them with `toDate` and `toLocalDate` of `./dates`.
 */
export function createDatabase({ url, poolSize, now = () => new Date(), onRetry }: DatabaseOptions): Database {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      Client: SerialClient,
      max: poolSize,
      connectionTimeoutMillis: CONNECTION_TIMEOUT,
      lock_timeout: LOCK_TIMEOUT,
      idle_in_transaction_session_timeout: IDLE_TIMEOUT,
      options: '-c TimeZone=UTC',
    },
    { statementNameGenerator: ({ sql }) => statementName(sql) },
  );
  const client = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: CONNECTION_TIMEOUT, timeout: TRANSACTION_TIMEOUT },
  });
  let retries = 0;

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.$transaction(work);
      } catch (error) {
        const state = retryableState(error);
        if (state === null || attempt === TRIES) throw error;
        retries += 1;
        onRetry?.(state);
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /** Settings end with the transaction, so that a pooled connection never carries somebody else's. */
  function as<T>(person: string, credential: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return transaction(async (tx) => {
      const today = localDateOf(now().toISOString());
      await tx.$executeRaw`SELECT set_config('dangyan.person', ${person}, true),
        set_config('dangyan.credential', ${credential}, true), set_config('dangyan.today', ${today}, true)`;
      return work(tx);
    });
  }

  function snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return client.$transaction(
      async (tx) => {
        await tx.$executeRaw`SET TRANSACTION READ ONLY`;
        await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`;
        return work(tx);
      },
      { isolationLevel: 'RepeatableRead', timeout: SNAPSHOT_TIMEOUT },
    );
  }

  return {
    client,
    get retries() {
      return retries;
    },
    transaction,
    snapshot,
    withPerson: (personId, work) => as(personId ?? '', '', work),
    withCredential: (credential, work) => as('', credential, work),
    close: () => client.$disconnect(),
  };
}
