import { type Sent, text } from '../page';
import type { Words } from '../words';
import { type Block, hasText, NEW_BLOCKS, textOf, withText } from './block-text';

/** A wording that is being written. */
export interface Draft {
  blocks: Block[];
  [member: string]: unknown;
}

/** What stands before the parts, by what is worded. */
export const HEADS: Readonly<Record<string, readonly string[]>> = { mail: ['subject', 'heading'], paper: ['title'] };

/** One part with its boxes; of one that stands in another, deeper. */
export interface BlockForm {
  name: string;
  n: string;
  kind: string;
  legend: string;
  depth: number;
  /** Null: there is nothing to write. */
  text: string | null;
  rows: number;
  when: string;
  /** Null: it goes through no list. */
  list: string | null;
}

/** The boxes of all parts, in order. */
export function blockForms(blocks: readonly Block[], words: Words, at = 'blocks', above = ''): BlockForm[] {
  return blocks.flatMap((block, index) => {
    const name = `${at}.${index}`;
    const n = `${above}${index + 1}`;
    const said = hasText(block) ? textOf(block) : null;
    const own = {
      ...{ name, n, kind: block.kind, legend: words.t('wordings.part', { n, kind: kindName(block, words) }) },
      depth: above === '' ? 0 : 1,
      text: said,
      rows: said === null ? 0 : Math.max(1, ...[said.split('\n').length, Math.ceil(said.length / 60)]),
      when: block.when ?? '',
      list: block.list ?? null,
    };
    return [own, ...blockForms(block.blocks ?? [], words, `${name}.blocks`, `${n}.`)];
  });
}

export const kindName = ({ kind }: Pick<Block, 'kind'>, words: Words): string => words.t(`wordings.blocks.${kind}`);

/** What a form says of a wording; what has no box stays as it was. */
export function edited(sent: Sent, subject: string): Draft {
  const draft = draftOf(sent);
  const heads = Object.fromEntries(HEADS[subject]!.map((name) => [name, given(sent, name) ?? draft[name]]));
  return { ...draft, ...heads, blocks: draft.blocks.map((block, at) => editedBlock(block, `blocks.${at}`, sent)) };
}

function draftOf(sent: Sent): Draft {
  try {
    const draft = JSON.parse(text(sent, '_body')) as Draft;
    return { ...draft, blocks: Array.isArray(draft.blocks) ? draft.blocks : [] };
  } catch {
    return { blocks: [] };
  }
}

function editedBlock(block: Block, name: string, sent: Sent): Block {
  const said = given(sent, name);
  const { when, ...rest } = said === undefined ? block : withText(block, said);
  const condition = given(sent, `${name}.when`) ?? when;
  const list = given(sent, `${name}.list`) ?? rest.list;
  return {
    ...(rest as Block),
    ...(condition ? { when: condition } : {}),
    ...(list === undefined ? {} : { list }),
    ...(block.blocks
      ? { blocks: block.blocks.map((each, at) => editedBlock(each, `${name}.blocks.${at}`, sent)) }
      : {}),
  };
}

const given = (sent: Sent, name: string): string | undefined =>
  sent[name] === undefined ? undefined : text(sent, name).replace(/\r\n/g, '\n').trim();

/** The draft with one part fewer, another order, or one part more at its end. */
export function changed(draft: Draft, what: string, name: string, subject: string): Draft {
  if (what === 'more') {
    const added = NEW_BLOCKS[subject]!.find(({ kind }) => kind === name);
    return added ? { ...draft, blocks: [...draft.blocks, structuredClone(added)] } : draft;
  }
  const copy = structuredClone(draft);
  const path = name.split('.');
  const index = Number(path.pop());
  const list = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], copy);
  if (!Array.isArray(list) || !(index in list)) return draft;
  const [part] = list.splice(index, 1);
  if (what === 'up') list.splice(Math.max(0, index - 1), 0, part);
  if (what === 'down') list.splice(index + 1, 0, part);
  return copy;
}
