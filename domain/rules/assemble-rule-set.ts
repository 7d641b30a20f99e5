import { invalid } from './reader';
import type { RuleSet } from './rule-set';
import { validateRuleSet } from './validate-rule-set';

/** The parsed files of one folder of rule sets, by file name without `.json`: `rule-set` and one per section. */
export type RuleSetFolder = Readonly<Record<string, unknown>>;

/**
 * Makes one rule set of its folder. The folder's `rule-set` names it; every other file is the section of that name. A
 * section the folder lacks is taken whole from `base`; a section it has replaces that of the base whole. Nothing is
 * merged inside a section, so each rule of a section is read in one file and keeps its own source.
 * Refuses `RULE_SET_INVALID`.
 */
export function assembleRuleSet(folder: RuleSetFolder, base: RuleSetFolder = {}): RuleSet {
  const identity = folder['rule-set'];
  if (typeof identity !== 'object' || identity === null) invalid('rule-set', identity, 'object');
  const sections = Object.entries({ ...base, ...folder }).filter(([file]) => file !== 'rule-set');
  return validateRuleSet({
    ...identity,
    ...Object.fromEntries(sections.map(([file, body]) => [camelCase(file), body])),
  });
}

function camelCase(file: string): string {
  return file.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
