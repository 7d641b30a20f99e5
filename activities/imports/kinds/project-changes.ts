import type { PartialDate } from '../../../domain/calendar/partial-date';
import type { ProjectLine } from '../../../domain/import/kinds/projects';
import type { FieldChange } from '../../../domain/import/report';
import { saysAnew } from '../../../domain/import/said-anew';
import type { ProjectDateKind } from '../../../prisma/generated/client';
import type { Tx } from '../../database/database';
import { partialDateOf } from '../../projects/project-dates';
import type { ImportAct } from '../import-context';

/** What the record of a project says of what lists say too. */
export interface ProjectRecord {
  code: string;
  nationalCode: string | null;
  location: string | null;
  investmentWan: number | null;
  /** The fact that it was made, by which its record is corrected. */
  factId: string;
  constructionStart: PartialDate | null;
  completion: PartialDate | null;
  /** Corrections that wait for the director, as `field=value`. */
  proposed: ReadonlySet<string>;
}

/** The records of open projects, by id. */
export async function loadRecords(tx: Tx, ids: readonly string[]): Promise<Map<string, ProjectRecord>> {
  const projects = await tx.project.findMany({
    where: { id: { in: [...ids] }, stage: { not: 'closed' }, suspended: false },
    include: {
      dates: { orderBy: { sequence: 'desc' } },
      facts: { where: { kind: 'project.created' }, select: { id: true }, take: 1 },
      proposals: { where: { kind: 'correction', state: 'open' }, select: { content: true } },
    },
  });
  return new Map(
    projects.flatMap(({ id, code, nationalCode, location, investmentWan, dates, facts: [fact], proposals }) => {
      if (!fact) return [];
      const date = (kind: ProjectDateKind) => partialDateOf(dates.find((each) => each.kind === kind));
      const proposed = proposals.map(({ content }) => {
        const { field, newValue } = content as { field: string; newValue: unknown };
        return `${field}=${newValue}`;
      });
      const record: ProjectRecord = {
        ...{ code, nationalCode, location, factId: fact.id },
        investmentWan: investmentWan === null ? null : Number(investmentWan),
        constructionStart: date('construction_start'),
        completion: date('completion'),
        proposed: new Set(proposed),
      };
      return [[id, record] as const];
    }),
  );
}

export interface ProjectChanges {
  changes: FieldChange[];
  acts: ImportAct[];
}

const DATES = { constructionStart: 'construction_start', completion: 'completion' } as const;
const CORRECTED = ['nationalCode', 'location', 'investmentWan'] as const;

/**
 * What a line says otherwise than the record: dates are stated anew, the rest is corrected, both by acts, so that clocks move and
 * what is on a paper waits for the director. What the line does not say stays.
 *
 * @param reason where the line is from
 */
export function changesOf(line: ProjectLine, record: ProjectRecord, reason: string): ProjectChanges {
  const found: ProjectChanges = { changes: [], acts: [] };
  const { code: project, factId } = record;
  for (const field of CORRECTED) {
    const [oldValue, newValue] = [record[field], line[field]];
    if (newValue === null || newValue === oldValue || record.proposed.has(`${field}=${newValue}`)) continue;
    found.changes.push({
      field: columnOf(field),
      from: oldValue === null ? null : String(oldValue),
      to: String(newValue),
    });
    const content = { factId, field, oldValue, newValue, reason };
    found.acts.push({ project, kind: 'correction.propose', content });
  }
  for (const [field, kind] of Object.entries(DATES) as [keyof typeof DATES, (typeof DATES)[keyof typeof DATES]][]) {
    const [known, listed] = [record[field], line[field]];
    if (!saysAnew(known, listed)) continue;
    found.changes.push({ field, from: known && written(known), to: written(listed) });
    found.acts.push({ project, kind: 'date.change', content: { kind, date: listed, reason } });
  }
  return found;
}

const columnOf = (field: (typeof CORRECTED)[number]): string => (field === 'investmentWan' ? 'investment' : field);

/** As far as it is known: 2026, 2026-10, 2026-10-31. */
function written({ value, precision }: PartialDate): string {
  return { day: value, month: value.slice(0, 7), 'half-year': `${value.slice(0, 7)} (6)`, year: value.slice(0, 4) }[
    precision
  ];
}
