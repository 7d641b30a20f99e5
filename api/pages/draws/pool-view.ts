import { parseFraction, roundedDown } from '../../../domain/draw/fraction';
import type { PoolRecord } from '../../routes/project-draws';
import type { Words } from '../words';

/** Full bars stand for one half: what is above appoints. */
const HALF = 0.5;
const BAR = 100;

/** A chance with its bar. */
export interface ShownChance {
  decimal: number;
  bar: number;
  /** Above one half it is an appointment. */
  appoints: boolean;
}

export function shownChance(text: string): ShownChance {
  const decimal = roundedDown(parseFraction(text), 6);
  return { decimal, bar: Math.min(BAR, (decimal / HALF) * BAR), appoints: decimal > HALF };
}

/** Groups of people by the quotas for which they count; none: everybody else. */
export function nameOfTags(tags: readonly string[], words: Words): string {
  return tags.length === 0
    ? words.t('draws.no-tag')
    : tags.map((tag) => words.value('tag', tag)).join(words.t('draws.and'));
}

/** A pool from its size to the lottery over those who were left, as `partials/draw-pool.hbs` shows it. */
export function poolView(pool: PoolRecord, words: Words) {
  const { size, candidates, kept, steps, constraints, departures, designation, lottery } = pool;
  const name = (tags: readonly string[]) => nameOfTags(tags, words);
  return {
    ...{ size, candidates, kept, empty: size === 0 },
    steps: steps.map(({ filter, removed, left, byCode }, at) => ({
      ...{ filter, removed, left, number: at + 1, before: left + removed, last: at === steps.length - 1 },
      reasons: Object.entries(byCode).map(([code, n]) => words.t('draws.reason', { why: codeInWords(code, words), n })),
    })),
    limits: [
      { label: words.t('draws.seats'), value: words.t('draws.people', { n: constraints.seats }) },
      ...constraints.quotas.map(({ tag, min, max }) => ({ label: name([tag]), value: quotaInWords(min, max, words) })),
      { label: words.t('draws.per-employer'), value: words.t('draws.at-most', { n: constraints.perEmployer }) },
    ],
    departures: departures.map((each) => ({
      ...each,
      what: departureInWords(each.change, words),
      highest: each.highestChance && shownChance(each.highestChance).decimal,
    })),
    designated: designation.people,
    highest: shownChance(designation.highestChance).decimal,
    kind: lottery.kind,
    total: lottery.rows.at(-1) ? lottery.rows.at(-1)!.to + 1 : 0,
    groups: lottery.groups.map(({ tags, people, chance, seats }) => ({
      ...{ name: name(tags), people, exact: chance, seats: roundedDown(parseFraction(seats), 4) },
      chance: shownChance(chance),
    })),
    rows: lottery.rows.map(({ parts, ...row }, at) => ({
      ...row,
      number: at + 1,
      parts: parts
        .map(({ tags, seats }) => words.t('draws.part', { group: name(tags), n: seats }))
        .join(words.t('list.comma')),
    })),
  };
}

/** Why somebody was taken out, by the code of the record. */
export const codeInWords = (code: string, words: Words): string => words.find(`draws.code.${code}`) ?? code;

function quotaInWords(min: number, max: number, words: Words): string {
  if (min === max) return words.t('draws.exactly', { n: min });
  return min === 0 ? words.t('draws.at-most', { n: max }) : words.t('draws.from-to', { min, max });
}

interface Change {
  kind: string;
  tag?: string;
  group?: string;
  tags?: readonly string[];
  moves?: readonly { kind: string; tag?: string; from: number; to: number }[];
}

/** A departure from the template, as the record has it. */
function departureInWords(change: unknown, words: Words): string {
  const { kind, tag, group, tags, moves, ...numbers } = change as Change;
  const named = tags ?? [tag ?? group ?? ''];
  const told = (moves ?? []).map((move) =>
    words.t(`draws.move.${move.kind}`, { ...move, group: nameOfTags(move.tag ? [move.tag] : [], words) }),
  );
  return words.t(`draws.departure.${kind}`, { ...numbers, group: nameOfTags(named, words), moves: told });
}
