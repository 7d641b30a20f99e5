import type { Installation } from '../run-installation';
import { saveBundles } from './bundles';
import { compareMails, type MailComparison, takeMailServerAway } from './outage';
import type { PlanLine } from './plan-lines';
import type { Play, World } from './play';
import { playYear } from './play-year';
import { PracticeClock } from './practice-clock';
import type { Progress, Standing } from './progress';
import { makeReport, type Report } from './report';
import type { Stage } from './stage';
import { Tally } from './tally';
import { setUpWorld } from './world/set-up-world';

/** The year begins with its first working day, and ends when all projects are closed or on this day. */
export const FIRST_DAY = '2026-01-05';
const LAST_DAY = '2026-12-31';
const YEAR = 2026;

/** On how manieth working day the mail server is taken away, when it is. */
const OUTAGE_DAY = 60;

export interface Performance {
  stage: Stage;
  play: Play;
  lines: readonly PlanLine[];
  seed: number;
  progress: Progress;
  smtpOutage: boolean;
  /** Ends it at once. */
  signal: AbortSignal;
  /** Where the public bundles of the draws are saved. */
  bundles?: string;
}

export interface Performed {
  report: Report;
  world: World;
  /** What people could not do although they tried. */
  troubles: number;
  mails: MailComparison;
}

/** Sets up the world, plays the year and counts what came of it. */
export async function perform({
  stage,
  play,
  lines,
  seed,
  progress,
  signal,
  ...options
}: Performance): Promise<Performed> {
  const { installation, inbox, administrator, stack } = stage;
  const started = Date.now();
  const elapsedSeconds = () => (Date.now() - started) / 1000;
  const tally = new Tally();
  const clock = new PracticeClock(() => world.admin, FIRST_DAY);
  const world = await setUpWorld({
    origin: installation.origin,
    inbox,
    administrator,
    lines,
    year: YEAR,
    seed,
    today: () => clock.today,
    happened: (kind) => tally.add(kind),
    say: progress.say,
    signal,
  });
  let days = 0;
  let troubles = 0;
  await playYear({
    world,
    play,
    inbox,
    clock,
    lastDay: LAST_DAY,
    signal,
    onTrouble: (what, error) => {
      troubles += 1;
      progress.say(`${clock.today} ${what}: ${error instanceof Error ? error.message : String(error)}`);
    },
    onMorning: async () => {
      days += 1;
      if (options.smtpOutage && days === OUTAGE_DAY) {
        await takeMailServerAway(stack.mailServer!, inbox, progress.say);
      }
      const { byStage, draws } = await standingOf(installation);
      progress.show({ today: clock.today, byStage, mails: inbox.total, draws, elapsedSeconds: elapsedSeconds() });
      return Object.keys(byStage).every((name) => name === 'closed');
    },
  });
  const wallSeconds = elapsedSeconds();
  const report = await makeReport(installation, { tally, today: clock.today, wallSeconds });
  if (options.bundles) {
    const saved = await saveBundles(installation.worker, options.bundles);
    progress.say(`${saved} bundles saved in ${options.bundles}`);
  }
  return { report, world, troubles, mails: await compareMails(installation.worker, inbox) };
}

/** What the display shows; it only looks on, and takes no part in the play. */
function standingOf({ worker }: Installation): Promise<Pick<Standing, 'byStage' | 'draws'>> {
  return worker.transaction(async (tx) => {
    const stages = await tx.project.groupBy({ by: ['stage'], _count: true });
    const byStage = Object.fromEntries(stages.map(({ stage, _count }) => [stage, _count]));
    return { byStage, draws: await tx.draw.count() };
  });
}
