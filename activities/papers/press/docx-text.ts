import { AlignmentType, type IParagraphOptions, type IRunOptions, Paragraph, TextRun } from 'docx';

/** Faces as they are called on the machines of bureaus, which have them. */
const FACES = {
  fangsong: '仿宋_GB2312',
  title: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;
export type Face = keyof typeof FACES;

/** 三号, in half points; its line of 28.95 pt, in twentieths. */
export const BODY = 32;
const PITCH = 579;
/** In half points: 小四 and less in tables. */
export const CELL = 21;
/** GB/T 9704 fits 28 characters into 156 mm. */
const SQUEEZE = -4;

export const mm = (value: number): number => Math.round((value * 1440) / 25.4);

export interface Words {
  face?: Face;
  size?: number;
  color?: string;
  bold?: boolean;
}

export function run(text: string, { face = 'fangsong', size = BODY, color, bold }: Words = {}): TextRun {
  const latin = 'Times New Roman';
  const options: IRunOptions = {
    text,
    size,
    color,
    bold,
    font: { ascii: latin, hAnsi: latin, eastAsia: FACES[face], cs: latin },
    characterSpacing: size === BODY ? SQUEEZE : undefined,
  };
  return new TextRun(options);
}

/** A paragraph of the body: first line two characters in, each line of one pitch. */
export function body(text: string, words: Words = {}, more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLineChars: 200 },
    spacing: { line: PITCH, lineRule: 'exact' },
    children: [run(text, words)],
    ...more,
  });
}

/** One that starts at the margin. */
export const flush = (text: string, words: Words = {}, more: IParagraphOptions = {}): Paragraph =>
  body(text, words, { indent: {}, alignment: AlignmentType.LEFT, ...more });

/** One of a table's cell. Its line is exact, so that it does not follow the page's grid. */
export const cell = (text: string, words: Words = {}, more: IParagraphOptions = {}): Paragraph => {
  const { size = CELL } = words;
  return new Paragraph({
    spacing: { line: size * 13, lineRule: 'exact' },
    children: [run(text, { face: 'song', size, ...words })],
    ...more,
  });
};
