import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import Handlebars from 'handlebars';
import type { FilledBlock } from '../../domain/mail/mail-text';
import { pathInMail } from '../accounts/login-link-token';
import { chineseDate } from './chinese-date';
import type { MailContext } from './mail-context';

export type FormatName = 'html' | 'text';

/** One of the two forms of a message: sets the same words as HTML or as plain text. */
export interface MailFormat {
  /**
   * The parts of a message, one below the other.
   *
   * @param data of the message: pages that a button or an entry of a list leads to
   */
  body(blocks: readonly FilledBlock[], data: object, context: MailContext): string;
  layout(frame: object, context: MailContext): string;
}

const FONTS = {
  sans: "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',Arial,sans-serif",
  song: "'Noto Serif SC','Noto Serif CJK SC','Songti SC',STZhongsong,SimSun,serif",
};

/** The form made of the parts in `folder`, e.g. `deadline.hbs`; `layout.hbs` is what stands around them. */
export function createMailFormat(name: FormatName, folder: string): MailFormat {
  const handlebars = Handlebars.create();
  const safe = (text: string) => new Handlebars.SafeString(text);
  const lines = (prose: string) =>
    name === 'text' ? prose : safe(prose.split('\n').map(Handlebars.escapeExpression).join('<br>'));
  handlebars.registerHelper({
    date: (moment: string) => chineseDate(moment),
    url: (path: string, { data }: Handlebars.HelperOptions) =>
      new URL(pathInMail(path), (data.context as MailContext).baseUrl).href,
    groups: (digest: string) => digest.replace(/(.{4})(?=.)/g, '$1 '),
  });
  const options = { strict: true, noEscape: name === 'text', preventIndent: true };
  const parts = new Map<string, Handlebars.TemplateDelegate>(
    readdirSync(folder).map((file) => [
      parse(file).name,
      handlebars.compile(readFileSync(join(folder, file), 'utf8'), options),
    ]),
  );
  const set = (part: string, data: object, context: MailContext): string =>
    parts.get(part)!(data, { data: { context, fonts: FONTS } });

  function block(each: FilledBlock, data: object, context: MailContext): string {
    const many = (part: string, rows: string[]) =>
      set(part, { body: safe(rows.join(name === 'text' ? '\n' : '')) }, context);
    switch (each.kind) {
      case 'facts':
        return many(
          'facts',
          each.rows.map(({ label, text }) => set('fact', { label, body: lines(text) }, context)),
        );
      case 'list': {
        const pages = (data as Record<string, { link?: string }[]>)[each.list]!;
        const entry = ({ title, text }: { title: string; text: string }, at: number) => {
          const to = pages[at]!.link;
          return set(to === undefined ? 'li' : 'entry', { title, body: lines(text), to }, context);
        };
        return many('list', each.rows.map(entry));
      }
      case 'digest':
        return set('digest', { label: each.label, value: each.text }, context);
      case 'button':
        return set('button', { label: each.label, to: (data as { link: string }).link }, context);
      default:
        return set(each.kind, { body: lines(each.text) }, context);
    }
  }

  return {
    body(blocks, data, context) {
      const whole = blocks.map((each) => block(each, data, context)).join('');
      return name === 'text' ? tidy(whole) : whole;
    },
    layout(frame, context) {
      const whole = set('layout', frame, context);
      return name === 'text' ? `${tidy(whole)}\n` : whole;
    },
  };
}

/** No line starts or ends with a space and no two empty lines follow each other. */
const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
