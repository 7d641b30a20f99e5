import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';
import { choosePort, isListening } from './free-port';
import { endProcess } from './processes';
import { endLeftovers, startServerProcess } from './server-process';

/** Older mail is dropped beyond this, so that a long-lived installation does not fill the disk. */
const MAX_MAILS = 20_000;

export interface MailServerOptions {
  /** Where mails are kept, absolute; they are there again after a restart. */
  folder: string;
  logFile: string;
  /** Wanted ports of SMTP and of the inbox; another is taken when one is busy. 0: any. */
  smtpPort: number;
  inboxPort: number;
  say?: (line: string) => void;
}

export interface MailServer {
  smtpUrl: string;
  /** The inbox as web pages; its API lists them at `${inboxUrl}/api/email/summary`, a page at a time. */
  inboxUrl: string;
  stop(): Promise<void>;
  /** Up again after `stop()`, on the same ports with the mails it had. */
  restart(): Promise<void>;
}

/**
 * Starts a mail server that delivers nowhere: what is sent to it is shown on a web page. It is a process of its own, so that
 * thousands of mails don't slow ours, and so that it can be taken away (an outage) without us.
 *
 * @throws ServerStartError
 */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const { folder, logFile, say = () => {} } = options;
  await endLeftovers('Mail', ['--mail-directory', folder], 'SIGTERM', say);
  const smtpPort = await choosePort('SMTP', options.smtpPort, say);
  const inboxPort = await choosePort('Mail inbox', options.inboxPort, say);
  const inboxUrl = `http://127.0.0.1:${inboxPort}`;
  const start = () =>
    startServerProcess({
      what: 'Mail',
      command: [
        ...[process.execPath, maildevProgram(), '--silent'],
        ...['--ip', '127.0.0.1', '--smtp', String(smtpPort)],
        ...['--web-ip', '127.0.0.1', '--web', String(inboxPort)],
        ...['--mail-directory', folder, '--max-emails', String(MAX_MAILS)],
      ],
      logFile,
      isReady: async () => (await isListening(smtpPort)) && (await isListening(inboxPort)),
      readyWithinMs: 60_000,
    });
  let pid = await start();
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    inboxUrl,
    // Senders keep connections open, for which a graceful end would wait: an outage does not.
    stop: () => endProcess(pid, 'SIGTERM', 1_000),
    restart: async () => {
      pid = await start();
    },
  };
}

/** By path: the package can only be imported, and it is started as a program. */
function maildevProgram(): string {
  const home = projectPath('node_modules', 'maildev');
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, bin.maildev);
}
