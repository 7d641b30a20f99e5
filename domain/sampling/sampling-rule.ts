import { choice, integer, invalid, listOf, nullable, type Reader, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** How many volumes of which kind are inspected. */
export interface SamplingRule {
  /** Fewest volumes; all when there are fewer. */
  atLeast: number;
  /** Fewest volumes as a share of all, in percent; 0 for none. */
  percent: number;
  /** In the order of the fetch list. */
  strata: Stratum[];
  /** Fewest drawing sheets as a share of a stratum's, in percent, or null. */
  drawings: DrawingsRule | null;
  /** Fewest ten-sided dice thrown in the room. */
  dice: number;
  sources: RuleSources;
}

/** A kind of volumes. */
export interface Stratum {
  code: string;
  title: string;
  /** Fewest volumes of it in a sample. */
  floor: number;
  /** Whom it is given to first: an expert of archives, or of the project's industry. */
  inspectedBy: InspectedBy;
}

export const INSPECTED_BY = ['archives', 'industry'] as const;
export type InspectedBy = (typeof INSPECTED_BY)[number];

export interface DrawingsRule {
  stratum: string;
  percent: number;
}

const readShape: Reader<SamplingRule> = shape<SamplingRule>({
  atLeast: integer(1),
  percent: integer(0, 100),
  strata: listOf(
    shape<Stratum>({ code: text, title: text, floor: integer(0), inspectedBy: choice(INSPECTED_BY) }),
    1,
    (stratum) => stratum.code,
  ),
  drawings: nullable(shape<DrawingsRule>({ stratum: text, percent: integer(1, 100) })),
  dice: integer(20, 100),
  sources: sourcesFor(['atLeast', 'percent', 'strata', 'drawings', 'dice']),
});

export const readSamplingRule: Reader<SamplingRule> = (value, field) => {
  const rule = readShape(value, field);
  const codes = rule.strata.map(({ code }) => code);
  if (rule.drawings && !codes.includes(rule.drawings.stratum)) {
    invalid(`${field}.drawings.stratum`, rule.drawings.stratum, codes);
  }
  return rule;
};
