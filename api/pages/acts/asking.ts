import type { Format } from '../format';
import type { Words } from '../words';

/** One thing that may be chosen. */
export interface Pickable {
  value: string;
  label: string;
  hint?: string;
}

/** In which words a form asks, and where its things are chosen from. */
export interface Asking {
  words: Words;
  format: Format;
  /** Where the catalogue has words for this form alone, e.g. `acts.visit.record`. */
  own: string;
  /** @throws Error for a reference that nothing is said about */
  pickables(name: string): Promise<Pickable[]>;
}
