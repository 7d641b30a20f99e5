import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-build-'));
  for (const folder of ['ops', 'domain/draw', 'domain/crypto', 'workflows', 'dist'])
    mkdirSync(join(home, folder), { recursive: true });
  for (const file of [
    'ops/build.mjs',
    'ops/build-assets.mjs',
    'package.json',
    'package-lock.json',
    'prisma.config.ts',
    'tsconfig.json',
    'tsconfig.build.json',
  ]) {
    copyFileSync(projectPath(file), join(home, file));
  }
  cpSync(projectPath('tests/fixtures/migrate/prisma'), join(home, 'prisma'), { recursive: true });
  for (const folder of ['templates/assets', 'browser', 'verify']) {
    cpSync(projectPath(folder), join(home, folder), { recursive: true });
  }
  symlinkSync(projectPath('node_modules'), join(home, 'node_modules'));
  writeFileSync(
    join(home, 'ops/one.ts'),
    "import { two } from '../domain/two';\nexport const one: number = two - 1;\n",
  );
  writeFileSync(join(home, 'domain/two.ts'), 'export const two = 2;\n');
  writeFileSync(join(home, 'domain/draw/verify-bundle.ts'), "export { two as verifyBundle } from '../two';\n");
  writeFileSync(join(home, 'domain/crypto/sha256.ts'), 'export const size = 32;\n');
  copyFileSync(projectPath('tests/fixtures/echo-workflow.ts'), join(home, 'workflows/index.ts'));
});

afterAll(() => rmSync(home, { recursive: true }));

function build(...args: string[]): { status: number | null; built: string[]; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'ops/build.mjs'), ...args], {
    encoding: 'utf8',
  });
  const output = stdout + stderr;
  return { status, built: [...output.matchAll(/^built (\w+)/gm)].map(([, part]) => part ?? ''), output };
}

test('builds each part once, and again only the part whose inputs changed', () => {
  expect(build()).toMatchObject({ status: 0, built: ['client', 'code', 'workflows', 'assets'] });
  for (const output of [
    'prisma/generated/client.ts',
    'dist/ops/one.js',
    'dist/workflows.bundle.js',
    'dist/assets/names.json',
  ]) {
    expect(existsSync(join(home, output))).toBe(true);
  }
  expect(build()).toMatchObject({ status: 0, built: [] });
  appendFileSync(join(home, 'ops/one.ts'), 'export const three = 3;\n');
  expect(build().built).toEqual(['code']);
  appendFileSync(join(home, 'domain/two.ts'), 'export const four = 4;\n');
  expect(build().built).toEqual(['code', 'workflows', 'assets']);
  appendFileSync(join(home, 'prisma/schema.prisma'), 'model Box {\n  id Int @id\n  @@schema("public")\n}\n');
  expect(build('--only=client').built).toEqual(['client']);
  rmSync(join(home, 'dist/workflows.bundle.js'));
  expect(build('--only=workflows').built).toEqual(['workflows']);
});

test('a type error fails the build, is shown, and does not stop tools that keep going', () => {
  writeFileSync(join(home, 'ops/wrong.ts'), "export const wrong: number = 'text';\n");
  const failed = build('--only=code');
  expect(failed.status).toBe(1);
  expect(failed.output).toMatch(/ops\/wrong\.ts\(1,\d+\): error TS2322/);
  expect(build('--only=code', '--keep-going').status).toBe(0);
  expect(existsSync(join(home, 'dist/ops/wrong.js'))).toBe(true);
  rmSync(join(home, 'ops/wrong.ts'));
});

test('waits for a build that runs, and takes over the lock of one that was killed', async () => {
  const lock = join(home, 'dist/.build-lock');
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1500)']);
  writeFileSync(lock, String(other.pid));
  const start = Date.now();
  const waiting = spawn(process.execPath, [join(home, 'ops/build.mjs'), '--only=client']);
  await new Promise((resolve) => waiting.once('exit', resolve));
  expect(Date.now() - start).toBeGreaterThan(1_000);
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ['v18.20.4', true],
  ['v20.18.9', true],
  ['v20.19.0', false],
  ['v22.1.0', false],
])('Node %s is refused: %s', (version, refused) => {
  const pretend = `data:text/javascript,Object.defineProperty(process, 'version', { value: '${version}' })`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', pretend, join(home, 'ops/build.mjs'), '--only='],
    {
      encoding: 'utf8',
    },
  );
  const words = `Dangyan needs Node >=20.19, this is ${version}: install a newer one from https://nodejs.org\n`;
  if (refused) expect({ status, stderr }).toEqual({ status: 1, stderr: words });
  else expect(stderr).not.toContain('Dangyan needs Node');
});
