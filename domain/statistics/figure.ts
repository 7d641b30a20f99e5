/**
 * The figures of the yearly table, in its order. All but `beyond` are of the projects of the year's acceptance plan, as they stand
 * at the end of a day; each has its date, by which a reader can look it up.
 */
export const FIGURES = [
  'planned',
  'registered',
  'applied',
  'inspected',
  'passed',
  'failed',
  'rectifying',
  'handed_over',
  'ended',
  'left',
  'beyond',
] as const;
export type Figure = (typeof FIGURES)[number];
