import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { useLinkKey } from '../../activities/accounts/link-key';
import { DEFAULT_REQUEST_LIMITS } from '../../api/config';
import type { Ends } from '../ends';
import { migrate } from '../migrate/migrate';
import { prepareDatabase, randomPasswords, withDatabase } from '../migrate/roles';
import { runApi } from '../run-api';
import { readSettings } from '../settings';
import { choosePort } from '../stack/free-port';
import { startPostgres } from '../stack/postgres';
import { makeWorld, type World } from './world';

/**
 * The real app before a Postgres of its own with so many projects. There is no Temporal: pages are looked at, nothing is done.
 *
 * @param ends gets what ends it and removes its folder
 * @returns with the process id of Postgres
 */
export async function servePages(
  projects: number,
  ends: Ends,
): Promise<{ origin: string; world: World; postgres: number }> {
  const home = mkdtempSync(join(tmpdir(), 'dangyan-pages-'));
  ends.add(async () => rmSync(home, { recursive: true, force: true }));
  chmodSync(home, 0o711); // Postgres may run as another user
  const logFile = join(home, 'postgres.log');
  const server = await startPostgres({ folder: join(home, 'postgres'), password: 'pages', port: 0, logFile });
  ends.add(() => server.stop());
  const urls = await prepareDatabase(withDatabase(server.adminUrl, 'pages'), randomPasswords());
  await migrate(urls.owner);
  const world = await makeWorld(urls.owner, projects);
  const hmacKey = randomBytes(32);
  useLinkKey(hmacKey);
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  ends.add(() => connection.close());
  const port = await choosePort('API', 0, () => undefined);
  const origin = `http://127.0.0.1:${port}`;
  await runApi(
    {
      ...{ databaseUrl: urls.api, publicDatabaseUrl: urls.public, port, origin, checks: [] },
      client: new Client({ connection }),
      secrets: { sessionSecret: randomBytes(32).toString('base64'), hmacKey },
      settings: readSettings({}),
      config: { limits: { ...DEFAULT_REQUEST_LIMITS, requestsPerMinute: 1_000_000 } },
      logger: pino({ level: 'warn' }),
    },
    ends,
  );
  return { origin, world, postgres: server.pid };
}
