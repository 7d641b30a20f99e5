import { type Instant, localDateOf, toInstant } from '../calendar/local-time';
import { compareBytes } from '../crypto/compare-bytes';
import { type Check, runChecks } from '../draw/checks';
import { hashSecret } from '../draw/draw-key';
import { assertFrom, type PublicRandomness } from '../draw/randomness';
import { parseBundle, sealBundle, sealFault } from '../draw/sealed-bundle';
import { type Announced, announcedFault, difference } from '../draw/verify-draw-bundle';
import { type Addition, drawSample, type SampledItem } from './draw-sample';
import { assertItems, plannedSizes, SAMPLE_ALGORITHM, type SampleDocument, sampleRoot } from './sample-document';

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

const MEMBERS: (keyof SampleBundle)[] = [
  'format',
  'document',
  'root',
  'committedAt',
  'randomness',
  'enteredAt',
  'secret',
  'additions',
  'items',
];

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

/** Repeats a sample from its public record; see `verifyDrawBundle`. */
export function verifySampleBundle(text: string, announced: Announced = {}): Check[] {
  const parsed = parseBundle(text);
  const bundle = (parsed?.body ?? {}) as unknown as SampleBundle;
  const { document } = bundle;
  return runChecks([
    {
      name: 'seal',
      test: () =>
        sealFault(text, MEMBERS) ??
        difference([SAMPLE_BUNDLE_FORMAT, SAMPLE_ALGORITHM], [bundle.format, document.algorithm]),
    },
    {
      name: 'announced',
      needs: ['seal'],
      test: () =>
        announcedFault(announced, { root: bundle.root, secretHash: document.secretHash, digest: parsed!.digest }),
    },
    { name: 'root', test: () => difference(sampleRoot(document), bundle.root) },
    { name: 'secret', test: () => difference(document.secretHash, hashSecret(bundle.secret)) },
    { name: 'randomness', test: () => timesFault(bundle) },
    { name: 'catalogue', needs: ['root'], test: () => catalogueFault(document) },
    {
      name: 'result',
      needs: ['root', 'catalogue'],
      test: () => difference(drawSample(document, bundle.randomness, bundle.secret, bundle.additions), bundle.items),
    },
  ]);
}

function timesFault({ document, randomness, committedAt, enteredAt }: SampleBundle): Record<string, unknown> | null {
  assertFrom(document.source, randomness);
  const inOrder =
    toInstant(committedAt) === committedAt &&
    toInstant(enteredAt) === enteredAt &&
    committedAt < enteredAt &&
    localDateOf(enteredAt) === document.sitting;
  return inOrder ? null : { code: 'NOT_IN_THE_SITTING', committedAt, enteredAt, sitting: document.sitting };
}

function catalogueFault(document: SampleDocument): Record<string, unknown> | null {
  assertItems(document);
  const sorted = document.volumes.every(
    ({ code }, at) => at === 0 || compareBytes(document.volumes[at - 1]!.code, code) < 0,
  );
  if (!sorted) return { code: 'NOT_SORTED', list: 'volumes' };
  return difference(plannedSizes(document), document.strata);
}
