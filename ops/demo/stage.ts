import { DEFAULT_REQUEST_LIMITS } from '../../api/config';
import type { LocalDate } from '../../domain/calendar/local-date';
import { atLocalTime } from '../../domain/calendar/local-time';
import type { Ends } from '../ends';
import { type FirstAdministrator, firstAdministrator } from '../first-administrator';
import { machineClock } from '../machine-clock';
import { type Installation, runInstallation } from '../run-installation';
import type { runWorker } from '../run-worker';
import { type LocalStack, startLocalStack } from '../stack/local-stack';
import { withOwner } from '../with-owner';
import { Inbox } from './inbox';
import { runWorkerProcess } from './run-worker-process';

/** The real stack on practice time, and where its mails arrive. */
export interface Stage {
  stack: LocalStack;
  installation: Installation;
  inbox: Inbox;
  administrator: FirstAdministrator;
}

export interface StageOptions {
  dataFolder: string;
  /** Of the API; another is taken, and said, when it is busy. */
  port: number;
  /** Practice time starts in the morning of this day. */
  firstDay: LocalDate;
  /** Two processes share the work, as in production. */
  workerApart?: boolean;
  /** Temporal's own web pages too. */
  temporalUi?: boolean;
  say(line: string): void;
}

/** Three hundred people come from one address. */
const LIMITS = { ...DEFAULT_REQUEST_LIMITS, requestsPerMinute: 1_000_000 };

/**
 * Starts everything on a folder that is still empty.
 *
 * @param ends gets what ends it
 * @throws Error saying which part failed
 */
export async function startStage(options: StageOptions, ends: Ends): Promise<Stage> {
  const { dataFolder, port, firstDay, temporalUi, say } = options;
  const stack = await startLocalStack({ dataFolder, say, temporalUi });
  ends.add(stack.stop);
  const { inboxUrl } = stack;
  if (!inboxUrl) throw new Error('The demo reads its mails from its own mail server: start it without SMTP_URL');
  const birth = { mode: 'practice' as const, practiceNow: new Date(atLocalTime(firstDay, '09:30')) };
  const workerApart: typeof runWorker = (worker, parts) => runWorkerProcess(stack.dataFolder.path, worker, parts);
  const installation = await runInstallation({
    ...{ stack, birth, port, say },
    config: { limits: LIMITS },
    runWorker: options.workerApart ? workerApart : undefined,
  });
  ends.add(installation.stop);
  const administrator = await withOwner(stack.databaseUrls.owner, (owner) => firstAdministrator(owner, machineClock));
  if (!administrator) throw new Error(`${dataFolder} holds an installation already: name an empty folder with --data`);
  return { stack, installation, inbox: new Inbox(inboxUrl), administrator };
}
