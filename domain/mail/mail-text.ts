import { Refusal } from '../errors';
import { choice, listOf, optional, type Reader, shape, text, variants } from '../rules/reader';
import { type Facts, fillText, holds, inPart, rowsOf } from '../wordings/fill-text';
import { definitionOf, MESSAGE_KINDS, type MessageKind } from './message-kind';

/** Part of a mail. `when` names a field that must have something in it, `!field` one that must be empty, or the part is left out. */
export type MailBlock = { when?: string } & (
  | { kind: 'paragraph' | 'deadline' | 'hint'; text: string }
  | { kind: 'facts'; rows: { when?: string; label: string; text: string }[] }
  /** A line each row of a list; rows that have a page of their own lead to it. */
  | { kind: 'list'; list: string; title: string; text: string }
  /** A hash, to be compared letter by letter. */
  | { kind: 'digest'; label: string; text: string }
  /** Leads to the page where the matter is done. */
  | { kind: 'button'; label: string }
);

/** The wording of one kind of message as data, which a bureau changes by a new version. */
export interface MailText {
  code: MessageKind;
  subject: string;
  heading: string;
  blocks: MailBlock[];
}

/** A message with all its words in place. */
export interface MailDocument {
  subject: string;
  heading: string;
  blocks: FilledBlock[];
}

export type FilledBlock =
  | { kind: 'paragraph' | 'deadline' | 'hint'; text: string }
  | { kind: 'facts'; rows: { label: string; text: string }[] }
  /** One entry each row of the list, in its order. */
  | { kind: 'list'; list: string; rows: { title: string; text: string }[] }
  | { kind: 'digest'; label: string; text: string }
  | { kind: 'button'; label: string };

const kindOf = <const K extends string>(kind: K) => choice([kind]);
const words = { when: optional(text), text };

const readBlock: Reader<MailBlock> = (value, field) =>
  variants<MailBlock>({
    paragraph: shape({ kind: kindOf('paragraph'), ...words }),
    deadline: shape({ kind: kindOf('deadline'), ...words }),
    hint: shape({ kind: kindOf('hint'), ...words }),
    facts: shape({
      kind: kindOf('facts'),
      when: optional(text),
      rows: listOf(shape<{ when?: string; label: string; text: string }>({ label: text, ...words } as never), 1),
    }),
    list: shape({ kind: kindOf('list'), when: optional(text), list: text, title: text, text }),
    digest: shape({ kind: kindOf('digest'), label: text, ...words }),
    button: shape({ kind: kindOf('button'), when: optional(text), label: text }),
  } as never)(value, field);

const readBody = shape<MailText>({
  code: choice(MESSAGE_KINDS),
  subject: text,
  heading: text,
  blocks: listOf(readBlock, 1),
});

/**
 * A wording from JSON. Every message leads to its page, and says by when where its reader has a deadline.
 *
 * @throws Refusal WORDING_INVALID with the field that is wrong
 */
export function readMailText(value: unknown): MailText {
  const body = asWording(() => readBody(value, ''));
  const { due } = definitionOf(body.code).fields;
  mustHave(body, 'button');
  if (due === 'date' || due === 'instant') mustHave(body, 'deadline');
  return body;
}

function mustHave({ blocks }: MailText, kind: MailBlock['kind']): void {
  if (blocks.some((block) => block.kind === kind)) return;
  throw new Refusal('WORDING_INVALID', { field: 'blocks', value: null, allowed: kind });
}

function asWording<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('WORDING_INVALID', error.details);
    throw error;
  }
}

/**
 * The words of a message in their places.
 *
 * @throws Refusal WORDING_FIELD_UNKNOWN, WORDING_INVALID
 */
export function fillMailText({ subject, heading, blocks }: MailText, facts: Facts): MailDocument {
  return {
    subject: inPart('subject', () => fill(subject, facts)),
    heading: inPart('heading', () => fill(heading, facts)),
    blocks: blocks.flatMap((block, at) => inPart(`blocks[${at}]`, () => fillBlock(block, facts))),
  };
}

const fill = (words: string, facts: Facts): string => fillText(words, facts, '');

function fillBlock(block: MailBlock, facts: Facts): FilledBlock[] {
  if (block.when !== undefined && !holds(facts, block.when)) return [];
  switch (block.kind) {
    case 'paragraph':
    case 'deadline':
    case 'hint':
      return [{ kind: block.kind, text: fill(block.text, facts) }];
    case 'facts': {
      const rows = block.rows.filter(({ when }) => when === undefined || holds(facts, when));
      const filled = rows.map(({ label, text }) => ({ label: fill(label, facts), text: fill(text, facts) }));
      return filled.length > 0 ? [{ kind: 'facts', rows: filled }] : [];
    }
    case 'list': {
      const rows = rowsOf(facts, block.list).map((row) => ({ ...facts, ...row }));
      return [
        {
          kind: 'list',
          list: block.list,
          rows: rows.map((row) => ({ title: fill(block.title, row), text: fill(block.text, row) })),
        },
      ];
    }
    case 'digest':
      return [{ kind: 'digest', label: fill(block.label, facts), text: fill(block.text, facts) }];
    default:
      return [{ kind: 'button', label: fill(block.label, facts) }];
  }
}
