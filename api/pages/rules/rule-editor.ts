import { CLOCK_ACTION_IDS } from '../../../domain/clocks/clock-action';
import { CLOCK_KIND_IDS, CLOCK_KINDS, type ClockKind } from '../../../domain/clocks/clock-kind';
import { MARKS, SEVERITIES } from '../../../domain/findings/findings-rule';
import { COUNT_SIDES } from '../../../domain/handover/handover-rule';
import { OPENINGS } from '../../../domain/panel/meeting-rule';
import { RULE_BASES } from '../../../domain/rules/rule-source';
import { INSPECTED_BY } from '../../../domain/sampling/sampling-rule';
import { DECIDES, SCORING_MODES } from '../../../domain/scoring/scoring-rule';
import type { Sent } from '../page';
import { text } from '../page';
import type { Words } from '../words';
import { isLeftOut, type Part, removableParts } from './rule-parts';
import { memberName, ruleName } from './rule-words';

/** JSON of a rule set that is being edited. */
export type Draft = Record<string, unknown>;

/** An input for one value of a rule. */
export interface RuleInput {
  name: string;
  label: string;
  kind: 'number' | 'yes-no' | 'choice' | 'text' | 'long' | 'lines' | 'pairs';
  value: string;
  options?: { value: string; label: string; chosen: boolean }[];
}

/** One rule with its inputs, an entry of a list under its own heading. */
export interface RuleFields {
  name: string;
  legend: string;
  inputs: RuleInput[];
  entries: { name: string; legend: string; inputs: RuleInput[]; removes: boolean }[];
  /** Lists in it to which an entry can be added. */
  grows: { name: string; label: string }[];
  /** Parts of it that it may do without. */
  drops: Part[];
}

/** Values that are chosen, by the name of their member. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  action: CLOCK_ACTION_IDS,
  basis: RULE_BASES,
  compares: COUNT_SIDES,
  decides: DECIDES,
  inspectedBy: INSPECTED_BY,
  mode: SCORING_MODES,
  opening: OPENINGS,
  rectified: MARKS,
  severity: SEVERITIES,
  unit: ['WD', 'M', 'days'],
  when: ['passed', 'failed'],
};

/** Objects whose members the bureau names itself. */
const PAIRS = ['specialtyGroups', 'groupNames', 'series'];

/** Characters of a text that is written in one line. */
const SHORT = 40;

type Path = readonly (string | number)[];

interface Leaf {
  path: Path;
  key: string;
  value: unknown;
}

/** The rules of one section, each with what of it can be changed. */
export function ruleFields(draft: Draft, section: string, words: Words): RuleFields[] {
  const of = draft[section] as Draft;
  const groups: [string | null, Draft, Path][] =
    section === 'clocks'
      ? CLOCK_KIND_IDS.map((kind) => [kind, (of[kind] ?? {}) as Draft, [section, kind]])
      : [[null, of, [section]]];
  return groups.flatMap(([kind, fields, path]) =>
    Object.entries(fields)
      .filter(([field, value]) => field !== 'sources' && isEditable(value))
      .map(([field, value]) => rule(kind, field, value, fields, path, words)),
  );
}

function rule(of: string | null, field: string, value: unknown, fields: Draft, path: Path, words: Words): RuleFields {
  const own = [...path, field];
  const sources = fields.sources as Record<string, Draft> | undefined;
  const lists = listsIn(value, field, own);
  const listed = new Set(lists.flatMap(({ entries }) => entries.map(({ path }) => nameOf(path))));
  const within = (leaf: Leaf) => leaf.path.some((_, at) => listed.has(nameOf(leaf.path.slice(0, at + 1))));
  const input = (leaf: Leaf) => inputOf(leaf, of, words);
  const source = sources?.[field] ? leavesIn(sources[field], 'sources', [...path, 'sources', field]) : [];
  return {
    name: nameOf(own),
    legend: ruleName({ of, field }, words),
    inputs: [...leavesIn(value, field, own).filter((leaf) => !within(leaf)), ...source].map(input),
    entries: lists.flatMap(({ entries, label }) =>
      entries.map((entry, at) => ({
        name: nameOf(entry.path),
        legend: titleOf(entry.value) ?? words.t('rules.entry', { list: memberName(label, words), n: at + 1 }),
        inputs: leavesIn(entry.value, label, entry.path)
          .filter((leaf) => !deeperIn(leaf.path, entry.path, listed))
          .map(input),
        removes: true,
      })),
    ),
    grows: lists.map(({ path, label }) => ({ name: nameOf(path), label: memberName(label, words) })),
    drops: removableParts({ [field]: value }, path.map(String), words),
  };
}

/** Whether a value belongs to an entry of a list that lies within this one. */
const deeperIn = (path: Path, entry: Path, listed: ReadonlySet<string>): boolean =>
  path.some((_, at) => at + 1 > entry.length && listed.has(nameOf(path.slice(0, at + 1))));

const isEditable = (value: unknown): boolean =>
  value !== null && !(typeof value === 'object' && Object.keys(value as object).length === 0);

