/** What would be accepted in a cell where it is no list of values. A closed list; the catalogues have the words. */
export const EXPECTATIONS = [
  'amount',
  'code_or_new',
  'count',
  'credit_code',
  'date',
  'days',
  'email',
  'former_employers',
  'free_listing',
  'id_number',
  'industry',
  'known_project',
  'national_code',
  'of_year',
  'once',
  'one_column',
  'past_day',
  'phone',
  'result',
  'text',
  'value',
  'votes',
  'weekend_day',
  'whole_name',
] as const;

export type Expectation = (typeof EXPECTATIONS)[number];

/** An expectation with the number that its words name. */
export interface Expected {
  expects: Expectation;
  limit?: number | string;
}

export const expected = (expects: Expectation, limit?: number | string): Expected =>
  limit === undefined ? { expects } : { expects, limit };
