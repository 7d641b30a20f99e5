import { HAPPENINGS, type Happening } from './play';

/** Counts what happened; everything that the year is to show is there, at 0 when it did not happen. */
export class Tally {
  readonly #counts = new Map<Happening, number>(HAPPENINGS.map((kind) => [kind, 0]));

  add(kind: Happening): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  set(kind: Happening, times: number): void {
    this.#counts.set(kind, times);
  }

  get counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
