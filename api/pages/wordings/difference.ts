import { diffArrays } from 'diff';
import type { Words } from '../words';
import { type Block, textOf } from './block-text';
import { type Draft, HEADS, kindName } from './draft';

/** One line of two wordings laid side by side. */
export interface Line {
  look: 'same' | 'was' | 'now';
  part: string;
  text: string;
}

/** What differs between two wordings, line by line, with the lines that are alike in their places. */
export function differenceOf(before: Draft, after: Draft, subject: string, words: Words): Line[] {
  const [was, now] = [linesOf(before, subject, words), linesOf(after, subject, words)];
  return diffArrays(was, now, { comparator: (a, b) => a.part === b.part && a.text === b.text }).flatMap(
    ({ value, added, removed }) =>
      value.map((line) => ({
        ...line,
        look: added ? ('now' as const) : removed ? ('was' as const) : ('same' as const),
      })),
  );
}

/** A wording as it is read, line by line. */
export const readLines = (draft: Draft, subject: string, words: Words): Line[] =>
  linesOf(draft, subject, words).map((line) => ({ ...line, look: 'same' }));

function linesOf(draft: Draft, subject: string, words: Words): { part: string; text: string }[] {
  const heads = HEADS[subject]!.map((name) => ({
    part: words.t(`wordings.heads.${name}`),
    text: String(draft[name] ?? ''),
  }));
  return [...heads, ...draft.blocks.flatMap((block) => blockLines(block, words))];
}

function blockLines(block: Block, words: Words): { part: string; text: string }[] {
  const condition = block.when ? words.t('wordings.only-if', { when: block.when }) : '';
  const list = block.list ? words.t('wordings.through', { list: block.list }) : '';
  const part = [kindName(block, words), list, condition].filter(Boolean).join(' ');
  const inner = (block.blocks ?? []).flatMap((each) => blockLines(each, words));
  return [
    ...textOf(block)
      .split('\n')
      .map((text) => ({ part, text })),
    ...inner,
  ];
}
