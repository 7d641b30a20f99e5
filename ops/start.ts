import { resolve } from 'node:path';
import { Command } from 'commander';
import { createDatabase } from '../activities/database/database';
import { firstAdministrator } from './first-administrator';
import { runInstallation } from './run-installation';
import { startLocalStack } from './stack/local-stack';
import { stopOnSignals } from './stack/stop-on-signals';

/** Port of the API unless told. */
const PORT = 3000;

const program = new Command('start')
  .description('run Dangyan with everything it needs, until Ctrl-C')
  .option('--data <folder>', 'where everything is kept', (path) => resolve(path))
  .option('--port <port>', 'port of the API', Number, PORT)
  .action(async ({ data, port }: { data?: string; port: number }) => {
    const stack = await startLocalStack({ dataFolder: data });
    let stop = stack.stop;
    stopOnSignals(() => stop());
    try {
      const installation = await runInstallation({ stack, birth: { mode: 'real' }, port });
      stop = () => installation.stop().finally(stack.stop);
      const owner = createDatabase({ url: stack.databaseUrls.owner, poolSize: 1 });
      const admin = await firstAdministrator(owner, { now: () => new Date() });
      await owner.close();
      console.log(`API            ${installation.origin}/docs`);
      if (stack.inboxUrl) console.log(`inbox          ${stack.inboxUrl}`);
      if (stack.temporal.uiUrl) console.log(`Temporal       ${stack.temporal.uiUrl}`);
      if (admin) console.log(`administrator  ${admin.login}, one-time password ${admin.oneTimePassword}`);
      console.log('ready; Ctrl-C stops it');
    } catch (error) {
      await stop();
      throw error;
    }
  });

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
