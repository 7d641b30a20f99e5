import { createPublicKey } from 'node:crypto';
import { resolve } from 'node:path';
import type { Client } from '@temporalio/client';
import { Command, InvalidArgumentError } from 'commander';
import { auditKeyId } from '../activities/audit/audit-key';
import { verifyChains } from '../activities/audit/verify-chains';
import { createDatabase, type Database } from '../activities/database/database';
import { projectPath } from '../activities/project-root';
import { connectClient } from './connect-temporal';
import { checkInvariants } from './invariants/index';
import { machineClock } from './machine-clock';
import { type PlanYearOptions, planYear } from './plan-year';
import { rebuildWorkflows } from './rebuild-workflows';
import { runInstallation } from './run-installation';
import { scheduleText } from './schedule-text';
import { installationOfEnvironment, runningInstallation, type WorkerAccess } from './stack/addresses';
import { type LocalStack, startLocalStack } from './stack/local-stack';
import { holdsInstallation } from './stack/secrets';

const program = new Command('maintain').description(
  'look after an installation, be it running or stopped; with NODE_ENV=production the one that the environment names',
);

program
  .command('check')
  .description('say what is wrong with the database; exit status 1 when anything is')
  .option('--data <folder>', 'folder of the installation', (path) => resolve(path), projectPath('.data'))
  .action(async ({ data }: { data: string }) => {
    const running = findRunning(data);
    if (running) await check(running);
    else await withStack(data, (stack) => check({ ...stack, databaseUrl: stack.databaseUrls.worker }));
  });

program
  .command('rebuild')
  .description('recreate every workflow from the facts; exit status 1 when one differs from its facts')
  .option('--data <folder>', 'folder of the installation', (path) => resolve(path), projectPath('.data'))
  .action(async ({ data }: { data: string }) => {
    const running = findRunning(data);
    if (running) {
      const client = await connectClient(running.temporal);
      await withDatabase(running.databaseUrl, (database) => rebuild(database, client)).finally(() =>
        client.connection.close(),
      );
      return;
    }
    await withStack(data, async (stack) => {
      const installation = await runInstallation({ stack, birth: { mode: 'real' }, port: 0 });
      await rebuild(installation.worker, installation.client).finally(installation.stop);
    });
  });

program
  .command('plan-year')
  .description('draw up a schedule of a year’s meetings, and say which projects will miss their date and why')
  .option('--data <folder>', 'folder of the installation', (path) => resolve(path), projectPath('.data'))
  .option('--year <year>', 'of the plan; this one unless told', wholeNumber)
  .option('--jurisdiction <code>', 'whose plan; the city’s unless told')
  .option('--half-days <n>', 'that a meeting takes', wholeNumber, 2)
  .option(
    '--lottery <name,date,numbers>',
    'result of a public lottery after the plan was fixed, e.g. 双色球2026025期,2026-03-05,3.8.12.19.24.31.5',
  )
  .option('--json', 'as JSON')
  .action(async ({ data, json, ...order }: PlanYearOptions & { data: string; json?: true }) => {
    const plan = async ({ databaseUrl }: Pick<WorkerAccess, 'databaseUrl'>) => {
      const schedule = await withDatabase(databaseUrl, (database) => planYear(database, machineClock, order));
      console.log(json ? JSON.stringify(schedule, null, 2) : scheduleText(schedule));
    };
    const running = findRunning(data);
    if (running) await plan(running);
    // What starting the servers has to say must not get into the answer.
    else await withStack(data, (stack) => plan({ databaseUrl: stack.databaseUrls.worker }), console.error);
  });

/** Null: it is stopped, and its servers have to be started. */
function findRunning(dataFolder: string): WorkerAccess | null {
  const { env } = process;
  return env.NODE_ENV === 'production' ? installationOfEnvironment(env) : runningInstallation(dataFolder, env);
}

async function check({ databaseUrl, secrets }: Pick<WorkerAccess, 'databaseUrl' | 'secrets'>): Promise<void> {
  await withDatabase(databaseUrl, async (database) => {
    const violations = await database.snapshot(checkInvariants);
    for (const { invariant, subject, detail } of violations) console.log(`${subject}: ${detail} (${invariant})`);
    const key = createPublicKey(secrets.auditKey);
    const faults = await database.snapshot((tx) => verifyChains(tx, new Map([[auditKeyId(key), key]])));
    for (const { kind, chain, sequence } of faults) console.log(`${chain} event ${sequence}: ${kind} (audit log)`);
    if (violations.length + faults.length > 0) process.exitCode = 1;
    else console.log('nothing to say');
  });
}

async function rebuild(database: Database, client: Client): Promise<void> {
  const { generation, ended, started, differing } = await rebuildWorkflows(database, client, machineClock);
  console.log(`generation ${generation}: ${ended} workflows ended, ${started} started`);
  for (const code of differing) console.log(`${code}: the workflow differs from its facts`);
  if (differing.length > 0) process.exitCode = 1;
}

async function withDatabase<T>(url: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = createDatabase({ url, poolSize: 2 });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** @throws Error when nothing was ever started on the folder: to look after an installation makes none */
async function withStack(
  dataFolder: string,
  use: (stack: LocalStack) => Promise<void>,
  say?: (line: string) => void,
): Promise<void> {
  if (!holdsInstallation(dataFolder)) {
    throw new Error(`${dataFolder} holds no installation: \`npm start\` makes one, --data names another folder`);
  }
  const stack = await startLocalStack({ dataFolder, say });
  try {
    await use(stack);
  } finally {
    await stack.stop();
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 9999');
  return Number(text);
}

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
