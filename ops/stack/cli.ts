import { resolve } from 'node:path';
import { Command } from 'commander';
import { startLocalStack } from './local-stack';
import { secretsAsEnvironmentFile } from './secrets';
import { stopOnSignals } from './stop-on-signals';

const program = new Command('stack');

program
  .command('up', { isDefault: true })
  .description('start Postgres, Temporal and a mail server, and keep them until Ctrl-C')
  .option('--data <folder>', 'where everything is kept', (path) => resolve(path))
  .option('--any-port', 'take any free ports')
  .option('--temporal-ui', "Temporal's own web pages too")
  .option('--schema <folder>', 'another schema and its migrations', (path) => resolve(path))
  .action(async (options: { data?: string; anyPort?: boolean; temporalUi?: boolean; schema?: string }) => {
    const stack = await startLocalStack({
      dataFolder: options.data,
      ports: options.anyPort ? { postgres: 0, temporal: 0, temporalUi: 0, smtp: 0, inbox: 0 } : {},
      temporalUi: options.temporalUi,
      schemaFolder: options.schema,
    });
    stopOnSignals(stack.stop);
    const { databaseUrls, temporal, smtpUrl, inboxUrl } = stack;
    console.log(JSON.stringify({ databaseUrls, temporal, smtpUrl, inboxUrl }, null, 2));
    console.log('ready; Ctrl-C stops it');
    setInterval(() => {}, 2 ** 30); // the parts are other processes: something of ours has to stay
  });

program
  .command('secrets')
  .description('print fresh secrets as an environment file for a production installation')
  .action(() => {
    process.stdout.write(secretsAsEnvironmentFile());
  });

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
