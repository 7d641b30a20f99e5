import type { LocalDate } from '../../../domain/calendar/local-date';

export interface Entry {
  /** What it is about, such as the code of a project. */
  matter: string;
  work(): Promise<void>;
}

/** What people wrote down to do on a later day. */
export class Diary {
  readonly #days = new Map<LocalDate, Entry[]>();

  at(day: LocalDate, matter: string, work: () => Promise<void>): void {
    const entries = this.#days.get(day);
    if (entries) entries.push({ matter, work });
    else this.#days.set(day, [{ matter, work }]);
  }

  /** Takes out everything written down up to a day, in order. What is added while it is done can be taken next. */
  take(today: LocalDate): Entry[] {
    const days = [...this.#days.keys()].filter((each) => each <= today).sort();
    return days.flatMap((day) => {
      const entries = this.#days.get(day)!;
      this.#days.delete(day);
      return entries;
    });
  }
}
