import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActDefinition } from '../../activities/acts/define-act';
import { ACTS } from '../../activities/acts/index';
import { type Field, fieldOf } from '../../api/pages/acts/field';
import { fieldOfAct, knowsPick } from '../../api/pages/acts/picks';
import { wordsOf } from '../../api/pages/words';
import { entry } from '../../api/routes/acts';
import { PUBLIC_STATUSES } from '../../api/routes/public-projects';
import { CLOCK_KIND_IDS } from '../../domain/clocks/clock-kind';
import { VACANCY_CODES } from '../../domain/draw/refill';
import { FILTERS } from '../../domain/eligibility/filter-pool';
import { RELATION_KINDS } from '../../domain/eligibility/pool-person';
import { IMPORT_KINDS } from '../../domain/import/kind';
import { OUTCOMES, ROUND_STEPS, ROUTES, STAGES } from '../../domain/lifecycle/stage';
import { MESSAGE_KINDS } from '../../domain/mail/message-kind';
import { TASK_KINDS } from '../../domain/tasks/task-kind';
import { MailState, OrganisationKind, Role, SeatRole } from '../../prisma/generated/enums';

const ROOT = join(__dirname, '..', '..');
const LOCALES = ['zh-CN', 'en'] as const;

const filesOf = (folder: string, ending: string): [string, string][] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => [name, readFileSync(join(ROOT, folder, name), 'utf8')]);

const TEMPLATES = filesOf('templates/pages', '.hbs');

