import { createHash } from 'node:crypto';
import { fromHex, utf8 } from '../../../domain/crypto/bytes';
import { drawKey, hashSecret, inTicketOrder } from '../../../domain/draw/draw-key';
import type { PublicRandomness } from '../../../domain/draw/randomness';
import { drawSample } from '../../../domain/sampling/draw-sample';
import { type SampleDocument, sampleRoot } from '../../../domain/sampling/sample-document';
import { holm, twoSidedP } from '../../../ops/fairness/statistics';
import { dice } from '../draw/frozen';
import { numbersFrom } from '../draw/pools';
import { sample, secretOf, volumes } from './catalogue';

/** A sample with all that its public record tells once it is over. */
interface Past {
  document: SampleDocument;
  root: string;
  secret: string;
  randomness: PublicRandomness;
  items: Set<string>;
}

/** What the owner knows before the dice of a later sample are thrown: its commitment, and the records of all before. */
interface Known {
  next: Pick<Past, 'document' | 'root'>;
  before: readonly Past[];
  last: Past;
}

const ROUNDS = 100;
const catalogue = volumes(240);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const idsOf = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id));

/** The `round`-th sample of one catalogue, each with a secret and dice of its own. */
function sampleOf(round: number): Past {
  const secret = secretOf(round);
  const document = sample({ number: round, volumes: catalogue });
  const digits = [...createHash('sha256').update(`dice ${round}`).digest().subarray(0, 20)].map((byte) => byte % 10);
  const randomness = dice(digits.join(''));
  return {
    document,
    root: sampleRoot(document),
    secret,
    randomness,
    items: idsOf(drawSample(document, randomness, secret)),
  };
}

const samples = Array.from({ length: ROUNDS + 1 }, (_, round) => sampleOf(round + 1));

/** An order of volumes; the first of each stratum are the guess. */
type Guess = (known: Known) => (codes: readonly string[]) => string[];

const byKey = (prk: Uint8Array) => (codes: readonly string[]) => inTicketOrder(codes, prk, (code) => code);
const byRank = (rank: (code: string) => number) => (codes: readonly string[]) =>
  [...codes].sort((a, b) => rank(a) - rank(b));
const keyOf = ({ document: { source }, root }: Known['next'], { secret, randomness }: Past) =>
  drawKey({ root, secretHash: hashSecret(secret), source }, randomness, secret);

/** Ways to make something of what is known. */
const GUESSES: Record<string, Guess> = {
  'the same again': ({ last }) => byRank((code) => (last.items.has(code) ? 0 : 1)),
  'those left out': ({ last }) => byRank((code) => (last.items.has(code) ? 1 : 0)),
  'the tickets that came next': ({ last }) => {
    const inOrder = byKey(keyOf(last, last));
    return (codes) => inOrder(codes.filter((code) => !last.items.has(code)));
  },
  'the earlier secret and dice on the new root': ({ next, last }) => byKey(keyOf(next, last)),
  'the hash of the secret in place of the secret': ({ next, last }) =>
    byKey(keyOf(next, { ...last, secret: next.document.secretHash })),
  'the new root as the key': ({ next }) => byKey(fromHex(next.root, 32)),
  'the digest of the catalogue as the key': ({ next }) => byKey(fromHex(next.document.catalogueSha256, 32)),
  'the subject and number as the key': ({ next: { document } }) => byKey(utf8(`${document.subject}${document.number}`)),
  'the order of the codes': () => (codes) => [...codes],
  'the order of the hashes of the codes': () => (codes) => [...codes].sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1)),
  'those most often drawn so far': ({ before }) =>
    byRank((code) => -before.filter(({ items }) => items.has(code)).length),
};

const codesOf = new Map(
  samples[0]!.document.strata.map(({ stratum }) => [
    stratum,
    catalogue.filter((volume) => volume.stratum === stratum).map(({ code }) => code),
  ]),
);

