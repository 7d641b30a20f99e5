import { fileTypeFromBuffer } from 'file-type/node';
import { Refusal } from '../../domain/errors';
import { requireHarmlessZip } from './zip-limits';

interface Kind {
  mediaType: string;
  extensions: readonly string[];
}

/** What people may attach, by what the bytes are. */
const KINDS: readonly Kind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'] },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  { mediaType: 'image/png', extensions: ['png'] },
  { mediaType: 'image/tiff', extensions: ['tif', 'tiff'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
];

/** CSV has no signature: it is text without control characters whose name says so. */
const CSV: Kind = { mediaType: 'text/csv', extensions: ['csv'] };

const ALLOWED = [...KINDS, CSV].flatMap(({ extensions }) => extensions);

/**
 * What a file is, told from its bytes; its name must agree.
 *
 * @throws Refusal FILE_TYPE_NOT_ALLOWED
 */
export async function fileKind(content: Uint8Array, name: string): Promise<string> {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = await fileTypeFromBuffer(content);
  const kind = found ? KINDS.find(({ mediaType }) => mediaType === found.mime) : isText(content) ? CSV : undefined;
  if (!kind?.extensions.includes(extension)) {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', value: found?.mime ?? extension, allowed: ALLOWED });
  }
  if (kind.mediaType.includes('openxmlformats')) requireHarmlessZip(content);
  return kind.mediaType;
}

/** Text of any encoding that people's spreadsheets write: no control character but tab and line breaks. */
function isText(content: Uint8Array): boolean {
  return !content.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}
