import { createPublicKey } from 'node:crypto';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { auditKeyId } from '../activities/audit/audit-key';
import { verifyChains } from '../activities/audit/verify-chains';
import { createDatabase } from '../activities/database/database';
import { checkInvariants } from './invariants/index';
import { rebuildWorkflows } from './rebuild-workflows';
import { runInstallation } from './run-installation';
import { type LocalStack, startLocalStack } from './stack/local-stack';

const program = new Command('maintain').description(
  'look after an installation that is stopped, or named by DATABASE_URL',
);

program
  .command('check')
  .description('say what is wrong with the database; exit status 1 when anything is')
  .option('--data <folder>', 'folder of the installation', (path) => resolve(path))
  .action(({ data }: { data?: string }) =>
    withStack(data, async ({ databaseUrls, secrets }) => {
      const worker = createDatabase({ url: databaseUrls.worker, poolSize: 1 });
      try {
        const violations = await worker.transaction(checkInvariants);
        for (const { invariant, subject, detail } of violations) console.log(`${subject}: ${detail} (${invariant})`);
        const key = createPublicKey(secrets.auditKey);
        const faults = await worker.transaction((tx) => verifyChains(tx, new Map([[auditKeyId(key), key]])));
        for (const { kind, chain, sequence } of faults) console.log(`${chain} event ${sequence}: ${kind} (audit log)`);
        if (violations.length + faults.length > 0) process.exitCode = 1;
        else console.log('nothing to say');
      } finally {
        await worker.close();
      }
    }),
  );

program
  .command('rebuild')
  .description('recreate every workflow from the facts')
  .option('--data <folder>', 'folder of the installation', (path) => resolve(path))
  .action(({ data }: { data?: string }) =>
    withStack(data, async (stack) => {
      const installation = await runInstallation({ stack, birth: { mode: 'real' }, port: 0 });
      try {
        const clock = { now: () => new Date() };
        const { generation, ended, started, differing } = await rebuildWorkflows(
          installation.worker,
          installation.client,
          clock,
        );
        console.log(`generation ${generation}: ${ended} workflows ended, ${started} started`);
        for (const code of differing) console.log(`${code}: the workflow differs from its facts`);
        if (differing.length > 0) process.exitCode = 1;
      } finally {
        await installation.stop();
      }
    }),
  );

async function withStack(dataFolder: string | undefined, use: (stack: LocalStack) => Promise<void>): Promise<void> {
  const stack = await startLocalStack({ dataFolder });
  try {
    await use(stack);
  } finally {
    await stack.stop();
  }
}

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