/** How many of a guess are drawn, summed over all rounds, as standard errors above what blind chance gives. */
function advantage(guess: Guess, truthOf = ({ items }: Past, _last: Past): ReadonlySet<string> => items): number {
  const { strata } = samples[0]!.document;
  let hits = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const [next, last] = [samples[round]!, samples[round - 1]!];
    const truth = truthOf(next, last);
    const order = guess({ next, last, before: samples.slice(0, round) });
    for (const { stratum, n } of strata) {
      hits += order(codesOf.get(stratum)!)
        .slice(0, n)
        .filter((id) => truth.has(id)).length;
    }
  }
  // In a stratum of N, n drawn and n guessed: hypergeometric with mean n²/N.
  const mean = strata.reduce((sum, { N, n }) => sum + (n * n) / N, 0);
  const variance = strata.reduce((sum, { N, n }) => sum + (n * (n / N) * (1 - n / N) * (N - n)) / (N - 1), 0);
  return (hits - ROUNDS * mean) / Math.sqrt(ROUNDS * variance);
}

describe('a later sample', () => {
  it('is met by no guess from the public records and the catalogue better than by chance', () => {
    const p = Object.values(GUESSES).map((guess) => twoSidedP(advantage(guess)));
    expect(p).toHaveLength(11);
    expect(Math.min(...holm(p))).toBeGreaterThan(0.01);
  });

  it('would be met if one in twenty volumes were taken from the sample before', () => {
    const random = numbersFrom('bias');
    const biased = ({ items, document }: Past, last: Past) => {
      const stratumOf = new Map(document.volumes.map(({ code, stratum }) => [code, stratum]));
      const again = [...last.items].filter((id) => !items.has(id));
      const swapped = [...items].map((id) => {
        const other = again.findIndex((candidate) => stratumOf.get(candidate) === stratumOf.get(id));
        return random(20) === 0 && other >= 0 ? again.splice(other, 1)[0]! : id;
      });
      return new Set(swapped);
    };
    expect(advantage(GUESSES['the same again']!, biased)).toBeGreaterThan(4);
  });

  it('would be met wholly if the next tickets of the one before served', () => {
    const next = (_next: Past, { document, randomness, secret }: Past) => {
      const additions = document.strata.map(({ stratum, n }) => ({ stratum, count: n, on: document.sitting }));
      return idsOf(drawSample(document, randomness, secret, additions).filter(({ via }) => via === 'addition'));
    };
    expect(advantage(GUESSES['the tickets that came next']!, next)).toBeGreaterThan(50);
  });
});

describe('before the dice are thrown', () => {
  const { document, secret } = samples[1]!;
  const throws = Array.from({ length: 60 }, (_, at) => dice(`${BigInt(`0x${sha256(`throw ${at}`)}`)}`.slice(0, 20)));

  it('every volume may still be drawn and left out, even to who knows the secret', () => {
    const drawn = throws.map((randomness) => idsOf(drawSample(document, randomness, secret)));
    for (const { code } of catalogue) {
      const times = drawn.filter((items) => items.has(code)).length;
      expect([times > 0, times < throws.length]).toEqual([true, true]);
    }
  });

  it('every volume may still be drawn and left out, even to who knows how the dice will fall but not the secret', () => {
    const drawn = throws.map((_, at) => {
      const own = secretOf(5_000 + at);
      const committed = { ...document, secretHash: hashSecret(own) };
      return idsOf(drawSample(committed, throws[0]!, own));
    });
    for (const { code } of catalogue) {
      const times = drawn.filter((items) => items.has(code)).length;
      expect([times > 0, times < throws.length]).toEqual([true, true]);
    }
  });

  it('one more die, or one number on it, makes another sample', () => {
    const items = (digits: string) => idsOf(drawSample(document, dice(digits), secret));
    const digits = '38215678701825415271';
    const first = items(digits);
    for (const other of [`${digits}0`, `0${digits}`, digits.replace('3', '4')]) {
      // Two samples of 100 of 240 have about 42 in common; 70 would be seven standard errors more.
      expect([...items(other)].filter((id) => first.has(id)).length).toBeLessThan(70);
    }
  });
});
