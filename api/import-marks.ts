import type { Mark } from '../activities/imports/mark/mark-copy';
import type { ErrorCode } from '../domain/errors';
import type { Problem } from '../domain/import/report';
import enNotes from '../templates/locales/en/imports.json';
import enWords from '../templates/locales/en/marked-copy.json';
import zhNotes from '../templates/locales/zh-CN/imports.json';
import zhWords from '../templates/locales/zh-CN/marked-copy.json';
import type { Locale } from './locale';
import { problemOf } from './problem';

const NOTES = { 'zh-CN': zhNotes, en: enNotes };
const WORDS = { 'zh-CN': zhWords, en: enWords };

/** Heading of the column that says the problems. */
export const marksHeading = (locale: Locale): string => WORDS[locale].heading;

/** The problems of a report in words, at their places. */
export function marksOf(problems: readonly Problem[], locale: Locale): Mark[] {
  return problems.flatMap((problem) => {
    const { sheet, row, column, severity } = problem;
    return row === null ? [] : [{ sheet, row, column, severity, text: problemInWords(problem, locale) }];
  });
}

/** One problem as people read it. */
export function problemInWords({ severity, code, value, allowed, fix }: Problem, locale: Locale): string {
  if (severity === 'note') return NOTES[locale][code as keyof typeof zhNotes];
  const { title, detail } = problemOf(code as ErrorCode, { value, allowed }, locale, '');
  // A list tells a reader what to write; a description is for programs.
  const parts = [title, Array.isArray(allowed) || !detail?.includes(String(allowed)) ? detail : undefined];
  if (fix !== undefined) parts.push(WORDS[locale].fix.replace('{fix}', fix));
  return parts.filter(Boolean).join('；');
}
