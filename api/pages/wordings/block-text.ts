/** A part of a paper's or a mail's wording as JSON. */
export type Block = { kind: string; when?: string; list?: string; blocks?: Block[] } & Record<string, unknown>;

interface Column {
  title: string;
  width: number;
  align: string;
  text: string;
}
interface Row {
  label: string;
  text: string;
  when?: string;
}

/** How a part is written in a box: running text, or a line each entry, whose cells stand between bars. */
interface Codec {
  write(block: Block): string;
  read(block: Block, text: string): object;
}

const of = (member: string): Codec => ({
  write: (block) => String(block[member] ?? ''),
  read: (_, text) => ({ [member]: text }),
});

const linesOf = (member: string): Codec => ({
  write: (block) => (block[member] as string[]).map((entry) => lineOf([entry])).join('\n'),
  read: (_, text) => ({ [member]: linesIn(text).map((line) => line.replaceAll(BREAK, '\n')) }),
});

const pairOf = (...members: string[]): Codec => ({
  write: (block) => lineOf(members.map((member) => block[member])),
  read: (_, text) => Object.fromEntries(members.map((member, at) => [member, cellsIn(text)[at] ?? ''])),
});

/** Fields of a form stand one or two in a row; those of a mail each in its own, some only where there is something to say. */
const facts: Codec = {
  write: ({ rows }) =>
    (rows as (Row | Row[])[])
      .map((row) =>
        Array.isArray(row)
          ? lineOf(row.flatMap(({ label, text }) => [label, text]))
          : lineOf([row.label, row.text, ...(row.when ? [row.when] : [])]),
      )
      .join('\n'),
  read: ({ rows }, text) => ({
    rows: linesIn(text).map((line) => {
      const cells = cellsIn(line);
      if (!Array.isArray((rows as unknown[])[0])) {
        const [label = '', said = '', when] = cells;
        return { ...(when ? { when } : {}), label, text: said };
      }
      return cells.flatMap((label, at) => (at % 2 === 0 ? [{ label, text: cells[at + 1] ?? '' }] : []));
    }),
  }),
};

const TOTAL = '=';

/** A line each column: its title, its share of the line, how it stands, what is in it; the line of totals after them. */
const table: Codec = {
  write: ({ columns, total }) =>
    [
      ...(columns as Column[]).map(({ title, width, align, text }) => lineOf([title, width, align, text])),
      ...(total ? [`${TOTAL} ${lineOf(total as string[])}`] : []),
    ].join('\n'),
  read: (_, text) => {
    const lines = linesIn(text);
    const total = lines.find((line) => line.startsWith(TOTAL));
    const columns = lines
      .filter((line) => line !== total)
      .map((line) => {
        const [title = '', width = '', align = '', said = ''] = cellsIn(line);
        return { title, width: Number(width), align, text: said };
      });
    return { columns, total: total && cellsIn(total.slice(TOTAL.length)) };
  },
};

const CODECS: Readonly<Record<string, Codec>> = {
  ...{ addressee: of('text'), paragraph: of('text'), heading: of('text'), title: of('text'), note: of('text') },
  ...{ small: of('text'), deadline: of('text'), hint: of('text'), imprint: of('copies'), button: of('label') },
  ...{ line: linesOf('texts'), annexes: linesOf('texts'), qr: linesOf('texts'), signatures: linesOf('labels') },
  ...{ list: pairOf('title', 'text'), digest: pairOf('label', 'text'), facts, table },
};

/** Parts that say nothing of their own: where a seal goes, where a page ends. */
export const hasText = ({ kind }: Block): boolean => kind in CODECS;

export const textOf = (block: Block): string => CODECS[block.kind]?.write(block) ?? '';

/** The part with what its box says; the rest of it stays. */
export const withText = (block: Block, text: string): Block =>
  hasText(block) ? (defined({ ...block, ...CODECS[block.kind]!.read(block, text) }) as Block) : block;

/** New parts to add, by what is worded. */
export const NEW_BLOCKS: Readonly<Record<string, readonly Block[]>> = {
  mail: [
    { kind: 'paragraph', text: '' },
    { kind: 'deadline', text: '' },
    { kind: 'hint', text: '' },
    { kind: 'facts', rows: [{ label: '', text: '' }] },
    { kind: 'list', list: '', title: '', text: '' },
    { kind: 'button', label: '' },
  ],
  paper: [
    { kind: 'paragraph', text: '' },
    { kind: 'heading', level: 1, text: '' },
    { kind: 'addressee', text: '' },
    { kind: 'facts', rows: [[{ label: '', text: '' }]] },
    { kind: 'table', list: '', columns: [] },
    { kind: 'line', texts: [] },
    { kind: 'signatures', labels: [] },
    { kind: 'annexes', texts: [] },
    { kind: 'note', text: '' },
    { kind: 'small', text: '' },
    { kind: 'closing' },
    { kind: 'imprint', copies: '' },
    { kind: 'new_page' },
  ],
};

const BAR = ' | ';
/** A new line within an entry. */
const BREAK = '↵';

const lineOf = (cells: readonly unknown[]): string =>
  cells.map((cell) => String(cell ?? '').replaceAll('\n', BREAK)).join(BAR);

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What stands between bars; a bar within braces says 'or else' and parts nothing. */
function cellsIn(line: string): string[] {
  const cells = [''];
  let depth = 0;
  for (const letter of line) {
    if (letter === '{') depth += 1;
    if (letter === '}') depth -= 1;
    if (letter === '|' && depth <= 0) cells.push('');
    else cells[cells.length - 1] += letter;
  }
  return cells.map((cell) => cell.trim().replaceAll(BREAK, '\n'));
}

const defined = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
