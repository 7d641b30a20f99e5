import type { LocalDate } from '../calendar/local-date';

/** How a paper is laid out (GB/T 9704-2012 for the first two; forms are ours). */
export const PAPER_LAYOUTS = [
  /** 公文 with a red head. */
  'official',
  /** 信函. */
  'letter',
  /** A page of 公文 without a head: the opinion. */
  'page',
  /** A form, upright or across. */
  'form',
  'sheet',
  'certificate',
] as const;
export type PaperLayout = (typeof PAPER_LAYOUTS)[number];

/** How the text of a table's column stands. */
export const ALIGNMENTS = ['left', 'center', 'right'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** A column of a table; widths are shares of the line. */
export interface PaperColumn {
  title: string;
  width: number;
  align: Alignment;
}

export type PaperBlock =
  /** 主送, flush left. */
  | { kind: 'addressee'; text: string }
  /** Running text; a line break begins a paragraph. */
  | { kind: 'paragraph'; text: string }
  /** 一、 is of level 1, （一） of level 2. */
  | { kind: 'heading'; level: 1 | 2; text: string }
  /** The title of what follows on a new page. */
  | { kind: 'title'; text: string }
  /** One line whose parts stand apart, as under the title of a form. */
  | { kind: 'line'; texts: string[] }
  | { kind: 'table'; columns: PaperColumn[]; rows: string[][] }
  /** A form's fields with what is in them, one or two in a row. */
  | { kind: 'facts'; rows: { label: string; value: string }[][] }
  /** Boxes to sign in. */
  | { kind: 'signatures'; labels: string[] }
  | { kind: 'annexes'; items: string[] }
  /** 署名 over 成文日期. */
  | { kind: 'closing'; issuer: string; date: LocalDate }
  /** 附注. */
  | { kind: 'note'; text: string }
  | { kind: 'small'; text: string }
  /** 版记. */
  | { kind: 'imprint'; copies: string; office: string; date: LocalDate }
  /** A code that leads to a page of this installation, with words beside it; {address} in them is that page's. */
  | { kind: 'qr'; path: string; lines: string[] }
  | { kind: 'new_page' };

/**
 * A paper with all its words in place. Kept with an issued paper: the PDF and the DOCX are both set from it, so they can't
 * disagree.
 */
export interface PaperDocument {
  template: { code: string; version: number };
  layout: PaperLayout;
  /** The office that issues it, as its head and its end name it. */
  issuer: string;
  /** Its number 文号; null for a draft and for what has none. */
  reference: string | null;
  title: string;
  /** 成文日期: also the date of the file, so that the same words give the same bytes. */
  date: LocalDate;
  /** 草稿 across each page. */
  draft: boolean;
  /** 演练 across each page. */
  practice: boolean;
  /** The paper's id and template in small type. */
  colophon: string;
  blocks: PaperBlock[];
}
