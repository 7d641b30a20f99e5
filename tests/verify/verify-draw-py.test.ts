import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { verifyBundle } from '../../domain/draw/verify-bundle';
import { anyFieldChange, changeField } from './changes';
import { holdInPython, runPython } from './python';
import { anyDraw, anySample } from './true-records';

/** Records once published: whatever is changed in Dangyan, they must hold for ever. */
const FOLDER = join(__dirname, '..', 'fixtures', 'draws');
const NAMES = readdirSync(FOLDER);
const PUBLISHED = NAMES.map((name) => readFileSync(join(FOLDER, name), 'utf8'));

const holdsHere = (text: string): boolean => verifyBundle(text).every(({ ok }) => ok);

/** Draws this many at once, so that one run of Python judges all. */
const many = <T>(one: fc.Arbitrary<T>, count: number) => fc.array(one, { minLength: count, maxLength: count });
const ONCE = { numRuns: 1, endOnFailure: true };

describe('verify_draw.py', () => {
  it('finds that every published record holds, as Dangyan does', () => {
    expect(PUBLISHED.map(holdsHere)).toEqual(PUBLISHED.map(() => true));
    expect(holdInPython(PUBLISHED)).toEqual(PUBLISHED.map(() => true));
  });

  it('finds that records of draws and samples of every kind hold', () => {
    fc.assert(
      fc.property(many(anyDraw, 40), many(anySample, 20), (draws, samples) => {
        const records = [...draws, ...samples];
        expect(holdInPython(records)).toEqual(records.map(() => true));
      }),
      ONCE,
    );
  });

  it('refuses every change of a single byte, as Dangyan does', () => {
    const change = fc.record({ text: fc.constantFrom(...PUBLISHED), at: fc.nat(), by: fc.nat() });
    fc.assert(
      fc.property(many(change, 250), (changes) => {
        const changed = changes.map(({ text, at, by }) => {
          const bytes = Buffer.from(text);
          bytes[at % bytes.length]! ^= 1 + (by % 255);
          return bytes;
        });
        expect(holdInPython(changed)).toEqual(changed.map(() => false));
        expect(changed.map((bytes) => holdsHere(bytes.toString()))).toEqual(changed.map(() => false));
      }),
      ONCE,
    );
  });

  it('judges a record with a changed field as Dangyan does, however far the forgery goes', () => {
    const record = fc.oneof(fc.constantFrom(...PUBLISHED), anyDraw, anySample);
    fc.assert(
      fc.property(many(fc.tuple(record, anyFieldChange), 120), (changes) => {
        const forged = changes.map(([text, change]) => changeField(text, change));
        const inPython = holdInPython(forged);
        const here = forged.map(holdsHere);
        const differing = changes.filter((_, at) => here[at] !== inPython[at]);
        expect(differing.map(([, change]) => change)).toEqual([]);
        expect(here).toContain(false);
      }),
      ONCE,
    );
  });

  describe('on the command line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'verify-draw-'));
    const file = join(FOLDER, 'tickets.json');
    const { root, number } = rootOf(file);
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    afterAll(() => rmSync(folder, { recursive: true }));

    it('ends with 0 and says which root to compare when a record holds', () => {
      expect(runPython([file])).toEqual({ status: 0, stdout: `${file}: holds. Number ${number}, root ${root}\n` });
      expect(runPython(['--root', root, file]).status).toBe(0);
    });

    it('ends with 1 and says what failed', () => {
      const forged = write('forged.json', readFileSync(file, 'utf8').replace('"number":31', '"number":32'));
      expect(runPython([file, forged])).toMatchObject({
        status: 1,
        stdout: expect.stringContaining(`${forged}: DOES NOT HOLD: digest`),
      });
      expect(runPython(['--root', 'f'.repeat(64), file])).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('the announced root'),
      });
    });

    it('ends with 1 for what is JSON and no record', () => {
      const odd = [
        ['null', 'its format'],
        ['{"format":[]}', 'its format'],
        ['{"format":"dangyan-draw-bundle-1"}', 'is missing'],
        [PUBLISHED[0]!.replace('"subject":"', '"subject":"\\ud800'), 'not in canonical JSON'],
      ] as const;
      const { status, stdout } = runPython(odd.map(([text], at) => write(`odd-${at}.json`, text)));
      expect(status).toBe(1);
      expect(stdout.trimEnd().split('\n')).toEqual(odd.map(([, fault]) => expect.stringContaining(fault)));
    });

    it('ends with 2 where there is nothing to judge', () => {
      for (const unreadable of [
        join(folder, 'none.json'),
        write('page.html', '<html>'),
        write('deep.json', '['.repeat(100_000)),
      ]) {
        expect(runPython([unreadable])).toMatchObject({ status: 2, stdout: expect.stringContaining('cannot be read') });
      }
    });
  });
});

function rootOf(file: string): { root: string; number: number } {
  const { root, document } = JSON.parse(readFileSync(file, 'utf8')) as { root: string; document: { number: number } };
  return { root, number: document.number };
}
