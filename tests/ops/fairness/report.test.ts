import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '../../../activities/project-root';
import type { Figures } from '../../../ops/fairness/figures';

const out = mkdtempSync(join(tmpdir(), 'fairness-'));
afterAll(() => rmSync(out, { recursive: true }));

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [projectPath('dist', 'ops', 'fairness', 'cli.js'), '--out', out, ...args]);
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const figuresIn = (folder: string) => JSON.parse(read(folder, 'figures.json')) as Figures;

describe('npm run fairness', () => {
  it('writes one page that needs nothing beside itself, its pictures and its figures', async () => {
    const { stdout } = await run('--seeds', '2000');
    expect(stdout).toContain('load filter, slack 2: highest load 4');
    const page = read(out, 'report.html');
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=|href=|<script/);
    for (const name of ['chances', 'throws', 'index', 'loads', 'pools']) {
      const picture = read(out, `${name}.svg`);
      expect(picture).toMatch(/^<svg .*<\/svg>$/s);
      expect(picture).not.toMatch(/NaN|undefined/);
      expect(page).toContain(picture);
    }
    const { throws, index } = figuresIn(out);
    expect(throws.fair).toBeGreaterThan(0.001);
    expect(throws.biased).toBeLessThan(0.001);
    expect(index.fair.p).toBeGreaterThan(0.001);
  });

  it('gives the figures that the document shows', () => {
    const [{ tables, year }, documented] = [figuresIn(out), figuresIn(projectPath('docs', 'fairness'))];
    expect({ tables, year }).toEqual({ tables: documented.tables, year: documented.year });
    const text = read(projectPath('docs', 'fairness.md'));
    for (const { highest, gini } of year.runs) expect(text).toContain(`| ${highest} | ${gini.toFixed(3)} |`);
    expect(text).toContain(documented.tables[0]!.lowest);
  });

  it('refuses a number of throws that says nothing', async () => {
    await expect(run('--seeds', '0')).rejects.toThrow('a whole number from 100');
  });
});
