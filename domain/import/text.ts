/** What people put between words and lines without meaning it: no-break and ideographic spaces, marks without width. */
const BLANKS = /[\s\u00a0\u3000\u200b-\u200d\ufeff]+/g;
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/**
 * A text as it is kept: broken lines joined, blanks at its ends gone, blanks inside made one. Between two Chinese characters a
 * line break joins and leaves no blank.
 */
export function tidy(text: string): string {
  if (!/[\s\u00a0\u3000\u200b-\u200d\ufeff]/.test(text)) return text;
  return text
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/[ \t\u00a0\u3000]*[\r\n]+[ \t\u00a0\u3000]*/g, (broken, at: number, whole: string) => {
      const before = whole[at - 1] ?? '';
      const after = whole[at + broken.length] ?? '';
      return WIDE.test(before) || WIDE.test(after) ? '' : ' ';
    })
    .replace(BLANKS, ' ')
    .trim();
}

/** A text for comparing: full-width forms narrowed (NFKC), no blanks, Latin letters small. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(BLANKS, '').toLowerCase();
}

const DITTO = new Set(['〃', '″', '"', '”', '“', "''", ',,', '同上', '同前', '同上行']);

/** Whether a cell says that it repeats the one above it. */
export const isDitto = (text: string): boolean => text.length <= 3 && DITTO.has(plain(text));
