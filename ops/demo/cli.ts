import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Ends } from '../ends';
import { runUntilStopped } from '../run-until-stopped';
import { DEMO_PASSWORD } from './directory';
import { FIRST_DAY, type Performed, perform } from './perform';
import { PLAN_FILE, readPlan } from './plan-lines';
import { createProgress } from './progress';
import { wholeYear } from './scenarios/year';
import { type Stage, startStage } from './stage';
import { summaryOf } from './summary';

interface Options {
  projects?: number;
  seed: number;
  plan: string;
  exit?: true;
  report?: string;
  bundles?: string;
  smtpOutage: boolean;
  data?: string;
  port: number;
}

new Command('demo')
  .description('plays a year of real key projects on the real stack, in practice time, then stays up until Ctrl-C')
  .option('--projects <n>', 'only so many projects, spread over the plan', wholeNumber)
  .option('--seed <n>', 'of all chance in what people do', wholeNumber, 1)
  .option('--plan <file>', 'another plan, as CSV with the same columns', path, PLAN_FILE)
  .option('--exit', 'stop at the end instead of staying up')
  .option('--report <file>', 'write the summary as JSON', path)
  .option('--bundles <folder>', 'save the public bundle of each draw', path)
  .option('--smtp-outage', 'take the mail server away for a minute, and compare outbox and inbox', false)
  .option('--data <folder>', 'an empty folder that is kept; a temporary one that is removed unless told', path)
  .option('--port <port>', 'port of the API', wholeNumber, 3000)
  .action((options: Options) => runUntilStopped((ends) => demo(options, ends)))
  .parse();

async function demo(options: Options, ends: Ends): Promise<void> {
  const { seed, smtpOutage, bundles } = options;
  const lines = readPlan(options.plan, options.projects);
  const progress = createProgress();
  const dataFolder = options.data ?? mkdtempSync(join(tmpdir(), 'dangyan-demo-'));
  if (!options.data) ends.add(async () => rmSync(dataFolder, { recursive: true, force: true }));
  const { say } = progress;
  const temporalUi = !options.exit;
  const stage = await startStage(
    { dataFolder, port: options.port, firstDay: FIRST_DAY, workerApart: true, temporalUi, say },
    ends,
  );
  const curtain = new AbortController();
  const { signal } = curtain;
  const performing = perform({ stage, play: wholeYear(), lines, seed, progress, smtpOutage, bundles, signal });
  ends.add(async () => {
    curtain.abort();
    await performing.catch(() => undefined);
  });
  // From here on a signal ends the play and does not wait for it.
  performing
    .then((performed) => {
      tell(performed, options);
      if (options.exit) return ends.stop();
      console.log(invitation(performed, stage));
    })
    .catch(async (error) => {
      if (signal.aborted) return;
      console.error(error);
      process.exitCode = 1;
      await ends.stop();
    });
}

function tell({ report, troubles, mails }: Performed, options: Options): void {
  console.log(`\n${summaryOf(report)}`);
  if (options.report) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
  if (options.smtpOutage) {
    const { sent, arrived, lost, unknown, doubled } = mails;
    console.log(
      `outbox ${sent} mails sent, inbox ${arrived} arrived: ${lost} lost, ${unknown} unknown, ${doubled} twice`,
    );
  }
  if (troubles > 0) console.log(`${troubles} times somebody could not do what was to be done: see above`);
  if (report.violations.length + troubles + mails.lost + mails.unknown > 0) process.exitCode = 1;
}

/** Where to look around, and as whom. */
function invitation({ world }: Performed, { installation, stack }: Stage): string {
  const [city] = world.bureaus;
  const people = [
    ['admin', world.admin],
    ['officer', city!.officers[0]!],
    ['director', city!.directors[0]!],
    ['recorder', city!.recorder],
    ['witness', city!.witness],
    ['expert', world.experts[0]!.client],
    ['department', world.bodies.find(({ kinds }) => kinds.includes('department'))!.liaison],
    ['receiver', world.bodies.find(({ kinds }) => kinds.includes('receiver'))!.liaison],
    ...world
      .welcomed()
      .slice(0, 1)
      .map((owner) => ['owner', owner] as const),
  ] as const;
  return [
    '',
    `pages       ${installation.origin}/`,
    `API         ${installation.origin}/docs`,
    `inbox       ${stack.inboxUrl}`,
    ...(stack.temporal.uiUrl ? [`Temporal    ${stack.temporal.uiUrl}`] : []),
    `sign in with the password ${DEMO_PASSWORD} as`,
    ...people.map(([role, { login, name }]) => `  ${role.padEnd(10)} ${login}  ${name}`),
    'Ctrl-C stops it',
  ].join('\n');
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number, please');
  return Number(text);
}

function path(text: string): string {
  return resolve(text);
}
