import type { Limit } from '../../domain/draw/constraints';
import type { PanelRule } from '../../domain/draw/panel-rule';
import type { Relaxation } from '../../domain/draw/relaxation';
import { word } from '../mail/words';

type Names = PanelRule['groupNames'];

/** More than an officer would weigh against each other; the refusal itself lists all. */
const MOST_WAYS = 4;

/** A relaxation as an officer reads it: `交通组至少2人放宽为1人`; several moves go together. */
export const movesInWords = (moves: readonly Relaxation[], names: Names): string =>
  moves
    .map(({ kind, tag, from, to }) => fill(word('limit', kind), { group: nameOf(names, tag), from, to }))
    .join(word('shortage', 'and'));

/** What could be proposed to the director where a pool can't meet the limits; `ways` as of `smallestRelaxations`. */
export function adviceOn(ways: readonly Relaxation[][], names: Names): string {
  if (ways.length === 0) return word('shortage', 'none');
  const told = ways.slice(0, MOST_WAYS).map((moves) => movesInWords(moves, names));
  const more = ways.length - told.length;
  const rest = more > 0 ? fill(word('shortage', 'more'), { count: more }) : '';
  return fill(word('shortage', 'relax'), { ways: told.join(word('shortage', 'or')) + rest });
}

/** That a draw has nobody left who may enter: which groups are short, and the two ways on. */
export function exhaustionInWords(ways: readonly Relaxation[][], names: Names): string {
  const tags = new Set(ways.flat().flatMap(({ kind, tag }) => (kind === 'min' && tag ? [tag] : [])));
  const groups = [...tags].map((tag) => nameOf(names, tag)).join('、');
  const short = groups === '' ? '' : fill(word('shortage', 'short'), { groups });
  return fill(word('shortage', 'exhausted'), { short, advice: adviceOn(ways, names) });
}

/** Why somebody was passed over: `交通组人数已满`. */
export const limitsInWords = (limits: readonly Limit[], names: Names): string =>
  limits.map(({ kind, tag }) => fill(word('passed', kind), { group: nameOf(names, tag) })).join('、');

const nameOf = (names: Names, tag = ''): string => names[tag] ?? tag;

const fill = (template: string, facts: Record<string, string | number>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => `${facts[name]}`);
