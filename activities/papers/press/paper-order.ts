import type { PaperDocument } from '../../../domain/papers/paper-document';

export const PAPER_FORMATS = ['pdf', 'docx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** What the press is asked for. */
export interface PaperOrder {
  document: PaperDocument;
  format: PaperFormat;
  /** Where people reach this installation's pages: what a QR code leads to begins with it. */
  origin: string;
}
