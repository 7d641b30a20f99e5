import { CLOCK_ACTION_IDS } from '../../../domain/clocks/clock-action';
import { CLOCK_KINDS, type ClockKind } from '../../../domain/clocks/clock-kind';
import { RULE_BASES } from '../../../domain/rules/rule-source';
import type { Words } from '../words';
import type { Draft } from './rule-editor';
import { memberName, ruleName } from './rule-words';

/** A part that rules of some kind may have and may do without. */
interface PartRule {
  /** Paths of what may have it. */
  of: RegExp;
  part: string;
  /** As it begins: what the bureau has to say itself is empty, a choice is its first. */
  begins(owner: readonly string[]): unknown;
  /** It is a rule by itself, whose source is told. */
  sourced?: true;
}

const CLOCK = /^clocks\.\w+$/;
const SPAN = /^clocks\.\w+\.due\.\d+$/;

const STEP = { at: '', action: CLOCK_ACTION_IDS[0], once: false };

const PARTS: readonly PartRule[] = [
  { of: CLOCK, part: 'notAfter', begins: ([, kind]) => CLOCK_KINDS[kind as ClockKind].bases[0], sourced: true },
  { of: CLOCK, part: 'correctionsPause', begins: () => ({ on: true, rounds: null, sentWithin: null }), sourced: true },
  { of: CLOCK, part: 'extension', begins: () => ({ times: null, n: null, min: null, max: null }), sourced: true },
  { of: CLOCK, part: 'steps', begins: () => [STEP] },
  { of: CLOCK, part: 'whileUnknown', begins: () => [STEP] },
  { of: SPAN, part: 'choice', begins: () => ({ min: null, max: null }) },
  { of: SPAN, part: 'when', begins: () => 'passed' },
  { of: SPAN, part: 'ifKnown', begins: () => true },
  { of: /^sampling$/, part: 'drawings', begins: () => ({ stratum: '', percent: null }) },
  { of: /^scoring$/, part: 'sectionFloors', begins: () => [{ section: '', percent: null }] },
  { of: /^panel$/, part: 'quotas', begins: () => [{ of: '', standard: null, large: null }] },
];

/** A part by its path, in words. */
export interface Part {
  name: string;
  label: string;
}

interface Place {
  owner: readonly string[];
  values: Draft;
  rule: PartRule;
}

/** Parts of a section that could be added. */
export const absentParts = (draft: Draft, section: string, words: Words): Part[] =>
  placesIn(draft[section], [section])
    .filter(isEmpty)
    .map((place) => named(place, words));

/** Parts within a rule, itself among them, that may go. A list goes by its entries. */
export const removableParts = (value: unknown, owner: readonly string[], words: Words): Part[] =>
  placesIn(value, owner)
    .filter((place) => !isEmpty(place) && !Array.isArray(place.values[place.rule.part]))
    .map((place) => named(place, words));

/** The draft with a part as it begins; unchanged for what is none or is there. */
export const withPart = (draft: Draft, name: string): Draft =>
  changed(draft, name, (place) => {
    const { owner, values, rule } = place;
    if (!isEmpty(place)) return;
    values[rule.part] = structuredClone(rule.begins(owner));
    if (!rule.sourced) return;
    values.sources = { ...(values.sources as Draft), [rule.part]: { basis: RULE_BASES[0], note: '' } };
  });

/** The draft without a part, nor the source of it; unchanged for what is none. */
export const withoutPart = (draft: Draft, name: string): Draft =>
  changed(draft, name, ({ values, rule }) => {
    delete values[rule.part];
    if (rule.sourced) delete (values.sources as Draft)[rule.part];
  });

function changed(draft: Draft, name: string, change: (place: Place) => void): Draft {
  const copy = structuredClone(draft);
  const section = name.split('.')[0]!;
  const place = placesIn(copy[section], [section]).find((each) => nameOf(each) === name);
  if (place) change(place);
  return copy;
}

/** Whether a path is that of a part which is left out: it is added before it can be filled in. */
export const isLeftOut = (path: readonly (string | number)[], value: unknown): boolean =>
  value === null && PARTS.some(({ of, part }) => path.at(-1) === part && of.test(path.slice(0, -1).join('.')));

/** Everything within a value that may have a part, once for each. */
function placesIn(value: unknown, owner: readonly string[]): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = PARTS.filter(({ of }) => of.test(owner.join('.')) && !Array.isArray(value));
  return [
    ...here.map((rule) => ({ owner, values: value as Draft, rule })),
    ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...owner, name])),
  ];
}

const nameOf = ({ owner, rule }: Place): string => [...owner, rule.part].join('.');

function isEmpty({ values, rule }: Place): boolean {
  const value = values[rule.part];
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function named(place: Place, words: Words): Part {
  const { owner, rule } = place;
  const [section, kind, list, entry] = owner;
  const of = section === 'clocks' ? kind! : null;
  const name = memberName(rule.part, words);
  if (list === undefined) return { name: nameOf(place), label: ruleName({ of, field: rule.part }, words) };
  const which = words.t('rules.entry', { list: ruleName({ of, field: list }, words), n: Number(entry) + 1 });
  return { name: nameOf(place), label: words.t('rules.member', { name: which, value: name }) };
}
