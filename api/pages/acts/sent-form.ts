import { type Sent, text } from '../page';
import { all, inputName, rowsName } from './contents';

/** Fields of the form alone. */
export const kept = (sent: Sent): Sent =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => !name.startsWith('_') && name !== 'password'));

/** The same as hidden inputs, for the page on which one checks them. */
export const hidden = (sent: Sent): { name: string; value: string }[] =>
  Object.entries(kept(sent)).flatMap(([name, value]) =>
    all({ [name]: value }, name).map((each) => ({ name, value: each })),
  );

/** Things that a link chooses beforehand. */
export const preset = (query: Record<string, unknown>): Sent =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** The form with one row more, or without one. */
export function changedRows(sent: Sent, wanted: string): Sent {
  const [what, where = ''] = wanted.split(':');
  if (what === 'more') {
    const rows = Math.max(Number(text(sent, rowsName(where))) || 1, 1);
    return { ...sent, [rowsName(where)]: String(rows + 1) };
  }
  if (what !== 'less') return sent;
  const cut = where.lastIndexOf('.');
  const list = where.slice(0, cut);
  const gone = Number(where.slice(cut + 1));
  const changed: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(sent)) {
    const [, row, rest] = name.startsWith(`${list}.`) ? (/^(\d+)(.*)$/.exec(name.slice(list.length + 1)) ?? []) : [];
    if (row === undefined) changed[name] = value;
    else if (Number(row) !== gone)
      changed[`${inputName(list, Number(row) - (Number(row) > gone ? 1 : 0))}${rest}`] = value;
  }
  return { ...changed, [rowsName(list)]: String(Math.max(Number(text(sent, rowsName(list))) - 1, 0)) };
}
