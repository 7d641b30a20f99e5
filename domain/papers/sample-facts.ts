import { emptied } from '../wordings/fill-text';
import { fillTemplate, type PaperFacts, type PaperHead } from './fill-template';
import type { PaperDocument } from './paper-document';
import { OFFICE_PAPERS } from './paper-kind';
import type { PaperTemplate, TemplateBlock } from './paper-template';

/** What every paper about a project may say, whatever its wording asks for. */
export const COMMON_FIELDS = [
  'bureau',
  'place',
  'project',
  'projectCode',
  'nationalCode',
  'industry',
  'location',
  'investment',
  'owner',
  'department',
  'archives',
  'date',
  'year',
  'ruleSet',
  'contact',
  'phone',
  'contacts',
  'address',
  'reference',
  'token',
  'tokenGroups',
] as const;
export type CommonField = (typeof COMMON_FIELDS)[number];

/** And what every paper about a bureau may say. */
export const OFFICE_FIELDS = ['bureau', 'place', 'date'] as const satisfies readonly CommonField[];
export type OfficeField = (typeof OFFICE_FIELDS)[number];

const isOffice = (code: string): boolean => (OFFICE_PAPERS as readonly string[]).includes(code);

const FIELD = /\{(\w+)[}?]/g;

/** What a wording may name, each field with its own name in brackets for its contents and each list with one row. */
export function sampleFacts(shipped: PaperTemplate): PaperFacts {
  const facts: Record<string, string | PaperFacts[]> = {};
  for (const name of isOffice(shipped.code) ? OFFICE_FIELDS : COMMON_FIELDS) facts[name] = sample(name);
  for (const name of namesIn(shipped.title)) facts[name] = sample(name);
  for (const block of shipped.blocks) collect(block, facts);
  return facts;
}

/**
 * A bureau's own wording with the names of its fields for their contents: what is looked at before it is approved.
 *
 * @param shipped the wording of the same paper that ships, whose fields and those of every paper may be named
 * @throws Refusal WORDING_FIELD_UNKNOWN, WORDING_INVALID
 */
export function sampleDocument(template: PaperTemplate, shipped: PaperTemplate, head: PaperHead): PaperDocument {
  const facts = sampleFacts(shipped);
  // What is said only where something is missing is checked too.
  fillTemplate(template, emptied(facts), head);
  return fillTemplate(template, facts, head);
}

const sample = (name: string): string => `〔${name}〕`;

const namesIn = (text: string): string[] =>
  [...text.matchAll(FIELD)].flatMap(([, name]) => (name === 'address' ? [] : name!));

function collect(block: TemplateBlock, facts: Record<string, string | PaperFacts[]>): void {
  const add = (text: string, into = facts) => {
    for (const name of namesIn(text)) if (!(name in facts)) into[name] ??= sample(name);
  };
  if (block.kind === 'each' || block.kind === 'table' || (block.kind === 'annexes' && block.list !== undefined)) {
    const row: Record<string, string | PaperFacts[]> = {};
    if (block.kind === 'each') {
      for (const inner of block.blocks) collect(inner, row);
      for (const name of Object.keys(row)) if (name in facts && typeof facts[name] === 'string') delete row[name];
    }
    if (block.kind === 'table') for (const { text } of block.columns) add(text, row);
    if (block.kind === 'annexes') for (const text of block.texts) add(text, row);
    const [known] = (facts[block.list!] as PaperFacts[] | undefined) ?? [];
    facts[block.list!] = [{ ...known, ...row }];
    if (block.kind === 'table') for (const text of block.total ?? []) add(text);
  } else if ('text' in block) add(block.text);
  else if (block.kind === 'line' || block.kind === 'annexes') for (const text of block.texts) add(text);
  else if (block.kind === 'qr') for (const text of [block.path, ...block.texts]) add(text);
  else if (block.kind === 'imprint') add(block.copies);
  else if (block.kind === 'signatures') for (const text of block.labels) add(text);
  else if (block.kind === 'facts') for (const { text } of block.rows.flat()) add(text);
  const { when } = block;
  const condition = when?.replace(/^!/, '');
  if (condition !== undefined && !(condition in facts)) facts[condition] = sample(condition);
}
