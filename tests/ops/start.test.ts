import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { projectPath } from '../../activities/project-root';
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
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const started: Program[] = [];

async function start(): Promise<Program> {
  const command = ['npm', 'start', '--', '--data', data, '--port', '0'];
  const program = await startProgram({ command, readyWhen: /\nready;/ });
  started.push(program);
  return program;
}

afterEach(async () => {
  for (const program of started) await program.end('SIGKILL', true);
  for (const { pid } of processesOn(data)) process.kill(pid, 'SIGKILL');
});

/** `npm run check` or `rebuild`, as typed in another terminal. */
function maintain(command: 'check' | 'rebuild'): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', command, '--', '--data', data], {
    cwd: projectPath(),
    encoding: 'utf8',
  });
  return { status, output: (stdout + stderr).replaceAll(/^built .*\n/gm, '') };
}

const call = { spokeWith: '何工', words: '请于本周内登记' };

test('first start, Ctrl-C, start, kill -9 of the whole tree, start: people and workflows carry on', async () => {
  const first = await start();
  const bureau = await setUpBureau(readPrinted(first.output()));
  const code = await addProject(bureau, 1);
  await bureau.officer.act(code, 'call.log', call);
  expect(maintain('rebuild')).toEqual({ status: 0, output: 'generation 2: 1 workflows ended, 1 started\n' });
  await bureau.officer.act(code, 'call.log', call);
  expect(maintain('check')).toEqual({ status: 0, output: 'nothing to say\n' });

  const second = await start();
  expect(second.ready).toBe(false);
  expect(second.output()).toMatch(/ is in use by process \d+: stop it first, or choose another data folder/);

  await first.end('SIGINT', true);
  expect(first.output()).toMatch(/SIGINT: stopping/);
  expect(processesOn(data)).toEqual([]);
  expect(maintain('check')).toEqual({ status: 0, output: expect.stringMatching(/^nothing to say$/m) });
  expect(processesOn(data)).toEqual([]);

  const third = await start();
  const again = await carriesOn(readPrinted(third.output()), bureau, code);
  for (const { pid } of processesOn(data)) process.kill(pid, 'SIGKILL');
  await third.end('SIGKILL', true);

  const fourth = await start();
  await carriesOn(readPrinted(fourth.output()), again, code);
  await asSuperuser(`UPDATE "Project" SET stage = 'tracking' WHERE code = '${code}'`);
  expect(maintain('check')).toMatchObject({ status: 1, output: expect.stringContaining(`${code}: `) });
  expect(maintain('rebuild')).toMatchObject({ status: 1, output: expect.stringMatching(/invariants are violated/) });
  expect(await fourth.end('SIGTERM', true)).not.toBeNull();
  expect(processesOn(data)).toEqual([]);
}, 300_000);

/** What nobody should do. */
async function asSuperuser(sql: string): Promise<void> {
  const url = new URL(JSON.parse(readFileSync(join(data, 'addresses.json'), 'utf8')).database);
  url.username = 'postgres';
  url.password = readFileSync(join(data, 'postgres-superuser'), 'utf8');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica'); // past the triggers too
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The administrator is not made again, the project is there, and its workflow hears the next act. */
async function carriesOn(printed: Printed, { jurisdictionId }: Bureau, code: string): Promise<Bureau> {
  expect(printed.administrator).toBeNull();
  const officer = personOf(printed, 'officer');
  expect(await officer.get(`/api/v1/projects/${code}`)).toMatchObject({ code, stage: 'planned' });
  expect(await officer.act(code, 'call.log', call)).toMatchObject({ factId: expect.any(String) });
  return { officer, jurisdictionId };
}
