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

  /** Does everything written down up to a day, in order; what is added for that day meanwhile too. */
  async keep(today: LocalDate): Promise<void> {
    for (const day of [...this.#days.keys()].filter((each) => each <= today).sort()) {
      const entries = this.#days.get(day)!;
      for (const entry of entries) await entry();
      this.#days.delete(day);
    }
  }
}
