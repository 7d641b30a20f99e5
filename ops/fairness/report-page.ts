import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { projectPath } from '../../activities/project-root';
import type { Figures } from './figures';
import type { Picture } from './pictures';
import { chanceValue } from './spread';

/** The report as one page that needs nothing beside itself. */
export function reportPage(figures: Figures, pictures: readonly Picture[]): string {
  const page = Handlebars.compile(readFileSync(projectPath('ops', 'fairness', 'report.hbs'), 'utf8'));
  return page({
    pictures,
    tables: figures.tables.map((table) => ({
      ...table,
      lottery: table.kind === 'table' ? `table of ${table.rows} rows` : 'tickets per stratum',
      approximate: {
        lowest: chanceValue(table.lowest).toFixed(4),
        highest: chanceValue(table.highest).toFixed(4),
        ideal: chanceValue(table.ideal).toFixed(4),
        gini: chanceValue(table.gini).toFixed(4),
        geometricMean: table.geometricMean.toFixed(4),
      },
    })),
    figures: JSON.stringify(figures),
  });
}
