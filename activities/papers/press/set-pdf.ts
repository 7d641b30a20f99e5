import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '../../../domain/errors';
import type { PaperDocument } from '../../../domain/papers/paper-document';
import { projectPath } from '../../project-root';
import { qrSvg } from './qr';

const FACES = [
  '@expo-google-fonts/noto-serif-sc/400Regular',
  '@expo-google-fonts/noto-serif-sc/700Bold',
  '@expo-google-fonts/noto-serif-sc/900Black',
  '@expo-google-fonts/noto-sans-sc/400Regular',
];

/** Tags of a longer table would make the file many times larger; then it is PDF/A-2b. */
const MOST_TAGGED_ROWS = 1_000;

function faceFolder(face: string): string {
  const [scope, name, weight] = face.split('/');
  return join(dirname(require.resolve(`${scope}/${name}/package.json`)), weight!);
}

/**
 * Sets papers as PDF/A-2a: tagged, with the faces embedded, the same bytes for the same words. Synchronous, and grows by every
 * paper: for a process that ends.
 */
export class PdfSetter {
  private readonly compiler = NodeCompiler.create({
    workspace: projectPath('templates', 'papers'),
    // Faces that the system has are found too: a bureau's own, licensed ones are put there.
    fontArgs: [{ fontPaths: FACES.map(faceFolder) }],
  });

  /** @throws Refusal PAPER_LETTER_MISSING when no face has a letter of it */
  set(document: PaperDocument, origin: string): Uint8Array {
    const { paper, qr } = printed(document, origin);
    const compiled = this.compiler.compile({
      mainFilePath: projectPath('templates', 'papers', 'paper.typ'),
      inputs: { paper: JSON.stringify(paper), qr },
    });
    if (!compiled.result) throw new Error(`The paper could not be set: ${compiled.takeError()?.shortDiagnostics}`);
    const tagged = rowsOf(document) <= MOST_TAGGED_ROWS;
    try {
      return this.compiler.pdf(
        compiled.result,
        tagged ? { pdfStandard: 'a-2a' } : { pdfStandard: 'a-2b', pdfTags: false },
      );
    } catch (error) {
      throw missingLetter(error, document) ?? error;
    } finally {
      this.compiler.evictCache(0);
    }
  }
}

/** The document as the layout reads it: with the address that its code leads to. */
function printed(document: PaperDocument, origin: string): { paper: object; qr: string } {
  let qr = '';
  const blocks = document.blocks.map((block) => {
    if (block.kind !== 'qr') return block;
    const address = `${origin}${block.path}`;
    qr = qrSvg(address);
    return { ...block, address, lines: block.lines.map((line) => line.replace('{address}', address)) };
  });
  return { paper: { ...document, blocks }, qr };
}

const rowsOf = ({ blocks }: PaperDocument): number =>
  blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0);

/** PDF/A allows no letter that is not shown; Typst says which. */
function missingLetter(error: unknown, document: PaperDocument): Refusal | null {
  const [, letters] = /the text `\\?"(.+?)\\?"` could not be displayed/.exec(String((error as Error).message)) ?? [];
  if (!letters) return null;
  const allowed = 'letters of the faces that are installed';
  return new Refusal('PAPER_LETTER_MISSING', { field: whereIs(letters, document), value: letters, allowed });
}

/** The words around it, by which a person finds it. */
function whereIs(letters: string, document: PaperDocument): string {
  const texts: string[] = [];
  JSON.stringify(document, (_, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  const text = texts.find((each) => each.includes(letters)) ?? '';
  const at = text.indexOf(letters);
  return text.slice(Math.max(0, at - 10), at + letters.length + 10);
}
