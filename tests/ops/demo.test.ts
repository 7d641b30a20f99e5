import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';
import { HAPPENINGS } from '../../ops/demo/play';
import type { Report } from '../../ops/demo/report';
import { buildPrograms, startProgram } from '../support/program';
import { processesOn } from '../support/stack-process';

let home: string;

beforeAll(() => {
  buildPrograms();
  home = mkdtempSync(join(tmpdir(), 'dangyan-demo-test-'));
});

afterAll(() => {
  for (const { pid } of processesOn(home)) process.kill(pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

/** What the demo does with a year of these few projects. */
async function demo(...options: string[]): Promise<{ exitCode: number | null; output: string }> {
  const command = [process.execPath, projectPath('dist/ops/demo/cli.js'), '--port', '0', ...options];
  // It is waited for until it ends.
  const { child, output } = await startProgram({ command, readyWhen: /\n never printed \n/ });
  return { exitCode: child.exitCode, output: output() };
}

test('a year of three projects ends by itself, in order, and with nothing that must never be', async () => {
  const data = join(home, 'data');
  const file = join(home, 'report.json');
  const bundles = join(home, 'bundles');
  const { exitCode, output } = await demo(
    ...['--projects', '3', '--exit', '--data', data],
    ...['--report', file, '--bundles', bundles],
  );
  expect(output).toContain('the invariant checker found nothing');
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(report.violations).toEqual([]);
  expect(report.projects).toEqual({ total: 3, byStage: { closed: 3 }, byOutcome: expect.any(Object) });
  expect(Object.keys(report.happened)).toEqual(expect.arrayContaining([...HAPPENINGS, 'clock:invitation_reply']));
  expect(report.mails.byStatus.accepted).toBeGreaterThan(3 * 20);
  expect(report.draws.total).toBeGreaterThan(0);
  expect(readdirSync(bundles)).toHaveLength(report.draws.total);
  expect(processesOn(data)).toEqual([]);
  expect(exitCode).toBe(0);
}, 900_000);

test.each([
  ['number,title\n001,佛山一环\n', 'has no line with name, industry, district'],
  ['{\n  "number": 1\n}\n', "can't be read as a plan: Invalid Opening Quote"],
])('a plan that is none is refused in a line: %j', async (text, reason) => {
  const plan = join(home, 'plan.csv');
  writeFileSync(plan, text);
  const { exitCode, output } = await demo('--plan', plan, '--exit');
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^[^\n]+\n$/);
  expect(output).toContain(`${plan} ${reason}`);
});