const titleOf = (value: unknown): string | null => {
  const { title, code } = value as { title?: unknown; code?: unknown };
  return typeof title === 'string' ? [code, title].filter(Boolean).join(' ') : null;
};

const nameOf = (path: Path): string => path.join('.');

const isListOfObjects = (value: unknown): value is Draft[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'object' && each !== null);

interface ListIn {
  path: Path;
  label: string;
  entries: { path: Path; value: Draft }[];
}

/** Every list of objects within a value, the outer before the inner. */
function listsIn(value: unknown, label: string, path: Path): ListIn[] {
  if (typeof value !== 'object' || value === null || PAIRS.includes(label)) return [];
  if (isListOfObjects(value)) {
    const entries = value.map((each, at) => ({ path: [...path, at], value: each }));
    return [{ path, label, entries }, ...entries.flatMap((each) => listsIn(each.value, label, each.path))];
  }
  if (Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => listsIn(member, name, [...path, name]));
}

/** Every value that has an input of its own. */
function leavesIn(value: unknown, key: string, path: Path): Leaf[] {
  const plain = typeof value !== 'object' || value === null;
  if (isLeftOut(path, value)) return [];
  if (plain || PAIRS.includes(key)) return [{ path, key, value }];
  if (Array.isArray(value) && !isListOfObjects(value)) return [{ path, key, value }];
  return Object.entries(value).flatMap(([name, member]) =>
    leavesIn(member, Array.isArray(value) ? key : name, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

function inputOf({ path, key, value }: Leaf, of: string | null, words: Words): RuleInput {
  const common = { name: nameOf(path), label: memberName(key, words) };
  if (PAIRS.includes(key)) {
    const lines = Object.entries(value as Draft).map(([name, member]) => `${name}=${String(member)}`);
    return { ...common, kind: 'pairs', value: lines.join('\n') };
  }
  if (Array.isArray(value)) return { ...common, kind: 'lines', value: value.join('\n') };
  if (typeof value === 'boolean') return { ...common, kind: 'yes-no', value: String(value) };
  const closed = closedFor(key, of, value);
  if (closed) {
    const named = key === 'notAfter' ? 'from' : key;
    const options = closed.map((each) => ({
      value: each,
      label: words.find(`rules.values.${named}.${each}`) ?? each,
      chosen: each === value,
    }));
    return { ...common, kind: 'choice', value: String(value), options };
  }
  const given = value === null ? '' : String(value);
  if (typeof value === 'number' || NUMBERS.includes(key)) return { ...common, kind: 'number', value: given };
  return { ...common, kind: given.length > SHORT ? 'long' : 'text', value: given };
}

/** The values among which one is chosen, where the member has such and what it has now is one of them. */
function closedFor(key: string, of: string | null, value: unknown): readonly string[] | null {
  const fact = (key === 'from' || key === 'notAfter') && of;
  const list = fact ? CLOCK_KINDS[of as ClockKind].bases : CLOSED[key];
  return list?.some((each) => each === value) ? list : null;
}

/** The draft with what a form says of one section. Values keep their type; what the rules allow is checked by the domain. */
export function withEdits(draft: Draft, section: string, sent: Sent): Draft {
  const edited = structuredClone(draft);
  for (const { path, key, value } of leavesIn(edited[section], section, [section])) {
    const name = nameOf(path);
    if (sent[name] === undefined) continue;
    put(edited, path, read(value, key, text(sent, name).trim().replace(/\r\n/g, '\n')));
  }
  return edited;
}

function read(before: unknown, key: string, given: string): unknown {
  const lines = () => given.split('\n').map((line) => line.trim());
  if (PAIRS.includes(key)) {
    const pairs = lines().map((line) => line.split(/[=＝]/).map((part) => part.trim()));
    return Object.fromEntries(pairs.filter(([name]) => name).map(([name, member = '']) => [name, member]));
  }
  if (Array.isArray(before)) return lines().filter(Boolean);
  if (typeof before === 'boolean') return given === 'true';
  if (given === '') return null;
  const number = Number(given.replace(/[,，]/g, ''));
  const numeric = typeof before === 'number' || (before === null && NUMBERS.includes(key));
  return numeric && Number.isFinite(number) ? number : given;
}

/** Numbers that may be left out, or that a part begins without. */
const NUMBERS = ['rounds', 'sentWithin', 'times', 'n', 'min', 'max', 'percent', 'standard', 'large'];

/** The draft without one entry of a list, or with one more like its last. */
export function withEntry(draft: Draft, what: 'more' | 'less', name: string): Draft {
  const changed = structuredClone(draft);
  const path = name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const list = at(changed, what === 'more' ? path : path.slice(0, -1));
  if (!Array.isArray(list)) return draft;
  if (what === 'less') list.splice(Number(path.at(-1)), 1);
  else if (list.length > 0) list.push(structuredClone(list.at(-1)));
  return changed;
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Draft)[key] : undefined),
    value,
  );

function put(draft: Draft, path: Path, value: unknown): void {
  (at(draft, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1)!] = value;
}
