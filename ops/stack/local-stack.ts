import { projectPath } from '../../activities/project-root';
import { migrate } from '../migrate/migrate';
import { type DatabaseUrls, databaseUrls, ensureRolesAndDatabase, prepareDatabase } from '../migrate/roles';
import { forgetAddresses, writeAddresses } from './addresses';
import { type DataFolder, openDataFolder } from './data-folder';
import { type MailServer, startMailServer } from './mail-server';
import { startPostgres } from './postgres';
import { ensureSearchAttributes } from './search-attributes';
import { databasePasswords, type Secrets, secretsFromEnvironment, secretsOfFolder, superuserPassword } from './secrets';
import { type TemporalAddress, temporalOfEnvironment } from './temporal-address';
import { findTemporalBinary } from './temporal-binary';
import { startTemporalServer } from './temporal-server';
import { TEMPORAL_CLI } from './temporal-wheels';

export interface LocalStackOptions {
  /** Where everything is kept; `.data` of the checkout unless told. */
  dataFolder?: string;
  /** Folder of another schema and its migrations than ours. */
  schemaFolder?: string;
  /** Wanted ports; another is taken, and said, when one is busy. 0: any. */
  ports?: Partial<typeof DEFAULT_PORTS>;
  /** Temporal's own web pages beside ours. */
  temporalUi?: boolean;
  /**
   * TEMPORAL_ADDRESS (with the other variables and the profile file of Temporal's clients), DATABASE_URL (an administrator,
   * naming the database) and SMTP_URL each replace one part by a server that runs already. NODE_ENV=production takes the
   * secrets from DANGYAN_… variables.
   */
  env?: NodeJS.ProcessEnv;
  say?: (line: string) => void;
}

/** Where the parts are, and their end. */
export interface LocalStack {
  dataFolder: DataFolder;
  databaseUrls: DatabaseUrls;
  temporal: TemporalAddress;
  smtpUrl: string;
  /** Web page with the mails; only with our own mail server. */
  inboxUrl?: string;
  /** Our own mail server, to be taken away and brought back. */
  mailServer?: MailServer;
  secrets: Secrets;
  /** Stops the parts that we started, last first, and frees the folder. Called again it does nothing more. */
  stop(): Promise<void>;
}

const DEFAULT_PORTS = { postgres: 5433, temporal: 7233, temporalUi: 8233, smtp: 1025, inbox: 1080 };

const DATABASE = 'dangyan';

/**
 * Starts what Dangyan needs beside itself: a migrated Postgres, Temporal, and a mail server.
 *
 * @throws Error saying which part failed and what can be done; nothing is left running then.
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const { env = process.env, say = console.log, dataFolder = projectPath('.data') } = options;
  const folder = openDataFolder(dataFolder);
  forgetAddresses(dataFolder);
  const parts: Parts = {
    folder,
    env,
    say,
    ports: { ...DEFAULT_PORTS, ...options.ports },
    temporalUi: options.temporalUi ?? false,
    schemaFolder: options.schemaFolder,
    stops: [],
  };
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopAll(parts);
    return stopping;
  };
  try {
    const secrets = env.NODE_ENV === 'production' ? secretsFromEnvironment(env) : secretsOfFolder(folder.path);
    // All three are waited for, so that none is still starting when one has failed and the others are stopped.
    const [database, temporal, mail] = await Promise.allSettled([
      startDatabase(parts, secrets),
      startTemporal(parts),
      startMail(parts),
    ]);
    const servers = { databaseUrls: fulfilled(database), temporal: fulfilled(temporal) };
    writeAddresses(folder.path, servers);
    return { dataFolder: folder, ...servers, ...fulfilled(mail), secrets, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  folder: DataFolder;
  env: NodeJS.ProcessEnv;
  say(line: string): void;
  ports: typeof DEFAULT_PORTS;
  temporalUi: boolean;
  schemaFolder: string | undefined;
  /** What stops a part we started, and its rank: mail goes first, the database last. */
  stops: { rank: number; stop(): Promise<void> }[];
}

function fulfilled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function stopAll({ stops, folder }: Parts): Promise<void> {
  const failures: unknown[] = [];
  for (const { stop } of stops.sort((a, b) => a.rank - b.rank)) await stop().catch((error) => failures.push(error));
  folder.release();
  if (failures.length > 0) throw new AggregateError(failures, `could not stop everything: ${failures.join('; ')}`);
}

async function startDatabase(parts: Parts, secrets: Secrets): Promise<DatabaseUrls> {
  const { folder, env, say, ports, schemaFolder, stops } = parts;
  const passwords = databasePasswords(secrets);
  let urls: DatabaseUrls;
  if (env.DATABASE_URL) {
    urls = await prepareDatabase(env.DATABASE_URL, passwords);
  } else {
    const password = superuserPassword(folder.path);
    const server = await startPostgres({
      folder: folder.file('postgres'),
      password,
      port: ports.postgres,
      logFile: folder.file('logs', 'postgres.log'),
      say,
    });
    stops.push({ rank: 3, stop: server.stop });
    await ensureRolesAndDatabase(server.adminUrl, DATABASE, passwords);
    urls = databaseUrls(server.adminUrl, DATABASE, passwords);
  }
  const applied = await migrate(urls.owner, { folder: schemaFolder });
  if (applied.length > 0) say(`Postgres: applied ${applied.length} migrations, the last is ${applied.at(-1)}`);
  return urls;
}

async function startTemporal({ folder, env, say, ports, temporalUi, stops }: Parts): Promise<TemporalAddress> {
  if (env.TEMPORAL_ADDRESS) {
    const temporal = temporalOfEnvironment(env);
    await ensureSearchAttributes(temporal);
    return temporal;
  }
  const { address, namespace, uiUrl, stop } = await startTemporalServer({
    binary: await findTemporalBinary(TEMPORAL_CLI, { env, say }),
    databaseFile: folder.file('temporal.db'),
    logFile: folder.file('logs', 'temporal.log'),
    port: ports.temporal,
    uiPort: temporalUi ? ports.temporalUi : undefined,
    say,
  });
  stops.push({ rank: 2, stop });
  return { address, namespace, connectionOptions: { address }, uiUrl };
}

async function startMail({
  folder,
  env,
  say,
  ports,
  stops,
}: Parts): Promise<Pick<LocalStack, 'smtpUrl' | 'inboxUrl' | 'mailServer'>> {
  if (env.SMTP_URL) return { smtpUrl: env.SMTP_URL };
  const mailServer = await startMailServer({
    folder: folder.file('mail'),
    logFile: folder.file('logs', 'mail.log'),
    smtpPort: ports.smtp,
    inboxPort: ports.inbox,
    say,
  });
  stops.push({ rank: 1, stop: mailServer.stop });
  return { smtpUrl: mailServer.smtpUrl, inboxUrl: mailServer.inboxUrl, mailServer };
}
