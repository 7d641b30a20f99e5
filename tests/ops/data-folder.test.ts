import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderError, openDataFolder } from '../../ops/stack/data-folder';
import { startMark } from '../../ops/stack/processes';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-folder-'));
});

afterEach(() => rmSync(home, { recursive: true }));

function lockOf(pid: number, started: string): void {
  writeFileSync(join(home, 'lock'), JSON.stringify({ pid, started }));
}

test('is made when missing, and can be opened again once it was released', () => {
  const path = join(home, 'new', 'folder');
  const first = openDataFolder(path);
  expect(existsSync(first.file('logs'))).toBe(true);
  expect(() => openDataFolder(path)).toThrow(`${path} is in use by process ${process.pid}`);
  first.release();
  openDataFolder(path).release();
  expect(readdirSync(path).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test('the lock of a process that was killed is taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  lockOf(child.pid ?? 0, startMark(child.pid ?? 0));
  expect(() => openDataFolder(home)).toThrow(DataFolderError);
  child.kill('SIGKILL');
  await once(child, 'exit');
  openDataFolder(home).release();
});

test('the lock of a process whose number now belongs to another one is taken over', () => {
  lockOf(process.pid, 'another start');
  openDataFolder(home).release();
});

test('half a lock, left by a power cut, is taken over', () => {
  writeFileSync(join(home, 'lock'), '{"pid"');
  openDataFolder(home).release();
});

/** A real disk of one megabyte; only root may have one. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('a disk that is too small, and one that is full, are said with the way out', () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', home]);
  try {
    expect(() => openDataFolder(home)).toThrow(
      /has \d MB left, 500 MB are needed: make room or choose another data folder$/,
    );
    expect(() => writeFileSync(join(home, 'filling'), Buffer.alloc(2 ** 21))).toThrow('ENOSPC');
    expect(() => openDataFolder(join(home, 'data'), 0)).toThrow(/ is full: make room or choose another data folder$/);
  } finally {
    execFileSync('umount', [home]);
  }
});

test('a disk without room, a file in its place and a folder that cannot be made are said plainly', () => {
  expect(() => openDataFolder(home, Number.MAX_SAFE_INTEGER)).toThrow(/has \d+ MB left, \d+ MB are needed/);
  const file = join(home, 'file');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow(`${file} is not a folder`);
  expect(() => openDataFolder(join(file, 'below'))).toThrow('is not a folder');
});
