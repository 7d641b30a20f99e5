import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import { type Unzipped, unzipSync, zipSync } from 'fflate';
import type { PaperDocument, PaperLayout } from '../../../domain/papers/paper-document';
import { docxBlock, docxHead } from './docx-blocks';
import { cell, flush, mm } from './docx-text';

/** Margins of a page in mm: top, right, bottom, left. */
const MARGINS: Record<PaperLayout, readonly [number, number, number, number]> = {
  official: [37, 26, 35, 28],
  letter: [30, 26, 35, 28],
  page: [37, 26, 35, 28],
  form: [25, 20, 20, 25],
  sheet: [22, 20, 18, 20],
  certificate: [26, 32, 18, 32],
};

const ACROSS: readonly PaperLayout[] = ['sheet', 'certificate'];

/** A paper for Word, to be edited before it is issued; the same bytes for the same words. Of record is the PDF. */
export async function setDocx(paper: PaperDocument, origin: string): Promise<Uint8Array> {
  const [top, right, bottom, left] = MARGINS[paper.layout];
  const across = ACROSS.includes(paper.layout);
  const width = mm((across ? 297 : 210) - left - right);
  const blocks: FileChild[] = [];
  for (const block of paper.blocks) blocks.push(...(await docxBlock(block, width, origin)));
  const section: ISectionOptions = {
    properties: {
      page: {
        // docx turns the page by itself.
        size: { width: mm(210), height: mm(297), orientation: across ? PageOrientation.LANDSCAPE : undefined },
        margin: { top: mm(top), right: mm(right), bottom: mm(bottom), left: mm(left), footer: mm(15) },
      },
      grid: { type: 'lines', linePitch: 579 },
    },
    headers: { default: new Header({ children: [markOf(paper)] }) },
    footers: { default: new Footer({ children: footOf(paper) }) },
    children: [...headOf(paper), ...blocks],
  };
  const document = new Document({
    title: paper.title,
    creator: paper.issuer,
    lastModifiedBy: paper.issuer,
    sections: [section],
  });
  return repeatable(await Packer.toBuffer(document), paper.date);
}

function headOf({ layout, issuer, reference, title, date }: PaperDocument): Paragraph[] {
  const centred = { alignment: AlignmentType.CENTER, spacing: { before: 400, after: 400 } };
  const heading = flush(
    title,
    { face: 'title', size: 44, color: layout === 'certificate' ? 'E60012' : undefined },
    centred,
  );
  if (layout === 'official' || layout === 'letter')
    return [...docxHead(issuer, reference, layout === 'official'), heading];
  const number = reference ? [cell(`编号：${reference}`, {}, { alignment: AlignmentType.RIGHT })] : [];
  return layout === 'form' || layout === 'sheet' ? [heading, ...number, cell(date)] : [heading, ...number];
}

/** 草稿 and 演练 in grey, as Word has no watermark that a package can write. */
function markOf({ draft, practice }: PaperDocument): Paragraph {
  const words = [...(draft ? ['草稿'] : []), ...(practice ? ['演练'] : [])].join('　');
  return cell(words, { face: 'hei', size: 56, color: 'BBBBBB' }, { alignment: AlignmentType.CENTER });
}

function footOf({ layout, colophon }: PaperDocument): Paragraph[] {
  const [before, after] = ACROSS.includes(layout) || layout === 'form' ? ['第 ', ' 页'] : ['— ', ' —'];
  const number = new TextRun({ children: [before, PageNumber.CURRENT, after], size: 28 });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, children: [number] }),
    cell(colophon, { size: 14, color: '666666' }, { alignment: AlignmentType.CENTER }),
  ];
}

const CORE = 'docProps/core.xml';
const STAMP = /(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g;

/** The package writes the machine's time into the file and into the zip; the paper has a date of its own. */
function repeatable(docx: Uint8Array, date: string): Uint8Array {
  const parts = unzipSync(docx);
  const core = Buffer.from(parts[CORE]!).toString('utf8').replace(STAMP, `$1${date}T00:00:00Z$3`);
  const fixed: Unzipped = { ...parts, [CORE]: Buffer.from(core) };
  const sorted = Object.fromEntries(Object.entries(fixed).sort(([a], [b]) => (a < b ? -1 : 1)));
  return zipSync(sorted, { mtime: new Date(1980, 0, 1), level: 6 });
}
