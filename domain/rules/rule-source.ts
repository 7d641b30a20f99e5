import { choice, invalid, type Reader, recordOf, shape, text } from './reader';

/** Where a rule comes from: the text of a law or sector rule, common local practice, or the bureau's own choice. */
export const RULE_BASES = ['national', 'sector', 'local', 'bureau'] as const;
export type RuleBasis = (typeof RULE_BASES)[number];

export interface RuleSource {
  basis: RuleBasis;
  /** The article or the reason, as an official would read it. */
  note: string;
}

/** Sources by field of one section of a rule set. */
export type RuleSources = Record<string, RuleSource>;

const readSource = shape<RuleSource>({ basis: choice(RULE_BASES), note: text });

/** Sources of a section: every field but `sources` itself has one, and no source speaks of a field that isn't there. */
export function sourcesFor(fields: readonly string[]): Reader<RuleSources> {
  return (value, field) => {
    const sources = recordOf(readSource)(value, field);
    const stray = Object.keys(sources).find((key) => !fields.includes(key));
    if (stray !== undefined) invalid(`${field}.${stray}`, sources[stray], fields);
    const missing = fields.find((key) => sources[key] === undefined);
    if (missing !== undefined) invalid(`${field}.${missing}`, null, 'a source: basis and note');
    return sources;
  };
}
