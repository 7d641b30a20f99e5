import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import Handlebars from 'handlebars';
import { Refusal } from '../../domain/errors';
import { pathInMail } from '../accounts/login-link-token';
import { chineseDate, chineseDaysLeft, chineseDeadline, chineseSpan } from './chinese-date';
import type { MailContext } from './mail-context';

export type FormatName = 'html' | 'text';

/** A compiled piece of a message. */
export type Template = (data: object, context: MailContext) => string;

/** Names of ids, by group, e.g. `route.own`. */
export type Words = Record<string, Record<string, string>>;

/** One of the two forms of a message: compiles the same words to HTML or to plain text. */
export interface MailFormat {
  compile(source: string, name: string): Template;
  layout: Template;
}

const FONTS = {
  sans: "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',Arial,sans-serif",
  song: "'Noto Serif SC','Noto Serif CJK SC','Songti SC',STZhongsong,SimSun,serif",
};

/**
 * The form made of the parts in `folder`: each file, e.g. `deadline.hbs`, becomes a block helper of its name, whose
 * `body` is what stands inside the block. Strict: a field that the data lack is refused (`MAIL_FIELD_MISSING`).
 */
export function createMailFormat(name: FormatName, folder: string, words: Words): MailFormat {
  const handlebars = Handlebars.create();
  const options = { strict: true, noEscape: name === 'text', preventIndent: true };
  const parts = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(folder)) {
    const part = parse(file).name;
    const template = handlebars.compile(readFileSync(join(folder, file), 'utf8'), options);
    parts.set(part, template);
    handlebars.registerHelper(part, function (this: unknown, given: Handlebars.HelperOptions) {
      const body = given.fn ? new Handlebars.SafeString(given.fn(this)) : '';
      return new Handlebars.SafeString(template({ ...given.hash, body }, { data: given.data }));
    });
  }
  registerWords(handlebars, name, words);
  const run = (template: Handlebars.TemplateDelegate, part: string): Template => {
    return (data, context) => {
      const text = strictly(part, () => template(data, { data: { context, fonts: FONTS } }));
      return name === 'text' ? tidy(text) : text;
    };
  };
  return {
    compile: (source, part) => run(handlebars.compile(source, options), part),
    layout: run(parts.get('layout')!, 'layout'),
  };
}

/** Adds the helpers that turn a value into words; `@context` is the message's `MailContext`. */
function registerWords(handlebars: typeof Handlebars, format: FormatName, words: Words): void {
  const contextOf = (options: Handlebars.HelperOptions) => options.data.context as MailContext;
  handlebars.registerHelper({
    date: (moment: string) => chineseDate(moment),
    by: (due: string) => chineseDeadline(due),
    span: (startsAt: string, endsAt: string) => chineseSpan(startsAt, endsAt),
    left: (due: string, options: Handlebars.HelperOptions) =>
      chineseDaysLeft(due, contextOf(options).now, contextOf(options).calendar),
    url: (path: string, options: Handlebars.HelperOptions) =>
      new URL(pathInMail(path), contextOf(options).baseUrl).href,
    word: (group: string, value: string) => wordOf(words, group, value),
    lines: (prose: string) =>
      format === 'text'
        ? prose
        : new Handlebars.SafeString(prose.split('\n').map(Handlebars.escapeExpression).join('<br>')),
    groups: (digest: string) => digest.replace(/(.{4})(?=.)/g, '$1 '),
  });
}

function wordOf(words: Words, group: string, value: string): string {
  const known = words[group] ?? {};
  if (!Object.hasOwn(known, value)) {
    throw new Refusal('MAIL_FIELD_INVALID', { field: group, allowed: Object.keys(known) });
  }
  return known[value]!;
}

function strictly(template: string, run: () => string): string {
  try {
    return run();
  } catch (error) {
    const field = /^"(.+)" not defined in/.exec((error as Error).message)?.[1];
    if (field === undefined) throw error;
    throw new Refusal('MAIL_FIELD_MISSING', { kind: template, field });
  }
}

/** No line starts or ends with a space and no two empty lines follow each other. */
const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
