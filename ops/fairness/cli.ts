import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import loadHighs from 'highs';
import { projectPath } from '../../activities/project-root';
import { readPanelRule } from '../../domain/draw/panel-rule';
import panel from '../../prisma/seed/rule-sets/default/panel.json';
import { PLAN_FILE, readPlan } from '../demo/plan-lines';
import { fairnessFigures } from './figures';
import { picturesOf, pText } from './pictures';
import { reportPage } from './report-page';

interface Options {
  out: string;
  seeds: number;
}

new Command('fairness')
  .description('measures how fair the draw is: a page with pictures, each picture as SVG, and all figures as JSON')
  .option('--out <folder>', 'where to write', (path) => resolve(path), projectPath('docs', 'fairness'))
  .option('--seeds <n>', 'throws of the first draw', wholeNumber, 40_000)
  .action(report)
  .parse();

async function report({ out, seeds }: Options): Promise<void> {
  const figures = fairnessFigures(readPlan(PLAN_FILE), readPanelRule(panel, 'panel'), await loadHighs(), seeds);
  const pictures = picturesOf(figures);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'figures.json'), `${JSON.stringify(figures, null, 1)}\n`);
  writeFileSync(join(out, 'report.html'), reportPage(figures, pictures));
  for (const { name, svg } of pictures) writeFileSync(join(out, `${name}.svg`), svg);
  const { throws, index, year } = figures;
  console.log(`drawn as published: ${pText(throws.fair)}; with 5 % steered: ${pText(throws.biased)}`);
  console.log(`place in the table uniform: ${pText(index.fair.p)}; with 5 % moved: ${pText(index.biased.p)}`);
  for (const { slack, highest, gini, relaxed } of year.runs) {
    const filter = slack === null ? 'no load filter' : `load filter, slack ${slack}`;
    console.log(`${filter}: highest load ${highest}, Gini ${gini.toFixed(3)}, ${relaxed} draws without an answer`);
  }
  console.log(`written to ${out}`);
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{2,6}$/.test(text)) throw new InvalidArgumentError('a whole number from 100 to 9999999');
  return Number(text);
}
