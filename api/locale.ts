import type { Request } from 'express';
import type { ErrorCode } from '../domain/errors';
import en from '../templates/locales/en/errors.json';
import zhCN from '../templates/locales/zh-CN/errors.json';

export const LOCALES = ['zh-CN', 'en'] as const;

export type Locale = (typeof LOCALES)[number];

/** What a person is told: `{name}` in the detail stands for a fact of the refusal. */
export interface ErrorWords {
  title: string;
  detail?: string;
}

export const ERROR_WORDS: Record<Locale, Partial<Record<ErrorCode, ErrorWords>>> = { 'zh-CN': zhCN, en };

/** The language of the answer: Chinese unless the caller asks for English before it. */
export function localeOf(request: Request): Locale {
  return request.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN';
}
