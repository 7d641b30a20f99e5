import { happyLife } from '../demo/people/happy-life';
import { perform } from '../demo/perform';
import type { PlanLine } from '../demo/plan-lines';
import type { Stage } from '../demo/stage';
import { timeAnswers } from './answer-times';
import { eventsPerProject, type Measured, votes } from './measured';
import { type Shape, shapesOf } from './shape';

export interface RealMeasured extends Measured {
  /** Making 160 experts, 6 bureaus, bodies and the plan over HTTP, before the year begins. */
  setUpSeconds: number;
  /** What people could not do, and what the invariant checker found. */
  troubles: number;
  violations: number;
}

/** Whole lives of these projects by the people of the demo: real HTTP, Postgres, Temporal and SMTP, in practice time. */
export async function realSide(
  stage: Stage,
  lines: readonly PlanLine[],
  options: { seed: number; signal: AbortSignal; say(line: string): void },
): Promise<{ measured: RealMeasured; shapes: Shape[] }> {
  const { worker, client } = stage.installation;
  const answers = timeAnswers('/acts/ballot.cast');
  let setUp: { seconds: number; cpu: NodeJS.CpuUsage } | undefined;
  const { report, troubles } = await perform({
    stage,
    play: happyLife(),
    lines,
    seed: options.seed,
    signal: options.signal,
    smtpOutage: false,
    progress: {
      show: ({ elapsedSeconds }) => {
        setUp ??= { seconds: elapsedSeconds, cpu: process.cpuUsage() };
      },
      say: options.say,
    },
  });
  const { user, system } = process.cpuUsage(setUp?.cpu);
  const setUpSeconds = setUp?.seconds ?? 0;
  answers.stop();
  const shapes = await worker.transaction(shapesOf);
  const codes = shapes.map(({ code }) => code);
  return {
    shapes,
    measured: {
      projects: report.projects.total,
      finished: report.projects.byStage.closed ?? 0,
      setUpSeconds,
      lifeSeconds: report.wallSeconds - setUpSeconds,
      cpuSeconds: (user + system) / 1e6,
      eventsPerProject: await eventsPerProject(client, 'project', codes),
      voteMs: votes(answers.times),
      troubles,
      violations: report.violations.length,
    },
  };
}
