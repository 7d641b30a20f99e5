import { integer, listOf, type Reader, shape, text } from '../rules/reader';

/** Who of a pool may be drawn. The numbers are analogies from procurement (财库〔2016〕198号), not rules on archives. */
export interface EligibilityRule {
  /** Oldest age in full years at the meeting. */
  maximumAge: number;
  /** Any one of them is enough. */
  qualifications: Qualification[];
  recusal: RecusalRule;
  /** Most seats in the calendar year of the meeting. */
  yearlyCap: number;
  load: LoadRule;
}

/** A level of title together with the fewest years of work in the field. */
export interface Qualification {
  titleLevel: string;
  yearsInField: number;
}

export interface RecusalRule {
  /** How long a relation that ended still counts. */
  years: number;
  /** Roles of the project's parties to which no relation may exist. */
  partyRoles: string[];
}

export interface LoadRule {
  /** Months before the freeze whose seats are counted. */
  months: number;
  /** How far above the lowest load of those left a load may be. */
  slack: number;
}

export const readEligibilityRule: Reader<EligibilityRule> = shape<EligibilityRule>({
  maximumAge: integer(18, 120),
  qualifications: listOf(shape<Qualification>({ titleLevel: text, yearsInField: integer(0, 60) }), 1),
  recusal: shape<RecusalRule>({ years: integer(1, 50), partyRoles: listOf(text, 1, (role) => role) }),
  yearlyCap: integer(1),
  load: shape<LoadRule>({ months: integer(1, 120), slack: integer(0) }),
});
