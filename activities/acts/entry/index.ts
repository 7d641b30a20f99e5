import { objectToEntry } from './object-to-entry';

export const ENTRY_ACTS = [objectToEntry];
