import type { Client } from '@temporalio/client';
import { type Logger, pino } from 'pino';
import { useLinkKey } from '../activities/accounts/link-key';
import type { Database } from '../activities/database/database';
import { useSealingKeys } from '../activities/sealed/sealing-keys';
import type { ApiConfig } from '../api/config';
import { type Birth, beBorn } from './be-born';
import { Ends, orEnd } from './ends';
import { runApi } from './run-api';
import { runWorker } from './run-worker';
import { readSettings } from './settings';
import { choosePort } from './stack/free-port';
import type { LocalStack } from './stack/local-stack';
import { withOwner } from './with-owner';

export interface InstallationOptions {
  stack: LocalStack;
  /** What a database that is still empty becomes. */
  birth: Birth;
  /** Wanted port of the API; another is taken, and said, when it is busy. 0: any. Unless told, as the settings say. */
  port?: number;
  config?: Partial<ApiConfig>;
  /** Runs the worker elsewhere than in this process. */
  runWorker?: typeof runWorker;
  logger?: Logger;
  env?: NodeJS.ProcessEnv;
  say?: (line: string) => void;
}

export interface Installation {
  /** Where people reach it. */
  origin: string;
  worker: Database;
  client: Client;
  /** Stops API, worker and sender, in this order; the stack is its owner's to stop. Called again it does nothing more. */
  stop(): Promise<void>;
}

/**
 * API, worker and mail sender in one process, on the given servers.
 *
 * @throws Error when a part does not start; what had started is stopped then
 */
export async function runInstallation(options: InstallationOptions): Promise<Installation> {
  const { stack, birth, config, env = process.env, say = console.log, logger = pino({ level: 'warn' }) } = options;
  const { databaseUrls, temporal, smtpUrl, secrets } = stack;
  const settings = readSettings(env);
  const ends = new Ends();
  return orEnd(ends, async () => {
    useLinkKey(secrets.hmacKey);
    useSealingKeys(secrets);
    await withOwner(databaseUrls.owner, (owner) => beBorn(owner, birth));
    const port = await choosePort('API', options.port ?? settings.port, say);
    const origin = config?.origin ?? settings.origin ?? `http://127.0.0.1:${port}`;
    const shared = { secrets, settings, origin, logger, say };
    const worker = await (options.runWorker ?? runWorker)(
      { ...shared, databaseUrl: databaseUrls.worker, temporal, smtpUrl },
      ends,
    );
    const { database, client, checks } = worker;
    const urls = { databaseUrl: databaseUrls.api, publicDatabaseUrl: databaseUrls.public };
    await runApi({ ...shared, ...urls, client, port, config, checks }, ends);
    return { origin, worker: database, client, stop: () => ends.stop() };
  });
}
