import { readFileSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { assertSafeRoles } from '../activities/database/assert-safe-roles';
import { createDatabase, type Database } from '../activities/database/database';
import { projectPath } from '../activities/project-root';
import { createApi } from '../api/app';
import { type ApiConfig, DEFAULT_REQUEST_LIMITS, DEFAULT_SESSION_LIMITS } from '../api/config';
import type { ReadinessCheck } from '../api/deps';
import { listen } from '../api/server';
import { TASK_QUEUE } from '../workflows/contract';
import type { Ends } from './ends';
import { machineClock } from './machine-clock';
import type { Settings } from './settings';
import type { Secrets } from './stack/secrets';

export interface ApiOptions {
  /** As `dangyan_api`. */
  databaseUrl: string;
  /** As `dangyan_public`, for what may be seen without signing in. */
  publicDatabaseUrl: string;
  client: Client;
  secrets: Pick<Secrets, 'sessionSecret' | 'hmacKey'>;
  settings: Settings;
  /** A free port. */
  port: number;
  /** Where people reach it. */
  origin: string;
  config?: Partial<ApiConfig>;
  checks: readonly ReadinessCheck[];
  logger: Logger;
}

/** Connections for what is public: few questions, each a moment long. */
const PUBLIC_POOL = 5;

/**
 * The HTTP side of an installation. Any number of them may run side by side.
 *
 * @param ends gets what ends each part, in the order in which they started
 */
export async function runApi(options: ApiOptions, ends: Ends): Promise<void> {
  const { databaseUrl, publicDatabaseUrl, client, settings, port, checks, logger } = options;
  for (const url of [databaseUrl, publicDatabaseUrl]) await assertSafeRoles(url);
  const database = createDatabase({ url: databaseUrl, poolSize: settings.apiPool });
  const publicDatabase = createDatabase({ url: publicDatabaseUrl, poolSize: PUBLIC_POOL });
  const sessionPool = new Pool({ connectionString: databaseUrl, max: settings.sessionPool });
  // A connection that nobody uses breaks when the database goes; unheard, that would end the process.
  sessionPool.on('error', (error) => logger.warn(error, 'connection of the sessions'));
  ends.add(() => Promise.all([database.close(), publicDatabase.close(), sessionPool.end()]));
  const { app, endStreams, close } = createApi({
    config: apiConfig(options),
    database,
    publicDatabase,
    sessionPool,
    temporal: client,
    clock: machineClock,
    machineClock,
    logger,
    checks: [databaseAnswers(database), ...checks],
  });
  ends.add(close);
  const server = await listen(app, port, settings.host);
  ends.add(() => server.close());
  ends.add(endStreams);
}

const databaseAnswers = (database: Database): ReadinessCheck => ({
  name: 'database',
  async problem() {
    await database.client.$queryRaw`SELECT 1`;
    return null;
  },
});

function apiConfig({ secrets, settings, origin, config }: ApiOptions): ApiConfig {
  return {
    sessionSecret: secrets.sessionSecret,
    hmacKey: secrets.hmacKey,
    totpKey: secrets.hmacKey,
    metricsToken: settings.metricsToken,
    requireTotp: settings.requireTotp,
    trustedProxies: settings.trustedProxies,
    session: DEFAULT_SESSION_LIMITS,
    limits: DEFAULT_REQUEST_LIMITS,
    taskQueue: TASK_QUEUE,
    templates: projectPath('templates'),
    assets: projectPath('dist', 'assets'),
    version: packageVersion(),
    ...config,
    origin,
  };
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }).version;
}
