import { unzipSync } from 'fflate';
import { Refusal } from '../../domain/errors';
import { expected } from '../../domain/import/expected';

/** Bytes that a document may unpack to, and how many times its own size. A spreadsheet of 50,000 rows stays far below. */
const UNPACKED_BYTES = 500 * 1024 * 1024;
const RATIO = 200;
const ENTRIES = 10_000;

/**
 * Refuses a zip that is made to burst whoever opens it. Reads what the directory says; nothing is unpacked.
 *
 * @throws Refusal FILE_TYPE_NOT_ALLOWED
 */
export function requireHarmlessZip(content: Uint8Array): void {
  let unpacked = 0;
  let entries = 0;
  try {
    unzipSync(content, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        entries += 1;
        return false;
      },
    });
  } catch {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: expected('ordinary_document') });
  }
  if (unpacked > UNPACKED_BYTES || unpacked > RATIO * content.length || entries > ENTRIES) {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: expected('ordinary_document') });
  }
}
