import { localDateOf } from '../calendar/local-time';
import { toHex } from '../crypto/bytes';
import { compareBytes } from '../crypto/compare-bytes';
import { type Announced, announcedFault } from '../draw/announced';
import { type Check, type Fault, runChecks } from '../draw/checks';
import { unlike } from '../draw/difference';
import { drawKey, hashSecret, ticketOf } from '../draw/draw-key';
import { assertFrom } from '../draw/randomness';
import { formFault } from '../draw/record-form';
import { parseBundle, sealFault } from '../draw/sealed-bundle';
import { drawSample } from './draw-sample';
import type { SampleBundle } from './sample-bundle';
import { assertItems, plannedSizes, type SampleDocument, sampleRoot } from './sample-document';
import { readSampleBundle } from './sample-form';

/** Repeats a sample from its public record; see `verifyDrawBundle`. */
export function verifySampleBundle(text: string, announced: Announced = {}): Check[] {
  const parsed = parseBundle(text);
  const bundle = (parsed?.body ?? {}) as unknown as SampleBundle;
  const { document } = bundle;
  const given = { root: bundle.root, secretHash: document?.secretHash, digest: parsed?.digest };
  return runChecks([
    { name: 'seal', test: () => sealFault(text) },
    { name: 'form', test: () => formFault(readSampleBundle, bundle) },
    ...(Object.keys(announced).length > 0
      ? [{ name: 'announced' as const, test: () => announcedFault(announced, given) }]
      : []),
    { name: 'root', needs: ['form'], test: () => unlike(sampleRoot(document), bundle.root) },
    { name: 'secret', needs: ['form'], test: () => unlike(document.secretHash, hashSecret(bundle.secret)) },
    { name: 'randomness', needs: ['form'], test: () => sittingFault(bundle) },
    { name: 'catalogue', needs: ['form'], test: () => catalogueFault(document) },
    {
      name: 'sizes',
      needs: ['catalogue'],
      test: () => unlike({ strata: plannedSizes(document) }, { strata: document.strata }),
    },
    {
      name: 'result',
      needs: ['root', 'secret', 'randomness', 'sizes'],
      test: () =>
        unlike(
          { items: drawSample(document, bundle.randomness, bundle.secret, bundle.additions) },
          { items: bundle.items },
        ),
      workings: () => workingsOf(bundle),
    },
  ]);
}

/** The sample is committed to, and its dice are thrown, in the one sitting that it serves. */
function sittingFault({ document, randomness, committedAt, enteredAt }: SampleBundle): Fault | null {
  const { source, sitting } = document;
  assertFrom(source, randomness);
  const isInTheSitting =
    committedAt < enteredAt && localDateOf(committedAt) === sitting && localDateOf(enteredAt) === sitting;
  return isInTheSitting ? null : { code: 'NOT_IN_THE_SITTING', sitting, committedAt, enteredAt };
}

/** The key, and the tickets of what it drew. */
function workingsOf({ document, root, randomness, secret, items }: SampleBundle): Record<string, unknown> {
  const prk = drawKey({ root, secretHash: document.secretHash, source: document.source }, randomness, secret);
  const drawn = items.filter(({ via }) => via === 'drawn');
  return { prk: toHex(prk), tickets: drawn.map(({ id }) => ({ id, ticket: ticketOf(prk, id) })) };
}

function catalogueFault(document: SampleDocument): Fault | null {
  const { volumes } = document;
  const at = volumes.findIndex(({ code }, index) => index > 0 && compareBytes(volumes[index - 1]!.code, code) >= 0);
  if (at >= 0) return { code: 'NOT_SORTED', list: 'volumes', at };
  assertItems(document);
  return null;
}
