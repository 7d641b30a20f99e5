/** What would be accepted in a cell, or of a file, where it is no list of values. A closed list; the catalogues have the words. */
export const EXPECTATIONS = [
  'amount',
  'classified_counts',
  'code_or_new',
  'count',
  'credit_code',
  'date',
  'days',
  'email',
  'file',
  'file_with_table',
  'former_employers',
  'free_listing',
  'id_number',
  'industry',
  'jurisdiction',
  'known_project',
  'manifest_or_bag',
  'national_code',
  'of_year',
  'once',
  'one_column',
  'ordinary_document',
  'ordinary_spreadsheet',
  'past_day',
  'phone',
  'result',
  'text',
  'unpacked_size',
  'until_day',
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
