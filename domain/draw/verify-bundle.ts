import { SAMPLE_BUNDLE_FORMAT, verifySampleBundle } from '../sampling/sample-bundle';
import type { Check } from './checks';
import { parseBundle } from './sealed-bundle';
import { type Announced, verifyDrawBundle } from './verify-draw-bundle';

/** Verifies a public record of either kind, as the public page and the command line do. */
export function verifyBundle(text: string, announced: Announced = {}): Check[] {
  const isSample = parseBundle(text)?.body.format === SAMPLE_BUNDLE_FORMAT;
  return isSample ? verifySampleBundle(text, announced) : verifyDrawBundle(text, announced);
}
