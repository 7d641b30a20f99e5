import { localDateOf } from '../calendar/local-time';
import { toHex } from '../crypto/bytes';
import { compareBytes } from '../crypto/compare-bytes';
import { countCodes, FILTERS } from '../eligibility/filter-pool';
import { type Announced, announcedFault } from './announced';
import { checkQuestion } from './check-question';
import { type Check, type Fault, runChecks } from './checks';
import { brokenLimits } from './constraints';
import { unlike } from './difference';
import type { DrawBundle } from './draw-bundle';
import { type DrawDocument, drawRoot, questionOf } from './draw-document';
import { readDrawBundle } from './draw-form';
import { drawKey, hashSecret, ticketOf } from './draw-key';
import { commitmentOf, drawPanel } from './draw-panel';
import { completable } from './feasibility';
import { lotteryOf } from './lotteries';
import { assertFrom } from './randomness';
import { formFault } from './record-form';
import { refillPanel } from './refill';
import { parseBundle, sealFault } from './sealed-bundle';
import { rowOf } from './table-lottery';

/**
 * Repeats a draw from its public record. Nothing in the text is trusted: every value that follows from others is computed
 * again, and no solver is needed. A text that differs from a true one in any byte fails at least one check; one that was made
 * anew as a whole, digest included, fails `announced` when the announced root is given. `announced` is a check only when
 * something was.
 */
export function verifyDrawBundle(text: string, announced: Announced = {}): Check[] {
  const parsed = parseBundle(text);
  const bundle = (parsed?.body ?? {}) as unknown as DrawBundle;
  const { document } = bundle;
  const given = { root: bundle.root, secretHash: document?.secretHash, digest: parsed?.digest };
  return runChecks([
    { name: 'seal', test: () => sealFault(text) },
    { name: 'form', test: () => formFault(readDrawBundle, bundle) },
    ...(Object.keys(announced).length > 0
      ? [{ name: 'announced' as const, test: () => announcedFault(announced, given) }]
      : []),
    { name: 'root', needs: ['form'], test: () => unlike(drawRoot(document), bundle.root) },
    { name: 'secret', needs: ['form'], test: () => unlike(document.secretHash, hashSecret(bundle.secret)) },
    { name: 'randomness', needs: ['form'], test: () => randomnessFault(bundle) },
    { name: 'pool', needs: ['form'], test: () => poolFault(document) },
    {
      name: 'lottery',
      needs: ['pool'],
      test: () => lotteryOf(document.plan).fault(questionOf(document), document.plan),
    },
    { name: 'chances', needs: ['lottery'], test: () => chancesFault(document) },
    {
      name: 'result',
      needs: ['root', 'secret', 'randomness', 'lottery'],
      test: () => unlike(drawPanel(document, bundle.randomness, bundle.secret), bundle.result),
      workings: () => workingsOf(bundle),
    },
    { name: 'constraints', needs: ['result'], test: () => constraintsFault(bundle) },
    { name: 'refills', needs: ['result'], test: () => refillsFault(bundle) },
  ]);
}

function randomnessFault({ document, randomness, committedAt, enteredAt }: DrawBundle): Fault | null {
  const { source, committedOn } = document;
  assertFrom(source, randomness);
  const isInTime =
    committedAt < enteredAt &&
    localDateOf(committedAt) === committedOn &&
    (source.kind === 'dice' || (committedOn < source.date && source.date <= localDateOf(enteredAt)));
  return isInTime ? null : { code: 'NOT_IN_TIME', committedOn, committedAt, enteredAt };
}

function poolFault(document: DrawDocument): Fault | null {
  const { candidates, kept, exclusions, steps, constraints } = document;
  for (const [list, people] of Object.entries({ candidates, kept, exclusions })) {
    const at = people.findIndex(({ id }, index) => index > 0 && compareBytes(people[index - 1]!.id, id) >= 0);
    if (at >= 0) return { code: 'NOT_SORTED', list, at };
  }
  const seen = new Set<string>();
  for (const { id } of [...candidates, ...kept, ...exclusions]) {
    if (seen.has(id)) return { code: 'PERSON_TWICE', id };
    seen.add(id);
  }
  checkQuestion(questionOf(document));
  if (!completable(candidates, constraints)(kept)) return { code: 'NO_PANEL', constraints };
  let left = candidates.length + exclusions.length;
  const counted = FILTERS.map((filter) => {
    const removed = exclusions.filter((exclusion) => exclusion.filter === filter);
    left -= removed.length;
    return { filter, removed: removed.length, left, byCode: countCodes(removed) };
  });
  return unlike({ steps: counted }, { steps });
}

function chancesFault(document: DrawDocument): Fault | null {
  const { plan } = document;
  return unlike({ chances: lotteryOf(plan).chances(questionOf(document), plan) }, { chances: plan.chances });
}

/** The key, the row of a table, and the tickets of whom it drew. */
function workingsOf({ document, randomness, secret, result }: DrawBundle): Record<string, unknown> {
  const prk = drawKey(commitmentOf(document), randomness, secret);
  return {
    prk: toHex(prk),
    ...(document.plan.kind === 'table' ? rowOf(document.plan, prk) : {}),
    tickets: result.drawn.map((id) => ({ id, ticket: ticketOf(prk, id) })),
  };
}

function constraintsFault({ document, result }: DrawBundle): Fault | null {
  const { candidates, kept, constraints } = document;
  const drawn = candidates.filter(({ id }) => result.drawn.includes(id));
  const broken = brokenLimits([...kept, ...drawn], constraints);
  return broken.length > 0 ? { code: 'LIMIT_BROKEN', broken } : null;
}

function refillsFault({ document, result, members, refills }: DrawBundle): Fault | null {
  const events = refills.map(({ event }) => event);
  return unlike(refillPanel(document, result, events), { members, refills });
}
