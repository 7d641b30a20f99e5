/** What a periodic report says, field by field. */
export type ReportContent = Readonly<Record<string, unknown>>;

export interface ReportDifference {
  field: string;
  before: string | number | null;
  now: string | number | null;
}

/** Fields of a report that are compared, in the order of its form. */
const COMPARED = ['progress', 'investmentDoneWan', 'archives', 'volumesFiled', 'problems'];

/**
 * In what a report differs from the last one that said something; of a first report, all it says. Blanks and line breaks are no
 * difference.
 */
export function reportDifferences(now: ReportContent, before: ReportContent | null): ReportDifference[] {
  return COMPARED.map((field) => ({ field, before: spoken(before?.[field]), now: spoken(now[field]) })).filter(
    (each) => plain(each.before) !== plain(each.now),
  );
}

const spoken = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;

const plain = (value: string | number | null): string => String(value ?? '').replace(/\s+/g, '');
