import type { Report } from './report';

/** The report as a person reads it. */
export function summaryOf({
  projects,
  happened,
  mails,
  draws,
  historyEvents,
  wallSeconds,
  violations,
}: Report): string {
  const sections: [string, Record<string, number>][] = [
    ['projects by stage', projects.byStage],
    ['projects by outcome', projects.byOutcome],
    ['what happened', happened],
    ['mails by kind', mails.byKind],
    ['mails by status', mails.byStatus],
    ['draws', draws],
    ['Temporal events a project', historyEvents],
  ];
  return [
    ...sections.map(([title, counts]) => `${title}\n${table(counts)}`),
    `${projects.total} projects in ${wallSeconds.toFixed(0)} s; the invariant checker found ${violations.length || 'nothing'}`,
    ...violations.map(({ invariant, subject, detail }) => `  ${subject}: ${detail} (${invariant})`),
  ].join('\n');
}

/** Two columns of counts beside each other where there are many. */
function table(counts: Record<string, number>): string {
  const cells = Object.entries(counts).map(([name, count]) => `${String(count).padStart(6)}  ${name.padEnd(32)}`);
  const rows = cells.length > 8 ? Math.ceil(cells.length / 2) : cells.length;
  return Array.from({ length: rows }, (_, row) => `${cells[row]}${cells[row + rows] ?? ''}`.trimEnd()).join('\n');
}
