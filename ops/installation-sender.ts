import type { Client } from '@temporalio/client';
import { Mutex } from 'async-mutex';
import { createTransport } from 'nodemailer';
import { invitationArrived } from '../activities/acts/panel-invitation/start-reply-clock';
import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import { createMailRenderer } from '../activities/mail/render';
import { createSender, type Sender } from '../activities/mail/sender';
import { wakeWorkflows } from '../activities/process/wake-workflows';
import { workflowsOf } from '../activities/process/workflows-of';
import { projectPath } from '../activities/project-root';

export interface InstallationSenderDeps {
  database: Database;
  client: Client;
  clock: Clock;
  smtpUrl: string;
  /** The address that mails come from. */
  from: string;
  /** Where people reach the pages that mails link to. */
  origin: string;
}

/** Connections to the mail server, kept open: one for each mail would take longer than the mail. */
const CONNECTIONS = 4;

export interface InstallationSender extends Sender {
  close(): void;
}

/** The sender of an installation. The term to reply to an invitation runs from its arrival, so its workflow is woken then. */
export function createInstallationSender(deps: InstallationSenderDeps): InstallationSender {
  const running = new Mutex();
  const { database, client, clock, smtpUrl, from, origin } = deps;
  const arrived = new Set<string>();
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: CONNECTIONS });
  const sender = createSender({
    database,
    transport,
    renderer: createMailRenderer(projectPath('templates', 'mail')),
    clock,
    lanes: CONNECTIONS,
    from,
    baseUrl: origin,
    onSettled: async (tx, mailId, outcome) => {
      const projectId = outcome === 'accepted' ? await invitationArrived(tx, clock, mailId) : null;
      if (projectId) arrived.add(projectId);
    },
  });
  const wakeArrived = async () => {
    const parts = [...arrived].map((projectId) => ({ projectId, workflow: 'panelFormation' }));
    arrived.clear();
    if (parts.length === 0) return;
    const ids = await database.transaction(async (tx) => workflowsOf(tx, parts, await processTime(tx, clock)));
    await wakeWorkflows(client, ids);
  };
  return {
    ...sender,
    // One run at a time: what arrived is told of when it is committed, by the run that sent it.
    runOnce: () =>
      running.runExclusive(async () => {
        const report = await sender.runOnce();
        await wakeArrived();
        return report;
      }),
    close: () => transport.close(),
  };
}
