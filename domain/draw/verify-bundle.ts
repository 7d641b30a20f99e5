import { SAMPLE_BUNDLE_FORMAT } from '../sampling/sample-bundle';
import { verifySampleBundle } from '../sampling/verify-sample-bundle';
import type { Announced } from './announced';
import type { Check } from './checks';
import { parseBundle } from './sealed-bundle';
import { verifyDrawBundle } from './verify-draw-bundle';

/**
 * Verifies a public record of either kind, as the public page and the command line do. Whoever has its bytes gives those: text
 * may hide that they were none.
 */
export function verifyBundle(record: string | Uint8Array, announced: Announced = {}): Check[] {
  const text = typeof record === 'string' ? record : decode(record);
  if (text === null) return [{ name: 'seal', ok: false, finding: { code: 'NOT_UTF8' }, workings: null }];
  const isSample = parseBundle(text)?.body.format === SAMPLE_BUNDLE_FORMAT;
  return isSample ? verifySampleBundle(text, announced) : verifyDrawBundle(text, announced);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
