import { Refusal } from '../errors';
import { choice, integer, listOf, optional, type Reader, shape, text, variants } from '../rules/reader';
import { ALIGNMENTS, PAPER_LAYOUTS, type PaperLayout } from './paper-document';

/**
 * Part of a template. `{field}` in a text is replaced. `when` names a field that must have something in it, `!field` one that
 * must be empty, or the block is left out. `list` names a list of facts, whose rows bring fields of their own.
 */
export type TemplateBlock = { when?: string } & (
  | { kind: 'addressee' | 'paragraph' | 'title' | 'note' | 'small'; text: string }
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'line'; texts: string[] }
  | { kind: 'table'; list: string; columns: TemplateColumn[]; total?: string[]; blank?: number }
  | { kind: 'facts'; rows: { label: string; text: string }[][] }
  | { kind: 'signatures'; labels: string[] }
  | { kind: 'annexes'; list?: string; texts: string[] }
  | { kind: 'closing' }
  | { kind: 'imprint'; copies: string }
  | { kind: 'qr'; path: string; texts: string[] }
  | { kind: 'new_page' }
  /** Its blocks once for each row of a list. */
  | { kind: 'each'; list: string; blocks: TemplateBlock[] }
);

interface TemplateColumn {
  title: string;
  width: number;
  align: (typeof ALIGNMENTS)[number];
  text: string;
}

/** The wording of a paper as data, which a bureau changes by a new version. */
export interface PaperTemplate {
  code: string;
  layout: PaperLayout;
  title: string;
  blocks: TemplateBlock[];
}

const anyText: Reader<string> = (value, field) => (typeof value === 'string' ? value : text(value, field));
const texts = listOf(anyText, 1);

const readColumn = shape<TemplateColumn>({
  title: anyText,
  width: integer(1, 100),
  align: choice(ALIGNMENTS),
  text: anyText,
});

const words = { when: optional(text), text };
const level: Reader<1 | 2> = (value, field) => integer(1, 2)(value, field) as 1 | 2;
const kindOf = <const K extends string>(kind: K) => choice([kind]);

const readBlock: Reader<TemplateBlock> = (value, field) =>
  variants<TemplateBlock>({
    addressee: shape({ kind: kindOf('addressee'), ...words }),
    paragraph: shape({ kind: kindOf('paragraph'), ...words }),
    title: shape({ kind: kindOf('title'), ...words }),
    note: shape({ kind: kindOf('note'), ...words }),
    small: shape({ kind: kindOf('small'), ...words }),
    heading: shape({ kind: kindOf('heading'), level, ...words }),
    line: shape({ kind: kindOf('line'), when: optional(text), texts }),
    table: shape({
      kind: kindOf('table'),
      when: optional(text),
      list: text,
      columns: listOf(readColumn, 1),
      total: optional(listOf(anyText)),
      blank: optional(integer(0, 60)),
    }),
    facts: shape({
      kind: kindOf('facts'),
      when: optional(text),
      rows: listOf(listOf(shape<{ label: string; text: string }>({ label: text, text: anyText }), 1), 1),
    }),
    signatures: shape({ kind: kindOf('signatures'), when: optional(text), labels: texts }),
    annexes: shape({ kind: kindOf('annexes'), when: optional(text), list: optional(text), texts }),
    closing: shape({ kind: kindOf('closing'), when: optional(text) }),
    imprint: shape({ kind: kindOf('imprint'), when: optional(text), copies: anyText }),
    qr: shape({ kind: kindOf('qr'), when: optional(text), path: text, texts }),
    new_page: shape({ kind: kindOf('new_page'), when: optional(text) }),
    each: shape({ kind: kindOf('each'), when: optional(text), list: text, blocks: listOf(readBlock, 1) }),
  } as never)(value, field);

const readBody = shape<PaperTemplate>({
  code: text,
  layout: choice(PAPER_LAYOUTS),
  title: text,
  blocks: listOf(readBlock, 1),
});

/** @throws Refusal WORDING_INVALID with the field that is wrong */
export function readTemplate(value: unknown): PaperTemplate {
  try {
    return readBody(value, '');
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('WORDING_INVALID', error.details);
    throw error;
  }
}
