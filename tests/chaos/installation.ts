import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';
import { withDatabase } from '../../ops/migrate/roles';
import { choosePort } from '../../ops/stack/free-port';
import { startMailServer } from '../../ops/stack/mail-server';
import { startPostgres } from '../../ops/stack/postgres';
import { findTemporalBinary } from '../../ops/stack/temporal-binary';
import { startTemporalServer } from '../../ops/stack/temporal-server';
import { TEMPORAL_CLI } from '../../ops/stack/temporal-wheels';
import { type Printed, readPrinted } from '../support/bureau';
import { track } from '../support/open-resources';
import { freshSecrets } from '../support/production-environment';
import { buildPrograms, type Program, startProgram } from '../support/program';
import { type Part, programPart, serverPart } from './part';

/** In the order in which they start. */
export const PARTS = ['Postgres', 'Temporal', 'API', 'worker'] as const;
export type PartName = (typeof PARTS)[number];

/** An installation in its production shape, each part a process of its own on its own files. */
export interface Installation extends Printed {
  parts: Readonly<Record<PartName, Part>>;
  /** As superuser. */
  databaseUrl: string;
  /** What `npm run check` prints, to the end. */
  check(): Promise<string>;
  close(): Promise<void>;
}

const silent = () => {};

/** Call it in `beforeAll` and `close()` in `afterAll`. */
export async function startInstallation(): Promise<Installation> {
  buildPrograms();
  const home = mkdtempSync(join(tmpdir(), 'dangyan-chaos-'));
  chmodSync(home, 0o711); // Postgres may run as another user
  const ends: (() => Promise<void>)[] = [async () => rmSync(home, { recursive: true, force: true })];
  const close = track('the installation', async () => {
    for (const end of ends.reverse()) await end();
  });
  const kept = <P extends Part>(part: P): P => {
    ends.push(part.kill);
    return part;
  };

  const binary = await findTemporalBinary(TEMPORAL_CLI, { say: silent });
  const mail = await startMailServer({
    folder: join(home, 'mail'),
    logFile: join(home, 'mail.log'),
    smtpPort: 0,
    inboxPort: 0,
  });
  ends.push(mail.stop);
  const postgres = kept(
    await serverPart((port) =>
      startPostgres({ folder: join(home, 'postgres'), password: 'chaos', port, logFile: join(home, 'postgres.log') }),
    ),
  );
  const temporal = kept(
    await serverPart((port) =>
      startTemporalServer({
        binary,
        databaseFile: join(home, 'temporal.db'),
        port,
        logFile: join(home, 'temporal.log'),
      }),
    ),
  );

  const databaseUrl = withDatabase(postgres.first.adminUrl, 'dangyan');
  const port = await choosePort('API', 0, silent);
  const origin = `http://127.0.0.1:${port}`;
  const { DANGYAN_TEST_RUN, PATH, HOME } = process.env;
  const env = {
    ...{ DANGYAN_TEST_RUN, PATH, HOME },
    ...freshSecrets(),
    NODE_ENV: 'production',
    DANGYAN_ORIGIN: origin,
    DANGYAN_MAIL_FROM: 'dangyan@example.test',
    DANGYAN_REQUIRE_TOTP: 'false',
    DANGYAN_PORT: String(port),
    DANGYAN_WORKER_PORT: '0',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.first.address,
    SMTP_URL: mail.smtpUrl,
  };
  const run = (script: string, readyWhen: RegExp, ...args: string[]): Promise<Program> =>
    startProgram({ command: [process.execPath, projectPath('dist/ops', script), ...args], env, readyWhen });
  /** One that ends by itself. */
  const outputOf = async (script: string, ...args: string[]) => (await run(script, /$^/, ...args)).output();

  const migrated = await outputOf('migrate/cli.js');
  const api = kept(programPart(() => run('start-api.js', /^API of .* listens/m)));
  const worker = kept(programPart(() => run('start-worker.js', /^worker; its health is on /m)));
  await Promise.all([api.start(), worker.start()]);
  return {
    ...readPrinted(`API ${origin}/docs\ninbox ${mail.inboxUrl}\n${migrated}`),
    parts: { Postgres: postgres, Temporal: temporal, API: api, worker },
    databaseUrl,
    check: () => outputOf('maintain.js', 'check'),
    close,
  };
}
