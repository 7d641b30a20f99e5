import type { LocalDate } from '../../../domain/calendar/local-date';

type Entry = () => Promise<void>;

/** What people wrote down to do on a later day. */
export class Diary {
  readonly #days = new Map<LocalDate, Entry[]>();

  at(day: LocalDate, entry: Entry): void {
    const entries = this.#days.get(day);
    if (entries) entries.push(entry);
    else this.#days.set(day, [entry]);
  }

  /** Everything written down up to a day, in order, and no longer in the diary; what is added meanwhile too. */
  *upTo(today: LocalDate): Generator<Entry> {
    for (const day of [...this.#days.keys()].filter((each) => each <= today).sort()) {
      yield* this.#days.get(day)!;
      this.#days.delete(day);
    }
  }
}
