import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What a reader of a PDF gets of it. */
export interface ReadPdf {
  /** Words without spaces and line breaks: lines break where the page ends. */
  text: string;
  pages: number;
  /** What the file says of itself: XMP. */
  claims: string;
  /** Roles of its tags, each once, in alphabetical order. */
  roles: string[];
}

export function readPdfs(files: readonly Uint8Array[]): ReadPdf[] {
  const input = JSON.stringify(files.map((bytes) => Buffer.from(bytes).toString('base64')));
  const options = { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return JSON.parse(execFileSync(process.execPath, [join(__dirname, 'pdf-reader.mjs')], options)) as ReadPdf[];
}
