import type { Parts, ProjectView } from '../people/project-view';
import type { Troupe } from '../people/troupe';

/** Clocks are looked at every so many days. */
const EVERY = 10;

/** Counts, for the year's summary, the clocks that passed: whose last day went by before what they wait for was done. */
export class CountedClocks {
  readonly #counted = new Set<string>();
  readonly #closed = new Set<string>();
  #days = 0;

  async count(troupe: Troupe): Promise<void> {
    this.#days += 1;
    if (this.#days % EVERY > 0) return;
    for (const { project, caseOfficer } of troupe.dossiers.values()) {
      if (this.#closed.has(project.code)) continue;
      const path = `/api/v1/projects/${project.code}`;
      const { stage } = await caseOfficer.get<ProjectView>(path);
      const { items } = await caseOfficer.get<{ items: Parts['clocks'][] }>(`${path}/clocks`);
      for (const clock of items) this.#countOne(troupe, project.code, clock);
      if (stage === 'closed') this.#closed.add(project.code);
    }
  }

  #countOne({ world }: Troupe, code: string, { kind, subject, state, due, stoppedOn }: Parts['clocks']): void {
    const until = state === 'stopped' ? stoppedOn : world.today();
    const name = `${code} ${kind} ${subject}`;
    if (due === null || state === 'paused' || until === null || due >= until || this.#counted.has(name)) return;
    this.#counted.add(name);
    world.happened(`clock:${kind}`, code);
  }
}
