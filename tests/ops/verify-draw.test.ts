import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DrawBundle, makeDrawBundle } from '../../domain/draw/draw-bundle';
import { drawRoot } from '../../domain/draw/draw-document';
import { freezeDraw } from '../../domain/draw/freeze-draw';
import { makeSampleBundle } from '../../domain/sampling/sample-bundle';
import { bytes32, CONSTRAINTS, dice, freezeInput, noTable } from '../domain/draw/frozen';
import { people } from '../domain/draw/questions';
import { sample, secretOf } from '../domain/sampling/catalogue';

const folder = mkdtempSync(join(tmpdir(), 'dangyan-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

function saved(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const { document } = freezeDraw(
  freezeInput(people([['archives'], ['archives'], ['transport'], ['transport']]), CONSTRAINTS),
  noTable,
);
const draw = makeDrawBundle({
  document: { ...document, subject: '\u001b[31m红色工程' },
  committedAt: '2026-11-20T01:00:02.000Z',
  enteredAt: '2026-11-20T07:04:41.000Z',
  randomness: dice(),
  secret: bytes32('secret'),
  events: [],
});
const files = {
  draw: saved('draw.json', draw),
  sample: saved(
    'sample.json',
    makeSampleBundle({
      document: sample(),
      committedAt: '2026-12-09T01:10:00.000Z',
      enteredAt: '2026-12-09T01:14:00.000Z',
      randomness: dice(),
      secret: secretOf(41),
      additions: [],
    }),
  ),
  forged: saved('forged.json', draw.replace('"load":1', '"load":0')),
  image: saved('image.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)),
};

/** As `npm run verify-draw -- …` does once the code is built. */
function verifyDraw(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/ops/verify-draw.js'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('records that hold: what was looked at, and what is still to be compared', () => {
  const { status, stdout } = verifyDraw(files.draw, files.sample);
  expect(status).toBe(0);
  expect(stdout).toContain('draw 31');
  expect(stdout).toContain('ok        result');
  expect(stdout.match(/holds, if its root is the one that was published/g)).toHaveLength(2);
  // What a record says of itself can't speak to the terminal.
  expect(stdout).not.toContain('\u001b');
});

test('a record that does not hold: what failed, and where', () => {
  const { status, stdout } = verifyDraw(files.sample, files.forged);
  expect(status).toBe(1);
  expect(stdout).toContain('FAILED    seal');
  expect(stdout).toContain('WRONG_DIGEST: The record was changed after it was sealed');
  expect(stdout).toMatch(/FAILED {4}root .*\n.*DIFFERENT.*\n.*expected: "[0-9a-f]{64}"\n.*found: "[0-9a-f]{64}"/);
  expect(stdout).toContain('left out  result');
  expect(stdout).toContain('DOES NOT HOLD: 2 of 11 checks failed, 3 were left out');
  expect(verifyDraw(files.image)).toMatchObject({ status: 1, stdout: expect.stringContaining('NOT_UTF8') });
});

test('what was announced is compared', () => {
  const root = drawRoot({ ...document, subject: '\u001b[31m红色工程' });
  expect(verifyDraw('--root', root, files.draw)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^holds$/m),
  });
  const other = verifyDraw('--root', drawRoot(document), files.draw);
  expect(other).toMatchObject({ status: 1, stdout: expect.stringContaining('NOT_AS_ANNOUNCED') });
});

test('the workings, for whoever computes them by himself', () => {
  const { drawn } = (JSON.parse(draw) as DrawBundle).result;
  expect(verifyDraw(files.draw).stdout).not.toContain('prk');
  const { stdout } = verifyDraw('--workings', files.draw);
  const [, prk] = /prk: "([0-9a-f]{64})"/.exec(stdout) ?? [];
  const root = drawRoot({ ...document, subject: '\u001b[31m红色工程' });
  // HKDF of RFC 5869 by its two definitions.
  const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest();
  const thrown = Buffer.concat([Buffer.from(root, 'hex'), Buffer.from(dice().value)]);
  expect(prk).toBe(hmac(Buffer.from(bytes32('secret'), 'hex'), thrown).toString('hex'));
  for (const id of drawn) {
    const ticket = hmac(Buffer.from(prk!, 'hex'), Buffer.concat([Buffer.from(id), Uint8Array.of(1)])).toString('hex');
    expect(stdout).toContain(`{"id":"${id}","ticket":"${ticket}"}`);
  }
});

test('for programs', () => {
  const { status, stdout } = verifyDraw('--json', files.draw, files.forged);
  expect(status).toBe(1);
  const [held, forged] = JSON.parse(stdout) as { holds: boolean; checks: { finding: object | null }[] }[];
  expect(held).toMatchObject({ file: files.draw, holds: true, about: { number: 31 } });
  expect(forged).toMatchObject({
    holds: false,
    checks: expect.arrayContaining([expect.objectContaining({ ok: false })]),
  });
});

test.each<[string, string[]]>([
  ['no file', []],
  ['a file that is not there', [files.draw, join(folder, 'none.json')]],
  ['a folder', [folder]],
  ['an unknown option', ['--rot', 'x', files.draw]],
  ['one root for two files', ['--root', 'x', files.draw, files.sample]],
])('%s cannot be read', (_, args) => {
  const { status, stdout, stderr } = verifyDraw(...args);
  expect(status).toBe(2);
  expect(stdout + stderr).toMatch(/cannot be read|error:/);
});
