import { asRole, type DatabaseRole } from './migrate/roles';

/**
 * Where a process logs in as one role: server and database are those of DATABASE_URL, whose own user is for migrations alone
 * and need not be told.
 *
 * @throws Error when DATABASE_URL is not set
 */
export function databaseOfEnvironment(env: NodeJS.ProcessEnv, role: DatabaseRole, password: string): string {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: postgres://host/dangyan');
  return asRole(env.DATABASE_URL, role, password);
}
