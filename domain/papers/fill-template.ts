import { type Facts, fillText, holds, inPart, rowsOf } from '../wordings/fill-text';
import type { PaperBlock, PaperDocument } from './paper-document';
import type { PaperTemplate, TemplateBlock } from './paper-template';

/** What a paper is filled with: texts by field, and lists of rows that have fields of their own. */
export interface PaperFacts extends Facts {
  [field: string]: string | readonly PaperFacts[];
}

/** What a printer or a bureau adds to the words. */
export type PaperHead = Omit<PaperDocument, 'title' | 'layout' | 'blocks'>;

/** In running text, where something is to be written by hand. */
const GAP = '＿＿＿＿';

/**
 * The words of a paper in their places. What is empty is a gap in running text, and an empty cell in a form.
 *
 * @throws Refusal WORDING_FIELD_UNKNOWN for a field or list that the paper does not have
 */
export function fillTemplate(template: PaperTemplate, facts: Facts, head: PaperHead): PaperDocument {
  return {
    ...head,
    layout: template.layout,
    title: inPart('title', () => fillText(template.title, facts, GAP)),
    blocks: template.blocks.flatMap((block, at) => inPart(`blocks[${at}]`, () => fillBlock(block, facts, head))),
  };
}

function fillBlock(block: TemplateBlock, facts: Facts, head: PaperHead): PaperBlock[] {
  if (block.when !== undefined && !holds(facts, block.when)) return [];
  const inText = (text: string) => fillText(text, facts, GAP);
  const inCell = (text: string) => fillText(text, facts, '');
  switch (block.kind) {
    case 'addressee':
    case 'paragraph':
    case 'title':
    case 'note':
    case 'small':
      return [{ kind: block.kind, text: inText(block.text) }];
    case 'heading':
      return [{ kind: 'heading', level: block.level, text: inText(block.text) }];
    case 'line':
      return [{ kind: 'line', texts: block.texts.map(inCell) }];
    case 'facts':
      return [
        {
          kind: 'facts',
          rows: block.rows.map((row) => row.map(({ label, text }) => ({ label, value: inCell(text) }))),
        },
      ];
    case 'signatures':
      return [{ kind: 'signatures', labels: block.labels.map(inCell) }];
    case 'table':
      return [tableOf(block, facts)];
    case 'annexes': {
      const rows = block.list === undefined ? [facts] : rowsOf(facts, block.list);
      return [{ kind: 'annexes', items: rows.flatMap((row) => block.texts.map((text) => fillText(text, row, GAP))) }];
    }
    case 'closing':
      return [{ kind: 'closing', issuer: head.issuer, date: head.date }];
    case 'imprint':
      return [{ kind: 'imprint', copies: inCell(block.copies), office: head.issuer, date: head.date }];
    case 'qr':
      return [{ kind: 'qr', path: inCell(block.path), lines: block.texts.map((text) => keepAddress(text, inCell)) }];
    case 'new_page':
      return [{ kind: 'new_page' }];
    case 'each':
      return rowsOf(facts, block.list).flatMap((row) =>
        block.blocks.flatMap((each) => fillBlock(each, { ...facts, ...row }, head)),
      );
    default:
      throw new Error(`No block ${String((block as { kind: unknown }).kind)}`);
  }
}

function tableOf(block: Extract<TemplateBlock, { kind: 'table' }>, facts: Facts): PaperBlock {
  const { columns, total, blank = 0 } = block;
  const rows = rowsOf(facts, block.list).map((row) =>
    columns.map(({ text }) => fillText(text, { ...facts, ...row }, '')),
  );
  const blanks = Array.from({ length: blank }, () => columns.map(() => ''));
  const totals = total ? [columns.map((_, at) => fillText(total[at] ?? '', facts, ''))] : [];
  return {
    kind: 'table',
    columns: columns.map(({ title, width, align }) => ({ title: fillText(title, facts, ''), width, align })),
    rows: [...rows, ...blanks, ...totals],
  };
}

/** The address is the installation's own, which only the printer knows. */
const keepAddress = (text: string, inCell: (text: string) => string) =>
  text.split('{address}').map(inCell).join('{address}');
