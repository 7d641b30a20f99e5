import { buildCalendar, type Calendar } from '../../../domain/calendar/calendar';
import type { HolidayNotice } from '../../../domain/calendar/holiday-notice';
import type { LocalDate } from '../../../domain/calendar/local-date';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import type { PersonClient } from '../person-client';
import type { World } from '../play';
import { Diary } from './diary';
import type { Dossier } from './dossier';

/** What an industry's projects are scored and sampled by. */
export interface Rules {
  items: { code: string; maximum: number }[];
}

interface RuleSetBody {
  scope: { industries: string[] | null };
  rubric: { sections: { items: { code: string; maximum: number }[] }[] };
}

/** The registration was confirmed; the panel's meeting is being planned. */
export type Point = 'tracking' | 'paneling';

/** Everybody together: the projects they are concerned with and a diary for all. */
export class Troupe {
  readonly diary = new Diary();
  /** Working days that a notice will have off: one hears of it before it is published, and plans nothing for them. */
  daysOffToCome: readonly LocalDate[] = [];
  /** Told when a project comes to a point from which its story may take a turn. */
  onReached: (dossier: Dossier, point: Point) => void = () => undefined;
  readonly #rules = new Map<string, Rules>();
  readonly #meetings = new Map<string, Set<LocalDate>>();
  #calendar: Calendar = buildCalendar([]);

  constructor(
    readonly world: World,
    readonly dossiers: ReadonlyMap<string, Dossier>,
    /** How a person looks at a project's page and does what there is to do. */
    private readonly visit: (troupe: Troupe, person: PersonClient, dossier: Dossier) => Promise<void>,
  ) {}

  /** Reads the calendar of the installation, and again when a notice was loaded. */
  async readCalendar(): Promise<void> {
    const { items } = await this.world.admin.get<{ items: (HolidayNotice & { version: number })[] }>(
      '/api/v1/holiday-notices',
    );
    // The latest version of a year comes first.
    const latest = items.filter(({ year }, at) => items.findIndex((other) => other.year === year) === at);
    this.#calendar = buildCalendar(latest);
  }

  /** The n-th working day from today. */
  workingDay(days: number, from: LocalDate = this.world.today()): LocalDate {
    return addWorkingDays(this.#calendar, from, days).date;
  }

  comeBack(day: LocalDate, person: PersonClient, dossier: Dossier): void {
    this.diary.at(day, dossier.project.code, () => this.visit(this, person, dossier));
  }

  /** A day for a meeting, on which the bureau has none yet. */
  meetingDay(bureau: string, earliest: number): LocalDate {
    const taken = this.#meetings.get(bureau) ?? new Set();
    this.#meetings.set(bureau, taken);
    for (let days = earliest; ; days += 1) {
      const day = this.workingDay(days);
      if (taken.has(day) || this.daysOffToCome.includes(day)) continue;
      taken.add(day);
      return day;
    }
  }

  /** The rules that apply to an industry. */
  async rulesFor(reader: PersonClient, industry: string): Promise<Rules> {
    const known = this.#rules.get(industry);
    if (known) return known;
    const { items } = await reader.get<{ items: { id: string }[] }>('/api/v1/rule-sets');
    const bodies: RuleSetBody[] = [];
    for (const { id } of items) bodies.push((await reader.get<{ body: RuleSetBody }>(`/api/v1/rule-sets/${id}`)).body);
    const body =
      bodies.find(({ scope }) => scope.industries?.includes(industry)) ??
      bodies.find(({ scope }) => scope.industries === null)!;
    const rules = { items: body.rubric.sections.flatMap((section) => section.items) };
    this.#rules.set(industry, rules);
    return rules;
  }
}
