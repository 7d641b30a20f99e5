import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '../activities/clock';
import type { Database } from '../activities/database/database';
import type { ApiConfig } from './config';

/** One part whose health decides whether this process should be sent requests. */
export interface ReadinessCheck {
  name: string;
  /** @returns null when all is well, else what is behind, in a few words without personal data */
  problem(): Promise<string | null>;
  /** What is measured to tell, for the metrics. */
  measure?: { name: string; help: string; read(): Promise<number> };
}

/** All that the API needs from outside. */
export interface ApiDeps {
  config: ApiConfig;
  /** As `dangyan_api`; always asked in a person's name. */
  database: Database;
  /** As `dangyan_public`: what may be seen without signing in. */
  publicDatabase: Pick<Database, 'client'>;
  /** Connections for the session store, as `dangyan_api`. */
  sessionPool: Pool;
  temporal: Client;
  /** For facts, deadlines and grants; a practice installation's own time goes before it. */
  clock: Clock;
  /** For sessions, tokens and links, which live on the machine's time even in practice. */
  machineClock: Clock;
  logger: Logger;
  checks: readonly ReadinessCheck[];
}
