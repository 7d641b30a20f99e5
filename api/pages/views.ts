import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { AssetNames } from './assets';
import { type DeadlineFacts, Format } from './format';
import type { Again } from './page';
import type { Words } from './words';

/** Renders one template of `templates/pages` into the layout. */
export interface Views {
  /** @param bare without the frame around it */
  render(template: string, page: object, words: Words, bare: boolean): string;
}

const ENDING = '.hbs';

/** Reads and compiles every page, so that a broken one is found at start. */
export function createViews(folder: string, assets: AssetNames): Views {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers(assets));
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith(ENDING)) continue;
    const name = file.slice(0, -ENDING.length);
    const source = readFileSync(join(folder, file), 'utf8');
    if (name.startsWith('partials/')) handlebars.registerPartial(name.slice('partials/'.length), source);
    else templates.set(name, handlebars.compile(source, { preventIndent: true }));
  }
  return {
    render(template, page, words, bare) {
      const found = templates.get(template);
      if (!found) throw new Error(`There is no page ${template}`);
      const data = { words, format: new Format(words) };
      const html = found(page, { data });
      if (bare) return html;
      const body = new Handlebars.SafeString(html);
      return templates.get('layout')!({ ...page, body }, { data });
    },
  };
}

interface Options {
  hash: Record<string, unknown>;
  data: { words: Words; format: Format; root?: { today?: string; again?: Again | null } };
}

function helpers(assets: AssetNames): Handlebars.HelperDeclareSpec {
  return {
    /** `{{t 'home.overdue' n=3}}`; parts of a key are joined: `{{t 'values.stage.' stage}}`. */
    t: (...given: unknown[]) => {
      const { hash, data } = given.pop() as Options;
      return data.words.t(given.join(''), hash);
    },
    /** Whether the catalogue has words under a key. */
    hasWords: (...given: unknown[]) => {
      const { data } = given.pop() as Options;
      return data.words.find(given.join('')) !== null;
    },
    named: (group: string, value: string, { data }: Options) => data.words.value(group, value),
    htmlLang: ({ data }: Options) => (data.words.locale === 'en' ? 'en' : 'zh-Hans'),
    day: (moment: string, { data }: Options) => data.format.date(moment),
    shortDay: (date: string, { data }: Options) => data.format.shortDate(date),
    dayName: (moment: string, { data }: Options) => data.format.weekday(moment),
    timeOf: (instant: string, { data }: Options) => data.format.moment(instant, String(data.root?.today)),
    partialDay: (value: string, precision: string, { data }: Options) => data.format.partialDate(value, precision),
    counted: (value: number, { data }: Options) => data.format.count(value),
    inPercent: (share: number, { data }: Options) => data.format.percent(share),
    amount: (wan: number, { data }: Options) => data.format.money(wan),
    /** What is wrong with the field of that name in the form that is shown again. */
    fault: (name: string, { data }: Options) =>
      data.root?.again?.trouble.fields.find(({ field }) => field === name)?.text ?? '',
    /** The same by a name in parts. */
    faultOf: (...given: unknown[]) => {
      const { data } = given.pop() as Options;
      return data.root?.again?.trouble.fields.find(({ field }) => field === given.join(''))?.text ?? '';
    },
    /** What was sent under that name, else the value given. */
    given: (name: string, value: unknown, { data }: Options) => data.root?.again?.sent[name] ?? value ?? '',
    deadlineOf: (clock: DeadlineFacts, { data }: Options) => data.format.deadline(clock),
    iconOf: (tone: string) => (tone === 'ok' ? 'ok' : 'warn'),
    /** A path within the query of another. */
    encoded: (path: string) => encodeURIComponent(path),
    asset: (name: string) => assets.path(name),
    same: (a: unknown, b: unknown) => a === b,
    concat: (...given: unknown[]) => given.slice(0, -1).join(''),
    not: (a: unknown) => !a,
    both: (a: unknown, b: unknown) => Boolean(a && b),
    anyOf: (...given: unknown[]) => given.slice(0, -1).some(Boolean),
    /** A digest in groups of four to read aloud. */
    fours: (digest: string) => digest.match(/.{1,4}/g) ?? [],
    broken: (prose: string) =>
      new Handlebars.SafeString(prose.split('\n').map(Handlebars.escapeExpression).join('<br>')),
  };
}
