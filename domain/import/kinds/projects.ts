import type { PartialDate } from '../../calendar/partial-date';
import { expected } from '../expected';
import type { KindDefinition } from '../kind';
import { parseDate } from '../parse-date';
import type { RowReader } from '../row-reader';
import { plain } from '../text';

export type ListingCategoryWord = 'newly_started' | 'continued' | 'completing' | 'prepared';

/** A line of a key-project list. */
export interface ProjectLine {
  /** As printed; null where the list has none. */
  number: string | null;
  /** Heading of the section that the line stands in. */
  section: string | null;
  name: string;
  nationalCode: string | null;
  industry: string;
  /** Name or code of the jurisdiction; null: that of the bureau whose list it is. */
  district: string | null;
  location: string | null;
  owner: string | null;
  creditCode: string | null;
  /** In 万元. */
  investmentWan: number | null;
  constructionStart: PartialDate | null;
  completion: PartialDate | null;
  /** Null: the list does not say, so what is said of the whole file holds. */
  category: ListingCategoryWord | null;
  /** Every column as printed. */
  text: Record<string, string>;
}

/** Categories by words that lists use for them. */
const CATEGORIES: readonly [RegExp, ListingCategoryWord][] = [
  [/预备|前期|储备/, 'prepared'],
  [/新开工|新建|计划开工/, 'newly_started'],
  [/续建|在建/, 'continued'],
  [/竣工|投产|建成|完工/, 'completing'],
];

/** Key-project list 重点建设项目计划 of a development and reform commission. */
export const PROJECTS: KindDefinition<ProjectLine> = {
  id: 'projects',
  fields: [
    'number',
    'name',
    'nationalCode',
    'industry',
    'district',
    'location',
    'owner',
    'creditCode',
    'investment',
    'constructionStart',
    'completion',
    'period',
    'category',
    'level',
    'note',
  ],
  required: ['name', 'industry'],
  key: 'name',
  section: 'industry',
  // 一期 and 二期 differ by their names; one name in two places by the place.
  identity: (row) => ({ field: 'name', key: plain(`${row.raw('name')}/${row.raw('district')}`) }),
  rows: 3_000,
  read(row) {
    const name = row.text('name', { required: true });
    const sectionCategory = categoryOf(row.section);
    const industry = row.text('industry', { max: 40 }) ?? (sectionCategory ? null : trimmed(row.section));
    if (industry === null) row.error('industry', 'CELL_MISSING', { allowed: expected('industry') });
    const period = periodOf(row);
    const line = {
      number: row.text('number', { max: 40 }),
      section: row.section,
      nationalCode: codeOf(row),
      district: row.text('district', { max: 40 }),
      location: row.text('location'),
      owner: row.text('owner'),
      creditCode: creditCodeOf(row),
      investmentWan: row.amount('investment'),
      constructionStart: row.partialDate('constructionStart', 'planned') ?? period?.start ?? null,
      completion: row.partialDate('completion', 'planned') ?? period?.end ?? null,
      category: categoryOf(row.text('category', { max: 100 })) ?? sectionCategory,
      text: row.printed(),
    };
    return name === null || industry === null ? null : { name, industry, ...line };
  },
};

export function categoryOf(text: string | null): ListingCategoryWord | null {
  return CATEGORIES.find(([words]) => text !== null && words.test(text))?.[1] ?? null;
}

/** 交通类 is 交通; a longer heading is no industry. */
function trimmed(section: string | null): string | null {
  const industry = section?.replace(/(?:类|行业|领域)?(?:项目|工程)?$/, '').replace(/类$/, '') ?? '';
  return industry !== '' && industry.length <= 40 ? industry : null;
}

/** 国家编码 of the approval platform: 2018-440600-48-01-123456. */
function codeOf(row: RowReader): string | null {
  const text = row.text('nationalCode', { max: 40 });
  if (text === null || ['-', '/', '无'].includes(text)) return null;
  const code = plain(text).toUpperCase();
  if (/^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/.test(code)) return code;
  row.error('nationalCode', 'CELL_INVALID', { value: text, allowed: expected('national_code') });
  return null;
}

export function creditCodeOf(row: RowReader): string | null {
  const text = row.text('creditCode', { max: 40 });
  if (text === null) return null;
  const code = plain(text).toUpperCase();
  if (/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return code;
  row.error('creditCode', 'CELL_INVALID', { value: text, allowed: expected('credit_code') });
  return null;
}

/** 建设年限 2021-2024, 2021年3月至2024年12月. */
function periodOf(row: RowReader): { start: PartialDate; end: PartialDate } | null {
  const text = row.text('period');
  if (text === null) return null;
  const [from, to, ...more] = text
    .normalize('NFKC')
    .split(/[-–—~～至到]+/)
    .map((part) => parseDate({ text: part.trim() }));
  if (from && to && more.length === 0 && from.value <= to.value) {
    return { start: { ...from, kind: 'planned' }, end: { ...to, kind: 'planned' } };
  }
  row.error('period', 'CELL_INVALID', { value: text, allowed: ['2021-2024', '2021年3月至2024年12月'] });
  return null;
}
