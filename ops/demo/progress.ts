import { clearScreenDown, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';

/** Where the year stands. */
export interface Standing {
  today: string;
  byStage: Record<string, number>;
  mails: number;
  draws: number;
  elapsedSeconds: number;
}

export interface Progress {
  show(standing: Standing): void;
  /** A line that stays. */
  say(line: string): void;
}

/** How the stages are called, in the order of a life. */
const STAGE_NAMES: Record<string, string> = {
  planned: '列入计划',
  registering: '登记',
  tracking: '跟踪',
  reviewing: '受理审查',
  paneling: '组建验收组',
  convening: '召开会议',
  inspecting: '检查评议',
  concluding: '形成意见',
  rectifying: '整改',
  reinspecting: '复查',
  barred: '暂不得竣工验收',
  external: '上级或部门验收',
  awaiting_completion: '待竣工验收',
  handing_over: '移交',
  closed: '办结',
};

/** A block that is drawn anew on a terminal; elsewhere a plain line for each day that something changed. */
export function createProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  return out.isTTY ? blockProgress(out) : lineProgress(out);
}

function blockProgress(out: WriteStream): Progress {
  let drawn: string[] = [];
  const erase = () => {
    moveCursor(out, 0, -drawn.length);
    clearScreenDown(out);
  };
  const draw = () => out.write(drawn.map((line) => `${line}\n`).join(''));
  return {
    show(standing) {
      erase();
      drawn = blockOf(standing);
      draw();
    },
    say(line) {
      erase();
      out.write(`${line}\n`);
      draw();
    },
  };
}

function blockOf({ today, byStage, mails, draws, elapsedSeconds }: Standing): string[] {
  const total = Object.values(byStage).reduce((sum, count) => sum + count, 0);
  const stages = stagesOf(byStage).map(([name, count]) => {
    const bar = '█'.repeat(Math.ceil((count / total) * 40));
    return `  ${String(count).padStart(4)} ${bar} ${name}`;
  });
  return ['', `演练 ${today}   mails ${mails}   draws ${draws}   ${timeOf(elapsedSeconds)}`, ...stages];
}

function lineProgress(out: NodeJS.WritableStream): Progress {
  let last = '';
  return {
    show({ today, byStage, mails, draws, elapsedSeconds }) {
      const stages = stagesOf(byStage)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ');
      if (stages === last) return;
      last = stages;
      out.write(`${today}  ${stages}; mails ${mails}, draws ${draws}; ${timeOf(elapsedSeconds)}\n`);
    },
    say: (line) => void out.write(`${line}\n`),
  };
}

const stagesOf = (byStage: Record<string, number>): [string, number][] =>
  Object.entries(STAGE_NAMES).flatMap(([stage, name]) => (byStage[stage] ? [[name, byStage[stage]]] : []));

function timeOf(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
