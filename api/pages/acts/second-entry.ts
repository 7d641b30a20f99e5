import type { ActKind } from '../../../domain/lifecycle/act-table';
import { type Sent, text } from '../page';
import type { FieldTrouble } from '../trouble';
import type { Words } from '../words';
import { all } from './contents';

/** What nobody can look at once it is entered: whoever types it from a member's paper types it twice. */
const TWICE: readonly ActKind[] = ['sheet.submit', 'ballot.cast'];

/** The input that carries the first entry through the second. */
const FIRST = '_first';

const ENTRY = 'entry.';

/** The first entry of a paper, as the forms that follow carry it; null where there is none. */
export const firstEntry = (sent: Sent): string | null => text(sent, FIRST) || null;

/** Whether an entry is the first of two: the form is shown again, empty. */
export const asksAgain = (kind: ActKind, how: { onBehalfOfId?: string } | undefined, sent: Sent): boolean =>
  TWICE.includes(kind) && how?.onBehalfOfId !== undefined && firstEntry(sent) === null;

/** The form for the second entry: nothing but how the paper came, and the first entry out of sight. */
export function secondForm(sent: Sent): Sent {
  const how = Object.entries(sent).filter(([name]) => name.startsWith(ENTRY));
  return { ...Object.fromEntries(how), [FIRST]: JSON.stringify(written(sent)) };
}

/** Where the second entry differs from the first. */
export function differences(sent: Sent, words: Words): FieldTrouble[] {
  const first = JSON.parse(firstEntry(sent) ?? 'null') as Record<string, string> | null;
  if (first === null) return [];
  const second = written(sent);
  return [...new Set([...Object.keys(first), ...Object.keys(second)])]
    .filter((name) => (first[name] ?? '') !== (second[name] ?? ''))
    .map((field) => ({ field, text: words.t('act.differs') }));
}

/** What was typed of the paper, by input. */
const written = (sent: Sent): Record<string, string> =>
  Object.fromEntries(
    Object.keys(sent)
      .filter((name) => !name.startsWith('_') && !name.startsWith(ENTRY) && name !== 'password')
      .map((name) => [name, all(sent, name).join('\n').trim()]),
  );
