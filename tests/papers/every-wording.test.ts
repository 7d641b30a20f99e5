import { writeFileSync } from 'node:fs';
import { setPapers } from '../../activities/papers/press/press';
import { samplePaper } from '../../activities/wordings/check-wording';
import { shippedWordings } from '../../activities/wordings/shipped-wordings';
import type { PaperBlock } from '../../domain/papers/paper-document';
import { type ReadPdf, readPdfs } from '../support/read-pdfs';
import { validate, verapdf } from '../support/verapdf';

/** Every paper that there is, with the names of its fields for their contents. */
const PAPERS = [...shippedWordings('paper').values()].map((wording) => samplePaper(wording, 1));
const names = PAPERS.map(({ template }) => template.code);
let files: Uint8Array[];
let read: ReadPdf[];

beforeAll(async () => {
  const set = await setPapers(
    PAPERS.map((document) => ({ document, format: 'pdf', origin: 'https://dangyan.example.cn' })),
  );
  const failed = set.find((each) => each instanceof Error);
  if (failed) throw failed;
  files = set as Uint8Array[];
  read = readPdfs(files);
  // To be looked at: PAPERS_TO=/tmp/papers npm test -- tests/papers/every-wording.test.ts
  const folder = process.env.PAPERS_TO;
  if (folder) for (const [at, name] of names.entries()) writeFileSync(`${folder}/${name}.pdf`, files[at]!);
});

test.each([...names.entries()].map(([at, name]) => [name, at] as const))('%s says all its words', (_, at) => {
  const { title, blocks } = PAPERS[at]!;
  const { text, claims, roles } = read[at]!;
  expect(claims).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/);
  expect(roles).toContain('Document');
  expect(text).toContain('草稿');
  expect(text).toContain(bare(title));
  for (const words of blocks.flatMap(wordsOf)) expect(text).toContain(bare(words));
});

test('each keeps every rule of PDF/A-2a', () => {
  const library = verapdf();
  if (!library) return console.warn('veraPDF is not asked: it needs Java, and Maven to fetch it');
  const said = validate(library, files);
  expect(Object.fromEntries(names.map((name, at) => [name, said[at]]))).toEqual(
    Object.fromEntries(names.map((name) => [name, 'PASS'])),
  );
});

/** What a block says, line by line. */
function wordsOf(block: PaperBlock): string[] {
  switch (block.kind) {
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat()];
    case 'facts':
      return block.rows.flat().flatMap(({ label, value }) => [label, value]);
    case 'line':
      return block.texts;
    case 'signatures':
      return block.labels;
    case 'annexes':
      return block.items;
    case 'closing':
      return [block.issuer];
    case 'imprint':
      return [block.copies, block.office];
    case 'qr':
      return block.lines.map((line) => line.split('{address}')[0]!);
    case 'new_page':
      return [];
    default:
      return block.text.split('\n');
  }
}

const bare = (words: string): string => words.replace(/\s/g, '');
