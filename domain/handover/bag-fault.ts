/** What may be wrong with a bag, or with a folder that has a manifest. A closed list; the catalogues have the words. */
export const BAG_FAULTS = [
  'bad_declaration',
  'bad_line',
  'counts_differ',
  'extra',
  'listed_twice',
  'missing',
  'no_manifest',
  'no_regular_file',
  'not_fetched',
  'renamed',
  'tag_tampered',
  'tampered',
  'unsafe_path',
] as const;

export interface BagFault {
  code: (typeof BAG_FAULTS)[number];
  path: string;
  /** Under which name a renamed file is there now; or what else stands where something was expected. */
  found?: string;
}
