import type { LocalDate } from '../../domain/calendar/local-date';
import type { PersonClient } from './person-client';

interface Moved {
  now: string;
  today: LocalDate;
}

/** The practice time of the installation, as its administrator moves it. */
export class PracticeClock {
  #now: string | null = null;

  constructor(
    private readonly admin: () => PersonClient,
    public today: LocalDate,
  ) {}

  /** Returns when every alarm that is due has rung and the mails that may leave have left; time stands still. */
  async settle(): Promise<void> {
    this.#now ??= (await this.admin().get<{ now: string }>('/api/v1/installation')).now;
    await this.#move(this.#now);
  }

  async nextWorkingDay(): Promise<void> {
    await this.#move('next-working-day');
  }

  async #move(to: string): Promise<void> {
    const { now, today } = await this.admin().send<Moved>('post', '/api/v1/practice-time', { to });
    this.#now = now;
    this.today = today;
  }
}
