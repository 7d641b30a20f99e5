import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Figures, PersonFigures } from './figures';
import { chanceValue } from './spread';

/** A picture as SVG that stands alone, with what it shows. */
export interface Picture {
  /** Name of its file, without ending. */
  name: string;
  title: string;
  caption: string;
  svg: string;
}

const INK = { fair: '#1d5b79', biased: '#c2410c', rule: '#111827' };

/** All pictures of the report. */
export function picturesOf(figures: Figures): Picture[] {
  return [chances(figures), throws(figures), index(figures), loads(figures), pools(figures)];
}

function chances({ throws: { people, pool }, tables, seeds }: Figures): Picture {
  const ideal = chanceValue(tables.find((table) => table.pool === pool)!.ideal);
  const rows = people.map(({ chance, drawn }, rank) => ({ rank, chance: chanceValue(chance), seen: drawn / seeds }));
  return {
    name: 'chances',
    title: 'Each expert’s chance against the uniform ideal',
    caption:
      'Points: the published chance of each expert of the city’s pool in the first draw of the year, from the lowest up. Strokes: how ' +
      `often he was drawn in ${count(seeds)} throws. Line: seats divided by people, what everybody would have if no quota held.`,
    svg: draw('chances', {
      x: { label: 'experts, by chance', ticks: [] },
      y: {
        label: 'chance',
        domain: [0, Math.max(...rows.map(({ chance }) => chance)) * 1.15],
        grid: true,
        tickFormat: '.0%',
      },
      marks: [
        Plot.ruleY([ideal], { stroke: INK.rule, strokeDasharray: '4 3' }),
        Plot.ruleX(rows, { x: 'rank', y1: 'chance', y2: 'seen', stroke: INK.biased }),
        Plot.tickY(rows, { x: 'rank', y: 'seen', stroke: INK.biased, insetLeft: -3, insetRight: -3 }),
        Plot.dot(rows, { x: 'rank', y: 'chance', fill: INK.fair, r: 3 }),
      ],
    }),
  };
}

function throws({ throws: { people, fair, biased, favourite }, seeds }: Figures): Picture {
  const rows = [
    ...people.map(({ id, z }) => ({ draw: `as it is: ${pText(fair)}`, z, isFavourite: id === favourite })),
    ...people.map(({ id, biasedZ }) => ({
      draw: `5 % steered: ${pText(biased)}`,
      z: biasedZ,
      isFavourite: id === favourite,
    })),
  ];
  const reach = Math.ceil(
    Math.max(4, ...people.flatMap(({ z, biasedZ }: PersonFigures) => [Math.abs(z), Math.abs(biasedZ)])),
  );
  return {
    name: 'throws',
    title: 'What was drawn, and a draw that somebody steers',
    caption:
      `By how many standard deviations each expert’s seats in ${count(seeds)} throws differ from his published chance; p is the smallest ` +
      'of all experts after Holm’s correction. Below: in one throw of twenty a favourite (orange) is put first.',
    svg: draw('throws', {
      height: 220,
      marginLeft: 190,
      x: { label: 'standard deviations', domain: [-reach, reach], grid: true },
      y: { label: null, domain: [...new Set(rows.map((row) => row.draw))] },
      marks: [
        Plot.ruleX([0], { stroke: INK.rule }),
        Plot.dot(rows, {
          x: 'z',
          y: 'draw',
          fill: (row: { isFavourite: boolean }) => (row.isFavourite ? INK.biased : INK.fair),
          fillOpacity: 0.6,
          r: 4,
        }),
      ],
    }),
  };
}

