import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Alignment, PaperBlock } from '../../../domain/papers/paper-document';
import { chineseDate } from '../../mail/chinese-date';
import { body, cell, flush, mm, run } from './docx-text';
import { qrPng } from './qr';

const ALIGN: Record<Alignment, (typeof AlignmentType)[keyof typeof AlignmentType]> = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

const MARGINS = { top: 60, bottom: 60, left: 80, right: 80 };
/** Of the page's line: labels and values of a form. */
const FORM = [17, 33, 17, 33];

/** One kind of block as Word has it. @param width of the line, in twentieths of a point */
export async function docxBlock(block: PaperBlock, width: number, origin: string): Promise<FileChild[]> {
  switch (block.kind) {
    case 'addressee':
      return [flush(block.text)];
    case 'paragraph':
    case 'note':
      return block.text.split('\n').map((line) => body(line));
    case 'heading':
      return [body(block.text, { face: block.level === 1 ? 'hei' : 'kai' }, { keepNext: true })];
    case 'title':
      return [
        flush(block.text, { face: 'title', size: 44 }, { alignment: AlignmentType.CENTER, spacing: { after: 200 } }),
      ];
    case 'small':
      return [cell(block.text, { size: 18 })];
    case 'line':
      return [spread(block.texts, width)];
    case 'annexes':
      return block.items.map((item, at) =>
        flush(
          `${at === 0 ? '附件：' : '　　　'}${block.items.length > 1 ? `${at + 1}. ` : ''}${item}`,
          {},
          { indent: { left: 640 } },
        ),
      );
    case 'closing':
      return [
        flush('', {}, {}),
        flush(block.issuer, {}, { alignment: AlignmentType.RIGHT, indent: { right: 1600 }, keepNext: true }),
        flush(chineseDate(block.date), {}, { alignment: AlignmentType.RIGHT, indent: { right: 1280 } }),
      ];
    case 'imprint':
      return [imprint(block, width)];
    case 'table':
      return [table(block, width)];
    case 'facts':
      return [facts(block, width)];
    case 'signatures':
      return [signatures(block, width)];
    case 'qr':
      return qr(block, origin);
    case 'new_page':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
    default:
      throw new Error(`No block ${String((block as { kind: unknown }).kind)}`);
  }
}

const spread = (texts: readonly string[], width: number): Paragraph =>
  cell(texts.join('\t'), {}, { tabStops: [{ type: TabStopType.RIGHT, position: width }] });

/** Widths of columns in whole twentieths that add up to the line. */
function widths(shares: readonly number[], width: number): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((width * share) / all));
}

function table({ columns, rows }: Extract<PaperBlock, { kind: 'table' }>, width: number): Table {
  const columnWidths = widths(
    columns.map((column) => column.width),
    width,
  );
  const row = (texts: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, at) =>
        boxed(
          columnWidths[at]!,
          text.split('\n').map((line) =>
            cell(line, head ? { face: 'hei' } : {}, {
              alignment: head ? AlignmentType.CENTER : ALIGN[columns[at]!.align],
            }),
          ),
        ),
      ),
    });
  return grid(columnWidths, [
    row(
      columns.map(({ title }) => title),
      true,
    ),
    ...rows.map((texts) => row(texts, false)),
  ]);
}

function facts({ rows }: Extract<PaperBlock, { kind: 'facts' }>, width: number): Table {
  const columnWidths = widths(FORM, width);
  const wide = columnWidths.slice(1).reduce((sum, each) => sum + each, 0);
  return grid(
    columnWidths,
    rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.flatMap(({ label, value }, at) => [
            boxed(columnWidths[at * 2]!, [cell(label, { face: 'hei' }, { alignment: AlignmentType.CENTER })]),
            row.length === 1
              ? boxed(
                  wide,
                  value.split('\n').map((line) => cell(line)),
                  3,
                )
              : boxed(
                  columnWidths[at * 2 + 1]!,
                  value.split('\n').map((line) => cell(line)),
                ),
          ]),
        }),
    ),
  );
}

function signatures({ labels }: Extract<PaperBlock, { kind: 'signatures' }>, width: number): Table {
  const columnWidths = widths([1, 2, 1, 2], width);
  const pairs = labels.flatMap((label, at) => (at % 2 === 0 ? [[label, labels[at + 1] ?? '']] : []));
  return grid(
    columnWidths,
    pairs.map(
      (pair) =>
        new TableRow({
          height: { value: mm(14), rule: 'atLeast' },
          children: pair.flatMap((label, at) => [
            boxed(columnWidths[at * 2]!, [cell(label, { face: 'hei' }, { alignment: AlignmentType.CENTER })]),
            boxed(columnWidths[at * 2 + 1]!, [cell('')]),
          ]),
        }),
    ),
  );
}

function grid(columnWidths: number[], rows: TableRow[]): Table {
  const width = columnWidths.reduce((sum, each) => sum + each, 0);
  return new Table({ width: { size: width, type: WidthType.DXA }, columnWidths, rows });
}

const boxed = (size: number, children: Paragraph[], columnSpan?: number): TableCell =>
  new TableCell({
    width: { size, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: MARGINS,
    columnSpan,
    children,
  });

/** 版记: thick rules above and below, a thin one between. */
function imprint({ copies, office, date }: Extract<PaperBlock, { kind: 'imprint' }>, width: number): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
  const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  const line = (paragraph: Paragraph) => new TableRow({ children: [boxed(width, [paragraph])] });
  const small = { face: 'fangsong', size: 28 } as const;
  const issued = cell(`${office}\t${chineseDate(date)}印发`, small, {
    tabStops: [{ type: TabStopType.RIGHT, position: width - MARGINS.left - MARGINS.right }],
  });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    borders: { top: thick, bottom: thick, left: none, right: none, insideHorizontal: thin, insideVertical: none },
    rows: [...(copies ? [line(cell(`抄送：${copies}。`, small))] : []), line(issued)],
  });
}

async function qr({ path, lines }: Extract<PaperBlock, { kind: 'qr' }>, origin: string): Promise<Paragraph[]> {
  const address = `${origin}${path}`;
  const image = new ImageRun({
    type: 'png',
    data: await qrPng(address),
    transformation: { width: 98, height: 98 },
    altText: { name: 'qr', title: '核验二维码', description: address },
  });
  return [
    new Paragraph({ children: [image] }),
    ...lines.map((line) => cell(line.replace('{address}', address), { size: 18 })),
  ];
}

/** The issuer's name as the head of an official paper or letter has it. */
export function docxHead(issuer: string, reference: string | null, centred: boolean): Paragraph[] {
  const red = 'E60012';
  const rule = { style: BorderStyle.SINGLE, size: 18, color: red, space: 4 };
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: centred ? mm(30) : 0, after: mm(10) },
      children: [run(issuer, { face: 'title', size: centred ? 80 : 64, color: red })],
    }),
    new Paragraph({
      alignment: centred ? AlignmentType.CENTER : AlignmentType.RIGHT,
      border: centred ? { bottom: rule } : { top: rule },
      children: [run(reference ?? '')],
    }),
  ];
}
