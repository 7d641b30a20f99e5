import type { Expected } from '../domain/import/expected';
import enAllowed from '../templates/locales/en/import-allowed.json';
import zhAllowed from '../templates/locales/zh-CN/import-allowed.json';
import type { Locale } from './locale';

const WORDS = { 'zh-CN': zhAllowed, en: enAllowed };

/** What would be allowed, for its reader: an expectation in his language, anything else as it is. */
export function allowedInWords<T>(allowed: T, locale: Locale): Exclude<T, Expected> | string {
  if (!isExpected(allowed)) return allowed as Exclude<T, Expected>;
  return WORDS[locale][allowed.expects].replace('{limit}', String(allowed.limit ?? ''));
}

const isExpected = (allowed: unknown): allowed is Expected =>
  typeof allowed === 'object' && allowed !== null && 'expects' in allowed;
