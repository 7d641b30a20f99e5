import { localDateOf, toInstant } from '../calendar/local-time';
import { compareBytes } from '../crypto/compare-bytes';
import { digestOf } from '../crypto/sha256';
import { countCodes, FILTERS } from '../eligibility/filter-pool';
import { type Check, runChecks } from './checks';
import { brokenLimits } from './constraints';
import { DRAW_BUNDLE_FORMAT, type DrawBundle } from './draw-bundle';
import { DRAW_ALGORITHM, type DrawDocument, drawRoot, questionOf } from './draw-document';
import { hashSecret } from './draw-key';
import { drawPanel } from './draw-panel';
import { lotteryOf } from './lottery';
import { assertFrom } from './randomness';
import { refillPanel } from './refill';
import { parseBundle, sealFault } from './sealed-bundle';

/** What was announced elsewhere (draw page, mails, audit log); whatever is given is compared. */
export interface Announced {
  root?: string;
  secretHash?: string;
  digest?: string;
}

const MEMBERS: (keyof DrawBundle)[] = [
  'format',
  'document',
  'root',
  'committedAt',
  'randomness',
  'enteredAt',
  'secret',
  'result',
  'members',
  'refills',
];

/**
 * Repeats a draw from its public record. Nothing in the text is trusted: every value that follows from others is computed
 * again. A text that differs from a true one in any byte fails at least one check; one that was made anew as a whole, digest
 * included, fails `announced` when the announced root is given.
 */
export function verifyDrawBundle(text: string, announced: Announced = {}): Check[] {
  const parsed = parseBundle(text);
  const bundle = (parsed?.body ?? {}) as unknown as DrawBundle;
  const { document } = bundle;
  return runChecks([
    { name: 'seal', test: () => sealFault(text, MEMBERS) ?? formatFault(bundle) },
    {
      name: 'announced',
      needs: ['seal'],
      test: () =>
        announcedFault(announced, { root: bundle.root, secretHash: document.secretHash, digest: parsed!.digest }),
    },
    { name: 'root', test: () => difference(drawRoot(document), bundle.root) },
    { name: 'secret', test: () => difference(document.secretHash, hashSecret(bundle.secret)) },
    { name: 'randomness', test: () => randomnessFault(bundle) },
    { name: 'pool', needs: ['root'], test: () => poolFault(document) },
    { name: 'chances', needs: ['root', 'pool'], test: () => chancesFault(document) },
    {
      name: 'result',
      needs: ['root', 'pool'],
      test: () => difference(drawPanel(document, bundle.randomness, bundle.secret), bundle.result),
    },
    { name: 'constraints', needs: ['result'], test: () => constraintsFault(bundle) },
    { name: 'refills', needs: ['result'], test: () => refillsFault(bundle) },
  ]);
}

function formatFault({ format, document }: DrawBundle): Record<string, unknown> | null {
  return difference([DRAW_BUNDLE_FORMAT, DRAW_ALGORITHM], [format, document.algorithm]);
}

/** What differs between values announced and found, or null. */
export function announcedFault(announced: Announced, found: Record<keyof Announced, unknown>) {
  const wrong = (Object.keys(announced) as (keyof Announced)[]).filter((name) => announced[name] !== found[name]);
  return wrong.length > 0 ? { code: 'NOT_AS_ANNOUNCED', names: wrong } : null;
}

/** `null` when both have the same canonical JSON. */
export function difference(expected: unknown, found: unknown): Record<string, unknown> | null {
  return digestOf(expected) === digestOf(found ?? null) ? null : { code: 'DIFFERENT', expected, found };
}

function randomnessFault({ document, randomness, committedAt, enteredAt }: DrawBundle): Record<string, unknown> | null {
  const { source, committedOn } = document;
  assertFrom(source, randomness);
  const inOrder =
    toInstant(committedAt) === committedAt &&
    toInstant(enteredAt) === enteredAt &&
    committedAt < enteredAt &&
    localDateOf(committedAt) === committedOn &&
    (source.kind === 'dice' || (committedOn < source.date && source.date <= localDateOf(enteredAt)));
  return inOrder ? null : { code: 'NOT_BEFORE', committedAt, enteredAt };
}

function poolFault({ candidates, kept, exclusions, steps, constraints }: DrawDocument): Record<string, unknown> | null {
  const lists = { candidates, kept, exclusions };
  for (const [list, people] of Object.entries(lists)) {
    const at = people.findIndex(({ id }, index) => index > 0 && compareBytes(people[index - 1]!.id, id) >= 0);
    if (at >= 0) return { code: 'NOT_SORTED', list, at };
  }
  const ids = [...candidates, ...kept, ...exclusions].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return { code: 'PERSON_TWICE' };
  if (!Number.isSafeInteger(constraints.seats) || constraints.seats > candidates.length + kept.length) {
    return { code: 'TOO_FEW_PEOPLE', seats: constraints.seats };
  }
  let left = candidates.length + exclusions.length;
  const counted = FILTERS.map((filter) => {
    const removed = exclusions.filter((exclusion) => exclusion.filter === filter);
    left -= removed.length;
    return { filter, removed: removed.length, left, byCode: countCodes(removed) };
  });
  return difference(counted, steps);
}

function chancesFault(document: DrawDocument): Record<string, unknown> | null {
  return lotteryOf(document.plan).fault(questionOf(document), document.plan);
}

function constraintsFault({ document, result }: DrawBundle): Record<string, unknown> | null {
  const { candidates, kept, constraints } = document;
  const drawn = candidates.filter(({ id }) => result.drawn.includes(id));
  const broken = brokenLimits([...kept, ...drawn], constraints);
  return broken.length > 0 ? { code: 'LIMIT_BROKEN', broken } : null;
}

function refillsFault({ document, result, members, refills }: DrawBundle): Record<string, unknown> | null {
  const events = refills.map(({ event }) => event);
  return difference(refillPanel(document, result, events), { members, refills });
}
