import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Express } from 'express';
import pg from 'pg';
import { pino } from 'pino';
import { createDatabase, type Database } from '../../../activities/database/database';
import { projectPath } from '../../../activities/project-root';
import { type Api, createApi } from '../../../api/app';
import { type ApiConfig, DEFAULT_REQUEST_LIMITS, DEFAULT_SESSION_LIMITS } from '../../../api/config';
import type { ApiDeps, ReadinessCheck } from '../../../api/deps';
import type { Birth } from '../../../ops/be-born';
import type { DatabaseUrls } from '../../../ops/migrate/roles';
import { createTestDatabase, type TestDatabase } from '../../support/database';

export const ORIGIN = 'http://dangyan.test';

export const CONFIG: ApiConfig = {
  origin: ORIGIN,
  sessionSecret: 'session secret of the tests',
  hmacKey: 'hmac key of the tests',
  totpKey: 'totp key of the tests',
  metricsToken: 'metrics-token-of-the-tests',
  requireTotp: false,
  trustedProxies: 0,
  session: DEFAULT_SESSION_LIMITS,
  limits: { ...DEFAULT_REQUEST_LIMITS, requestsPerMinute: 100_000, failuresPerAddress: 10_000 },
  taskQueue: 'dangyan',
  templates: projectPath('templates'),
  assets: projectPath('dist', 'assets'),
  version: '0.0.0',
};

/** The real app as `dangyan_api` on a database of its own, and an administrator's client to set up and look behind. */
export interface TestApi {
  app: Express;
  deps: ApiDeps;
  /** As superuser: sees and writes everything. */
  admin: Database;
  /** What the API logged, a line each. */
  log: string[];
  /** The machine's time as the API sees it. */
  setMachineTime(now: Date | null): void;
  /** Connection strings of its database, by role. */
  urls: DatabaseUrls;
  close(): Promise<void>;
}

/** @param temporal without one, acts go unanswered: there is nobody at the other end */
export async function createTestApi(
  config: Partial<ApiConfig> = {},
  checks: readonly ReadinessCheck[] = [],
  temporal?: Client,
  birth: Birth = { mode: 'real' },
): Promise<TestApi> {
  const own: TestDatabase = await createTestDatabase();
  const admin = createDatabase({ url: own.adminUrl, poolSize: 4 });
  await admin.client.installation.create({ data: birth });
  const database = createDatabase({ url: own.urls.api, poolSize: 10 });
  const publicDatabase = createDatabase({ url: own.urls.public, poolSize: 2 });
  const sessionPool = new pg.Pool({ connectionString: own.urls.api, max: 4 });
  const log: string[] = [];
  let machineNow: Date | null = null;
  const clock = { now: () => machineNow ?? new Date() };
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const deps: ApiDeps = {
    config: { ...CONFIG, ...config },
    database,
    publicDatabase,
    sessionPool,
    temporal: temporal ?? new Client({ connection }),
    clock,
    machineClock: clock,
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    checks,
  };
  const api: Api = createApi(deps);
  return {
    app: api.app,
    deps,
    admin,
    log,
    urls: own.urls,
    setMachineTime: (now) => {
      machineNow = now;
    },
    async close() {
      await api.endStreams();
      await api.close();
      await connection.close();
      await Promise.all([sessionPool.end(), database.close(), publicDatabase.close(), admin.close()]);
      await own.close();
    },
  };
}

/** A key for one POST. */
export const newKey = (): string => randomUUID();
