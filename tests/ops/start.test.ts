import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addProject, type Bureau, type Printed, personOf, readPrinted, setUpBureau } from '../support/bureau';
import { buildPrograms, type Program, startProgram } from '../support/program';
import { processesOn } from '../support/stack-process';

/** `npm start` as its users type it. */
let home: string;
let data: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-start-'));
  data = join(home, 'data');
  buildPrograms();
}, 120_000);

afterAll(() => {
  const left = processesOn(data);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
  expect(left).toEqual([]);
});

const start = (): Promise<Program> =>
  startProgram({ command: ['npm', 'start', '--', '--data', data, '--port', '0'], readyWhen: /\nready;/ });

const call = { spokeWith: '何工', words: '请于本周内登记' };

test('first start, Ctrl-C, start, kill -9 of the whole tree, start: people and workflows carry on', async () => {
  const first = await start();
  const bureau = await setUpBureau(readPrinted(first.output()));
  const code = await addProject(bureau, 1);
  await bureau.officer.act(code, 'call.log', call);

  const second = await start();
  expect(second.ready).toBe(false);
  expect(second.output()).toMatch(/ is in use by process \d+: stop it first, or choose another data folder/);

  await first.end('SIGINT', true);
  expect(first.output()).toMatch(/SIGINT: stopping/);
  expect(processesOn(data)).toEqual([]);

  const third = await start();
  const again = await carriesOn(readPrinted(third.output()), bureau, code);
  for (const { pid } of processesOn(data)) process.kill(pid, 'SIGKILL');
  await third.end('SIGKILL', true);

  const fourth = await start();
  await carriesOn(readPrinted(fourth.output()), again, code);
  expect(await fourth.end('SIGTERM', true)).not.toBeNull();
  expect(processesOn(data)).toEqual([]);
}, 180_000);

/** The administrator is not made again, the project is there, and its workflow hears the next act. */
async function carriesOn(printed: Printed, { jurisdictionId }: Bureau, code: string): Promise<Bureau> {
  expect(printed.administrator).toBeNull();
  const officer = personOf(printed, 'officer');
  expect(await officer.get(`/api/v1/projects/${code}`)).toMatchObject({ code, stage: 'planned' });
  expect(await officer.act(code, 'call.log', call)).toMatchObject({ factId: expect.any(String) });
  return { officer, jurisdictionId };
}
