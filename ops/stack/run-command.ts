import { spawn } from 'node:child_process';

export interface RunOptions {
  timeoutMs: number;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end.
 *
 * @throws Error with the last lines it printed when it fails, and saying so when it took longer than `timeoutMs`.
 */
export function run(program: string, args: readonly string[], { timeoutMs, cwd, env }: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const lastLines = output.trim().split('\n').slice(-3).join(' ');
      reject(
        new Error(signal === 'SIGKILL' ? `gave up after ${timeoutMs / 1000} s` : lastLines || `ended with ${code}`),
      );
    });
  });
}
