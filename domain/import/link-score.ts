import { parseNumber } from './parse-amount';
import { plain } from './text';

/** A project that a line may be. */
export interface LinkTarget {
  id: string;
  code: string;
  name: string;
  nationalCode: string | null;
  jurisdictionId: string;
  owners: readonly string[];
}

export interface LinkLine {
  name: string;
  nationalCode: string | null;
  jurisdictionId: string;
  owner: string | null;
}

export interface LinkCandidate {
  target: LinkTarget;
  /** 0 to 1. */
  score: number;
}

/** Below this a likeness is chance. */
const LEAST = 0.55;
const SHOWN = 5;
const WEIGHT = { name: 0.8, owner: 0.12, place: 0.08 };

/**
 * Finds the projects that a line of a list may be. A likeness is Dice's coefficient over the pairs of neighbouring characters of
 * both names (Dice 1945), with some weight for the same owner and the same place. Phases and sections keep projects apart
 * whatever else is alike: 一期 is not 二期.
 */
export class LinkIndex {
  readonly #byPair = new Map<string, number[]>();
  readonly #prepared: { pairs: number; parts: string; plainName: string }[] = [];

  constructor(private readonly targets: readonly LinkTarget[]) {
    for (const [at, { name }] of targets.entries()) {
      const pairs = pairsOf(coreOf(name));
      for (const pair of pairs) {
        const of = this.#byPair.get(pair);
        if (of) of.push(at);
        else this.#byPair.set(pair, [at]);
      }
      this.#prepared.push({ pairs: pairs.size, parts: partsOf(name), plainName: plain(name) });
    }
  }

  /** The best first; those of chance are left out. */
  candidates({ name, jurisdictionId, owner }: LinkLine): LinkCandidate[] {
    const pairs = pairsOf(coreOf(name));
    const shared = new Map<number, number>();
    for (const pair of pairs) {
      for (const at of this.#byPair.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    const [parts, plainName] = [partsOf(name), plain(name)];
    const found: LinkCandidate[] = [];
    for (const [at, count] of shared) {
      const target = this.targets[at]!;
      const prepared = this.#prepared[at]!;
      if (prepared.parts !== parts) continue;
      const alike = prepared.plainName === plainName ? 1 : (2 * count) / (pairs.size + prepared.pairs);
      const sameOwner = owner === null || target.owners.length === 0 ? alike : ownersAlike(owner, target.owners);
      const samePlace = target.jurisdictionId === jurisdictionId ? 1 : 0;
      const score = WEIGHT.name * alike + WEIGHT.owner * sameOwner + WEIGHT.place * samePlace;
      if (alike >= LEAST && score >= LEAST) found.push({ target, score: Math.round(score * 100) / 100 });
    }
    return found.sort((a, b) => b.score - a.score || (a.target.code < b.target.code ? -1 : 1)).slice(0, SHOWN);
  }
}

/** What a line is remembered by. */
export const lineKey = ({ name, owner, jurisdictionId }: LinkLine): string =>
  [plain(name), plain(owner ?? ''), jurisdictionId].join('|');

/** A name without its phases, which are compared by themselves, and without the words that every project has. */
const coreOf = (name: string): string =>
  plain(name)
    .replace(PARTS, '')
    .replace(/(?:建设)?(?:项目|工程)|[()]/g, '');

function pairsOf(text: string): Set<string> {
  const letters = [...text];
  return new Set(letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at]! + letter));
}

const PARTS = /(?:第)?(首|[零一二三四五六七八九十\d]+)(期|标段|标|号线|号|阶段|区段|段)|(?:标段|标)(\d+)/g;

const DIGITS = '零一二三四五六七八九';

/** Phases, sections, lines, bridges by number as the name has them, in order: `二期|3标段`. */
function partsOf(name: string): string {
  const found = plain(name).matchAll(PARTS);
  return [...found]
    .map(([, number, what, after]) => `${inDigits(number ?? after!)}${(what ?? '标').replace('标段', '标')}`)
    .sort()
    .join('|');
}

function inDigits(number: string): string {
  if (number === '首') return '1';
  if (parseNumber(number) !== null) return String(Number(number));
  const [tens, ones] = number.includes('十') ? number.split('十') : [undefined, number];
  const digit = (text: string | undefined) => (text ? DIGITS.indexOf(text) : 0);
  return String(tens === undefined ? digit(ones) : (tens === '' ? 1 : digit(tens)) * 10 + digit(ones));
}

function ownersAlike(owner: string, owners: readonly string[]): number {
  return owners.some((each) => plain(each) === plain(owner)) ? 1 : 0;
}
