import type { LocalDate } from '../../calendar/local-date';
import { lastDayOf } from '../../calendar/partial-date';
import { expected } from '../expected';
import type { KindDefinition } from '../kind';
import { parseDate } from '../parse-date';
import type { RowReader } from '../row-reader';
import { plain, tidy } from '../text';

/** Where an expert worked before, which recusal looks at. */
export interface FormerEmployer {
  name: string;
  from: LocalDate | null;
  until: LocalDate;
}

/** An expert as a pool's list has him. */
export interface ExpertLine {
  name: string;
  /** Position 职务. */
  title: string | null;
  employer: string;
  formerEmployers: FormerEmployer[];
  /** As written; which group each is, the bureau's rules say. */
  specialties: string[];
  titleLevel: 'senior' | 'intermediate' | 'junior';
  yearsInField: number;
  birthDate: LocalDate | null;
  joinedOn: LocalDate | null;
  /** Null where the list does not say. */
  regulatorStaff: boolean | null;
  phone: string | null;
  email: string | null;
  idNumber: string | null;
}

/** Professional titles 职称 by words that they hold; the first that fits counts. */
const LEVELS: readonly [RegExp, ExpertLine['titleLevel']][] = [
  [/助理研究员/, 'intermediate'],
  [/初级|助理|助教|技术员|管理员/, 'junior'],
  [/研究馆员|教授|研究员|正高|副高|高级|高工/, 'senior'],
  [/中级|馆员|工程师|讲师|经济师|会计师/, 'intermediate'],
];

const YES: Record<string, boolean> = {
  是: true,
  有: true,
  y: true,
  '√': true,
  否: false,
  无: false,
  不是: false,
  n: false,
};

/** Expert pool 验收专家库 with specialties and employments. */
export const POOL: KindDefinition<ExpertLine> = {
  id: 'pool',
  fields: [
    'number',
    'name',
    'title',
    'employer',
    'formerEmployers',
    'specialties',
    'titleLevel',
    'yearsInField',
    'birthDate',
    'joinedOn',
    'regulatorStaff',
    'phone',
    'email',
    'idNumber',
    'note',
  ],
  required: ['name', 'employer', 'specialties', 'titleLevel', 'yearsInField'],
  key: 'name',
  section: 'specialties',
  // Two people of one name differ by their number, telephone or employer.
  identity: (row) => ({
    field: 'name',
    key: plain(`${row.raw('name')}/${row.raw('idNumber') || row.raw('phone') || row.raw('employer')}`),
  }),
  rows: 2_000,
  read(row) {
    const name = nameOf(row);
    const employer = row.text('employer', { required: true });
    const specialties = specialtiesOf(row);
    const titleLevel = titleLevelOf(row);
    const yearsInField = row.count('yearsInField', { required: true, max: 60 });
    const rest = {
      title: row.text('title', { max: 50 }),
      formerEmployers: formerEmployersOf(row),
      birthDate: birthDateOf(row),
      joinedOn: dayOf(row, 'joinedOn'),
      regulatorStaff: row.choice('regulatorStaff', YES),
      phone: pattern(row, 'phone', /^1\d{10}$|^0\d{2,3}-?\d{7,8}$/, 'phone'),
      email: pattern(row, 'email', /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/, 'email'),
      idNumber: pattern(row, 'idNumber', /^\d{17}[\dx]$/, 'id_number')?.toUpperCase() ?? null,
    };
    if (name === null || employer === null || !specialties || titleLevel === null || yearsInField === null) return null;
    return { name, employer, specialties, titleLevel, yearsInField, ...rest };
  },
};

/** Chinese names are often spread with blanks to equal width: 张  三. */
function nameOf(row: RowReader): string | null {
  const name = row.text('name', { required: true, max: 50 });
  return name && /^[\p{Script=Han}\s]+$/u.test(name) ? name.replace(/\s/g, '') : name;
}

function specialtiesOf(row: RowReader): string[] | null {
  const text = row.text('specialties', { max: 200 }) ?? row.section;
  const words = text ? text.split(/[、,，;；/\s]+/).filter(Boolean) : [];
  if (words.length > 0) return [...new Set(words)];
  row.error('specialties', 'CELL_MISSING', { allowed: expected('value') });
  return null;
}

function titleLevelOf(row: RowReader): ExpertLine['titleLevel'] | null {
  const text = row.text('titleLevel', { required: true, max: 60 });
  if (text === null) return null;
  const word = plain(text);
  const level = LEVELS.find(([words]) => words.test(word))?.[1];
  if (level) return level;
  row.error('titleLevel', 'CELL_INVALID', { value: text, allowed: ['正高级', '副高级', '高级', '中级', '初级'] });
  return null;
}

/** 甲公司（2018年3月至2024年6月）；乙院（至2023年）: the last day is what counts. */
function formerEmployersOf(row: RowReader): FormerEmployer[] {
  const text = row.text('formerEmployers', { max: 1_000 });
  if (text === null || ['无', '-', '/'].includes(text)) return [];
  const parts = row
    .cell('formerEmployers')!
    .text.split(/[;；\r\n]+/)
    .filter((part) => part.trim() !== '');
  const found = parts.map((part): FormerEmployer | null => {
    const [, name, time = ''] = /^(.+)[(（]([^()（）]+)[)）]$/.exec(tidy(part)) ?? [];
    // A hyphen parts two times only where nothing plainer does: it is also within dates.
    const [before, end] = time.split(/[至到~～—–]/.test(time) ? /[至到~～—–]+/ : /-/);
    const [from, until] = [before, end].map((each) => (each ? parseDate({ text: each.trim() }) : null));
    if (!name || !until || (before && !from)) return null;
    return { name, from: from?.value ?? null, until: lastDayOf({ ...until, kind: 'actual' }).date };
  });
  if (found.every((each) => each !== null)) return found;
  row.error('formerEmployers', 'CELL_INVALID', { value: text, allowed: expected('former_employers') });
  return [];
}

/** A day, or the first of a month. */
function dayOf(row: RowReader, field: string): LocalDate | null {
  const date = row.date(field);
  if (!date || date.precision === 'day' || date.precision === 'month') return date?.value ?? null;
  row.error(field, 'CELL_INVALID', { value: row.raw(field), allowed: expected('date') });
  return null;
}

/** As the list says, or else as the identity number does. */
function birthDateOf(row: RowReader): LocalDate | null {
  const written = dayOf(row, 'birthDate');
  const digits = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(plain(row.raw('idNumber')));
  return written ?? (digits ? (parseDate({ text: digits.slice(1).join('-') })?.value ?? null) : null);
}

/** What is said of a person in digits is not repeated in a problem. */
function pattern(row: RowReader, field: string, form: RegExp, expects: 'phone' | 'email' | 'id_number') {
  const text = row.text(field, { max: 200 });
  if (text === null || ['无', '-', '/'].includes(text)) return null;
  const value = plain(text);
  if (form.test(value)) return value;
  row.error(field, 'CELL_INVALID', { allowed: expected(expects) });
  return null;
}