function index({ index: { tenths, fair, biased }, seeds }: Figures): Picture {
  const rows = tenths.map((draws, tenth) => ({ places: `${tenth}000`, draws }));
  return {
    name: 'index',
    title: 'The place in the table is uniform',
    caption:
      `In which tenth of the table’s 10,000 places ${count(seeds)} draws fell. Kolmogorov–Smirnov: ${pText(fair.p)}; with one draw in ` +
      `twenty moved to the first tenth, ${pText(biased.p)}.`,
    svg: draw('index', {
      height: 250,
      marginLeft: 55,
      x: { label: 'places from', type: 'band' },
      y: { label: 'draws', grid: true, zero: true },
      marks: [
        Plot.barY(rows, { x: 'places', y: 'draws', fill: INK.fair }),
        Plot.ruleY([seeds / tenths.length], { stroke: INK.rule, strokeDasharray: '4 3' }),
        Plot.ruleY([0]),
      ],
    }),
  };
}

function loads({ year }: Figures): Picture {
  const name = ({ slack }: Figures['year']['runs'][number]) => (slack === null ? 'no filter' : `slack ${slack}`);
  const rows = year.runs.flatMap((run) => run.loads.map((load) => ({ filter: name(run), load })));
  const notes = year.runs.map((run) => ({
    filter: name(run),
    text: [`highest ${run.highest}`, `Gini ${run.gini.toFixed(3)}`, `${run.relaxed} without an answer`].join('\n'),
  }));
  return {
    name: 'loads',
    title: `Loads over a year of ${year.experts} experts and ${year.projects} projects`,
    caption:
      'How many experts were drawn how often, by the slack of the load filter: how far a load may be above the lowest of those left. The ' +
      `rule set as shipped has a slack of ${year.slack}; with less, some draws have no answer. No yearly cap is set here.`,
    svg: draw('loads', {
      height: 280,
      fx: { label: null, domain: year.runs.map(name) },
      x: { label: 'seats of an expert', type: 'band', tickFormat: 'd' },
      y: { label: 'experts', grid: true, domain: [0, 100] },
      marks: [
        Plot.barY(rows, Plot.groupX({ y: 'count' }, { x: 'load', fx: 'filter', fill: INK.fair })),
        Plot.text(notes, { fx: 'filter', text: 'text', frameAnchor: 'top-right', lineHeight: 1.3, fontSize: 11 }),
        Plot.ruleY([0]),
      ],
    }),
  };
}

function pools({ tables }: Figures): Picture {
  const rows = tables.map(({ pool, people, seats, lowest, highest, ideal }) => ({
    pool: `${pool}: ${people} → ${seats}`,
    lowest: chanceValue(lowest),
    highest: chanceValue(highest),
    ideal: chanceValue(ideal),
  }));
  return {
    name: 'pools',
    title: 'The first draw of every pool',
    caption:
      'From the lowest to the highest chance; the stroke is the uniform ideal. The smaller a stratum, the higher its people’s chance.',
    svg: draw('pools', {
      height: 60 + 30 * rows.length,
      marginLeft: 90,
      x: { label: 'chance', grid: true, zero: true, tickFormat: '.0%' },
      y: { label: null, domain: rows.map(({ pool }) => pool) },
      marks: [
        Plot.link(rows, { x1: 'lowest', x2: 'highest', y: 'pool', stroke: INK.fair, strokeWidth: 3 }),
        Plot.dot(rows, { x: 'lowest', y: 'pool', fill: INK.fair, r: 4 }),
        Plot.dot(rows, { x: 'highest', y: 'pool', fill: INK.fair, r: 4 }),
        Plot.tickX(rows, { x: 'ideal', y: 'pool', stroke: INK.rule, strokeWidth: 2 }),
      ],
    }),
  };
}

function draw(name: string, options: Plot.PlotOptions): string {
  const { document } = parseHTML('<html></html>');
  const style = { background: 'white', color: INK.rule, fontSize: '12px', fontFamily: 'sans-serif' };
  // The class is random unless given, and the file would differ on every run.
  const svg = Plot.plot({ document, className: `picture-${name}`, width: 760, marginBottom: 45, style, ...options });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  return svg.outerHTML;
}

const count = (value: number): string => value.toLocaleString('en-GB');

/** A p-value as far as it says anything. */
export const pText = (p: number): string => (p < 1e-6 ? 'p < 0.000001' : `p = ${p.toPrecision(2)}`);
