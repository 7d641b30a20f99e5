import type { PaperFormat } from '../activities/papers/press/paper-order';
import { setPaper } from '../activities/papers/press/press';
import type { PaperDocument } from '../domain/papers/paper-document';
import type { FileBody } from './route';

const MEDIA_TYPES: Record<PaperFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** A paper as a file to be downloaded; outside of any transaction, since setting takes its time. @throws Refusal of the press */
export async function setAs(
  format: PaperFormat,
  document: PaperDocument,
  name: string,
  origin: string,
): Promise<FileBody> {
  return { bytes: await setPaper({ document, format, origin }), mediaType: MEDIA_TYPES[format], name };
}
