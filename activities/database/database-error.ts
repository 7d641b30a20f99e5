import { isNativeError } from 'node:util/types';

/** What Prisma and its driver adapter leave of a Postgres error: where it is depends on the kind of query. */
interface PrismaError {
  code?: string;
  meta?: { driverAdapterError?: AdapterError };
  cause?: AdapterError['cause'] | AdapterError;
}

interface AdapterError {
  cause?: { kind?: string; originalCode?: string; constraint?: { index?: string } };
}

/** Deadlock, serialisation conflict, lock not available: the same transaction may well succeed when run again. */
const RETRYABLE = new Set(['40P01', '40001', '55P03']);

/** SQLSTATE of a database error, or null when it is none. */
export function sqlState(error: unknown): string | null {
  return driverCause(error)?.originalCode ?? null;
}

/** SQLSTATE of an error after which the transaction may be tried again, or null. */
export function retryableState(error: unknown): string | null {
  const state = sqlState(error);
  if (state !== null && RETRYABLE.has(state)) return state;
  // Prisma reports a conflict that it noticed itself without a SQLSTATE.
  return (error as PrismaError)?.code === 'P2034' ? '40001' : null;
}

/** Name of the unique constraint or index that an insert or update violated, or null: P2002 has no `meta.target`. */
export function violatedUnique(error: unknown): string | null {
  return sqlState(error) === '23505' ? (driverCause(error)?.constraint?.index ?? null) : null;
}

function driverCause(error: unknown): AdapterError['cause'] {
  const prisma = error as PrismaError | null | undefined;
  const cause = prisma?.meta?.driverAdapterError?.cause ?? prisma?.cause;
  return cause && 'cause' in cause ? cause.cause : (cause as AdapterError['cause']);
}

/** Connection exceptions, a server that shuts down or has no connection left. */
const AWAY = /^(08...|57P0[123]|53300)$/;
/** The same in the words of Prisma (unreachable, timed out, pool exhausted, transaction lost) and of the network. */
const AWAY_CODE = /^(P1001|P1002|P1008|P1017|P2024|P2028|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** And in the words of pg, which has no code for what it says of its own connections. */
const AWAY_WORDS =
  /^(Client (has encountered a connection error|was closed)|Connection terminated|timeout e(xceeded when trying to connect|xpired))/;

/** A server that was stopped takes its socket with it. */
const NO_SOCKET = /connect ENOENT .*\.s\.PGSQL\./;

/** Whether the trouble lies with the database for the moment: waiting helps, and nobody did anything wrong. */
export function isPassing(error: unknown): boolean {
  if (retryableState(error) !== null || AWAY.test(sqlState(error) ?? '')) return true;
  for (let each = error; isNativeError(each); each = each.cause) {
    if (AWAY_CODE.test((each as { code?: unknown }).code as string) || AWAY_WORDS.test(each.message)) return true;
    if (NO_SOCKET.test(each.message)) return true;
  }
  return false;
}
