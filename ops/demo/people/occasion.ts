import type { LocalDate } from '../../../domain/calendar/local-date';
import { type ActKind, actRule } from '../../../domain/lifecycle/act-table';
import type { PersonClient } from '../person-client';
import type { Dossier } from './dossier';
import type { Parts, ProjectView } from './project-view';
import type { Troupe } from './troupe';

/** For whom an officer enters what reached him otherwise than by the web. */
export interface Entering {
  onBehalfOfId: string;
  channel: 'counter' | 'post' | 'phone';
}

/** Somebody before the page of a project. What he does is seen on the page afterwards. */
export class Occasion {
  #view: ProjectView | null = null;
  #waitsUntil: LocalDate | null = null;

  constructor(
    readonly troupe: Troupe,
    readonly person: PersonClient,
    readonly dossier: Dossier,
    readonly entering?: Entering,
  ) {}

  get code(): string {
    return this.dossier.project.code;
  }
  get scenario() {
    return this.dossier.scenario;
  }
  get today(): string {
    return this.troupe.world.today();
  }

  /** The first day on which a matter is to be looked at that was found to have time; null when there was none. */
  get waitsUntil(): LocalDate | null {
    return this.#waitsUntil;
  }

  async view(): Promise<ProjectView> {
    this.#view ??= await this.person.get<ProjectView>(`/api/v1/projects/${this.code}`);
    return this.#view;
  }

  /** Whether the page offers an act, or the officer may enter it. */
  async may(kind: ActKind): Promise<boolean> {
    const { acts, stage, suspended } = await this.view();
    if (!this.entering) return acts.includes(kind);
    const { enterable, stages } = actRule(kind);
    return enterable === true && stages.includes(stage) && !suspended;
  }

  /** One of the project's lists. */
  async part<Name extends keyof Parts>(name: Name): Promise<Parts[Name][]> {
    const { items } = await this.person.get<{ items: Parts[Name][] }>(`/api/v1/projects/${this.code}/${name}`);
    return items;
  }

  /** The round under way. */
  async round(): Promise<Parts['rounds'] | undefined> {
    return (await this.part('rounds')).find(({ endedAt }) => endedAt === null);
  }

  async act(kind: ActKind, content: object = {}, entry?: object): Promise<Record<string, unknown>> {
    this.#view = null;
    return this.person.act(this.code, kind, content, entry ?? (await this.#entry(kind)));
  }

  async #entry(kind: ActKind): Promise<object | undefined> {
    if (!this.entering) return undefined;
    return this.entering.channel === 'phone' ? this.entering : { ...this.entering, scanSha256: await this.scan(kind) };
  }

  /** A scan or a document of this project. @returns its hash */
  async scan(name: string): Promise<string> {
    const bytes = new TextEncoder().encode(`%PDF-1.4\n% ${this.code} ${name} ${this.today}\n%%EOF\n`);
    const { sha256 } = await this.person.upload<{ sha256: string }>('/api/v1/files', bytes, `${name}.pdf`, {
      project: this.code,
    });
    return sha256;
  }

  /** The first time that it is asked for; never again. */
  once(what: string): boolean {
    if (this.dossier.done.has(what)) return false;
    this.dossier.done.add(what);
    return true;
  }

  /**
   * Whether the day has come for a matter that takes some working days from when one first heard of it. One who waits
   * comes back to the page on that day.
   */
  isTime(matter: string, days: number): boolean {
    const { matters } = this.dossier;
    const known = matters.get(matter);
    const day = known ?? this.troupe.workingDay(days);
    if (day <= this.today) return true;
    if (!known) {
      matters.set(matter, day);
      this.troupe.comeBack(day, this.person, this.dossier);
    }
    if (!this.#waitsUntil || day < this.#waitsUntil) this.#waitsUntil = day;
    return false;
  }
}
