import type { Instant } from '../calendar/local-time';
import type { PublicRandomness } from '../draw/randomness';
import { sealBundle } from '../draw/sealed-bundle';
import { type Addition, drawSample, type SampledItem } from './draw-sample';
import { type SampleDocument, sampleRoot } from './sample-document';

export const SAMPLE_BUNDLE_FORMAT = 'dangyan-sample-bundle-1';

/** The public record of a volume sample: archival codes, never titles. */
export interface SampleBundle {
  format: typeof SAMPLE_BUNDLE_FORMAT;
  document: SampleDocument;
  root: string;
  committedAt: Instant;
  randomness: PublicRandomness;
  enteredAt: Instant;
  secret: string;
  additions: Addition[];
  items: SampledItem[];
}

export type DrawnSample = Pick<
  SampleBundle,
  'document' | 'committedAt' | 'randomness' | 'enteredAt' | 'secret' | 'additions'
>;

/** The public record as text, to be published byte by byte after the meeting. Throws as `drawSample` does. */
export function makeSampleBundle(sample: DrawnSample): string {
  const { document, randomness, secret, additions } = sample;
  const bundle: SampleBundle = {
    format: SAMPLE_BUNDLE_FORMAT,
    ...sample,
    root: sampleRoot(document),
    items: drawSample(document, randomness, secret, additions),
  };
  return sealBundle(bundle);
}
