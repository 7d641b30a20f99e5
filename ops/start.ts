import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Ends } from './ends';
import { firstAdministrator, sayAdministrator } from './first-administrator';
import { machineClock } from './machine-clock';
import { runInstallation } from './run-installation';
import { runUntilStopped } from './run-until-stopped';
import { startLocalStack } from './stack/local-stack';
import { withOwner } from './with-owner';

interface StartOptions {
  data?: string;
  port?: number;
  temporalUi?: boolean;
}

new Command('start')
  .description('run Dangyan with everything it needs, until Ctrl-C')
  .option('--data <folder>', 'where everything is kept', (path) => resolve(path))
  .option('--port <port>', 'port of the API', Number)
  .option('--temporal-ui', "Temporal's own web pages too")
  .action((options: StartOptions) => runUntilStopped((ends) => start(options, ends)))
  .parse();

async function start({ data, port, temporalUi }: StartOptions, ends: Ends): Promise<void> {
  const stack = await startLocalStack({ dataFolder: data, temporalUi });
  ends.add(stack.stop);
  const installation = await runInstallation({ stack, birth: { mode: 'real' }, port });
  ends.add(installation.stop);
  const admin = await withOwner(stack.databaseUrls.owner, (owner) => firstAdministrator(owner, machineClock));
  console.log(`pages          ${installation.origin}/`);
  console.log(`API            ${installation.origin}/docs`);
  if (stack.inboxUrl) console.log(`inbox          ${stack.inboxUrl}`);
  if (stack.temporal.uiUrl) console.log(`Temporal       ${stack.temporal.uiUrl}`);
  if (admin) console.log(sayAdministrator(admin));
  console.log('ready; Ctrl-C stops it');
}
