import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../../prisma/generated/client';

/** A client bound to one open transaction. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  url: string;
  /** At least as many as activities or requests run at once. */
  poolSize: number;
  /** Told of each transaction that is run again. */
  onRetry?: (code: string) => void;
}

export interface Database {
  /** Runs `work` in one transaction, again from the start when the database broke it off; no network call inside. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The same, seeing only what this person may see: the policies of row-level security read the person from the
   * transaction. The only way the API gets a client. Null: nobody is signed in.
   */
  withPerson<T>(personId: string | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Transactions that were run again since the start. */
  readonly retries: number;
  close(): Promise<void>;
}

/** deadlock_detected, serialization_failure, lock_not_available: another transaction was in the way. */
const CONFLICTS = ['40P01', '40001', '55P03', 'P2034'];
/** Connection exceptions, shutdown of the server, too many connections, and Prisma's words for them. */
const UNREACHABLE = /^(08...|57P0[1-3]|53300|P1001|P1002|P1008|P1017|P2024|P2028|ECONN\w+|EPIPE)$/;
const ATTEMPTS = 5;

/** A pool of connections of one role. */
export function createDatabase({ url, poolSize, onRetry }: DatabaseOptions): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    options: '-c lock_timeout=3s -c idle_in_transaction_session_timeout=10s -c timezone=UTC',
  });
  const client = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 15_000 } });
  let retries = 0;

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await client.$transaction(work);
      } catch (error) {
        const code = codesOf(error).find((each) => CONFLICTS.includes(each));
        if (!code || attempt === ATTEMPTS) throw error;
        retries++;
        onRetry?.(code);
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  return {
    transaction,
    withPerson: (personId, work) =>
      transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('dangyan.person', ${personId ?? ''}, true)`;
        return work(tx);
      }),
    get retries() {
      return retries;
    },
    close: () => client.$disconnect(),
  };
}

/** Whether the trouble lies with the database for the moment, so that trying again later makes sense. */
export function isPassing(error: unknown): boolean {
  return codesOf(error).some((code) => CONFLICTS.includes(code) || UNREACHABLE.test(code));
}

/** The code of an error and of all that it wraps; raw queries hide the database's code in their metadata. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code, meta, cause } = error as {
    code?: unknown;
    meta?: { code?: unknown; driverAdapterError?: unknown };
    cause?: unknown;
  };
  const own = [code, meta?.code, (cause as { originalCode?: unknown } | undefined)?.originalCode];
  const nested = [cause, meta?.driverAdapterError].flatMap(codesOf);
  return [...own.filter((each): each is string => typeof each === 'string'), ...nested];
}