describe('nothing that people read stands outside the catalogues', () => {
  const spoken = /\b(?:aria-label|alt|placeholder|title|data-label)="([^"]*\p{L}[^"]*)"/u;
  test.each(TEMPLATES)('in the template %s', (_name, source) => {
    const markup = source.replace(/\{\{[\s\S]*?\}\}/g, '').replace(/<!doctype html>/, '');
    const within = markup.includes('<') ? markup : `<x ${markup}>`;
    expect(spoken.exec(markup)?.[1]).toBeUndefined();
    const words = within.replace(/<[^>]*>/g, '').replace(/&\w+;/g, '');
    expect(words.match(/\p{L}+/gu) ?? []).toEqual([]);
  });

  const CODE = [
    ...filesOf('api/pages', '.ts'),
    ...filesOf('browser', '.ts'),
    ...filesOf('templates/assets', '.js'),
  ].map(([name, source]) => [name, source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')] as const);
  const saying = (pattern: RegExp) => CODE.filter(([, source]) => pattern.test(source)).map(([name]) => name);

  test('in the code of pages and of browsers', () => {
    expect(CODE.length).toBeGreaterThan(100);
    expect(saying(/\p{Script=Han}/u)).toEqual([]);
    // Several words with a capital before them; an error that nobody is shown may have them.
    expect(saying(/(?<!(?:Error|super)\(['"`])(?<=['"`>])[A-Z][a-z]+(?: [a-z]+)+/)).toEqual([]);
  });
});

/** Keys of all words below a node; forms of number are one. */
function keysOf(node: unknown, before = ''): string[] {
  if (typeof node === 'string' || (node as { other?: unknown }).other) return [before];
  return Object.entries(node as object).flatMap(([name, inner]) => keysOf(inner, before ? `${before}.${name}` : name));
}

test('both languages have the same catalogues', () => {
  const [zh, en] = LOCALES.map((locale) => readdirSync(join(ROOT, 'templates/locales', locale)));
  expect(en).toEqual(zh);
});

test.each(readdirSync(join(ROOT, 'templates/locales/zh-CN')))(
  'the catalogue %s says the same things in both languages',
  (name) => {
    const [zh, en] = LOCALES.map((locale) =>
      keysOf(JSON.parse(readFileSync(join(ROOT, 'templates/locales', locale, name), 'utf8'))).sort(),
    );
    expect(en).toEqual(zh);
  },
);

test.each(LOCALES)('every key that a template or a page names has words in %s', (locale) => {
  const words = wordsOf(locale);
  const keys = [
    ...TEMPLATES.flatMap(([, source]) => [...source.matchAll(/\bt "([\w.-]+[\w])"(?=[\s)}])(?! [\w."])/g)]),
    ...filesOf('api/pages', '.ts').flatMap(([, source]) => [...source.matchAll(/\bwords\.t\('([\w.-]+)'/g)]),
  ].map(([, key]) => key!);
  expect(keys.length).toBeGreaterThan(200);
  expect([...new Set(keys)].filter((key) => words.find(key, { n: 2 }) === null)).toEqual([]);
});

test.each(LOCALES)('every kind of spreadsheet has a title and a lead in %s', (locale) => {
  const words = wordsOf(locale);
  const keys = IMPORT_KINDS.flatMap((kind) => ['title', 'lead'].map((part) => `imports.kinds.${kind}.${part}`));
  expect(keys.filter((key) => words.find(key) === null)).toEqual([]);
});

test.each(LOCALES)('every value of a closed list has a name in %s', (locale) => {
  const words = wordsOf(locale);
  const lists: Record<string, readonly string[]> = {
    clock: CLOCK_KIND_IDS,
    filter: FILTERS,
    mailState: Object.values(MailState),
    outcome: OUTCOMES,
    publicStatus: PUBLIC_STATUSES,
    role: [...Object.values(OrganisationKind), ...Object.values(SeatRole)],
    route: ROUTES,
    stage: STAGES,
    step: ROUND_STEPS,
  };
  const keys = [
    ...Object.entries(lists).flatMap(([group, values]) => values.map((value) => `values.${group}.${value}`)),
    ...VACANCY_CODES.map((code) => `draws.vacancy.${code}`),
    ...RELATION_KINDS.map((kind) => `draws.code.RECUSED_${kind.toUpperCase()}`),
    ...MESSAGE_KINDS.map((kind) => `mails.${kind}`),
    ...TASK_KINDS.map((kind) => `tasks.${kind}`),
    ...Object.values(Role).map((role) => `roles.${role}`),
  ];
  expect(keys.filter((key) => words.find(key) === null)).toEqual([]);
});

describe.each(LOCALES)('the form of every act can be told in %s', (locale) => {
  const words = wordsOf(locale);
  const named = (...keys: string[]) => keys.some((key) => words.find(key) !== null);

  /** What of a field has no words, or nothing to be chosen from. */
  function silent(kind: ActDefinition['kind'], field: Field, path: string): string[] {
    const { name } = field;
    const own = name ? [`acts.${kind}.fields.${path}.label`, `fields.${path}.label`, `fields.${name}.label`] : [];
    const missing = name && !named(...own) ? [`label of ${path}`] : [];
    const value = (of: string, each: string) =>
      of === 'act' || named(`acts.${kind}.values.${path}.${each}`, `values.${of}.${each}`)
        ? []
        : [`${each} of ${path}`];
    const inner = (fields: readonly Field[]) =>
      fields.flatMap((each) => silent(kind, each, path ? `${path}.${each.name}` : each.name));
    switch (field.kind) {
      case 'choice':
        return [...missing, ...field.values.flatMap((each) => value(name, each))];
      case 'pick':
        return [...missing, ...(knowsPick(kind, name) ? [] : [`things for ${path}`])];
      case 'group':
        return [...missing, ...inner(field.fields)];
      case 'list':
        return [...missing, ...silent(kind, { ...field.item, name: '' }, path)];
      case 'variants':
        return [
          ...missing,
          ...field.variants.flatMap((each) => [
            ...value(field.by ?? (name || path.split('.').at(-1)!), each.value),
            ...inner(each.fields),
          ]),
        ];
      default:
        return missing;
    }
  }

  test.each(ACTS.map((act) => [act.kind, act] as const))('%s', (kind, act: ActDefinition) => {
    expect(named(`acts.${kind}.title`)).toBe(true);
    expect(silent(kind, fieldOfAct(act), '')).toEqual([]);
  });

  test('how an act reached the bureau', () => {
    expect(silent('call.log', fieldOf(entry), '')).toEqual([]);
  });
});
