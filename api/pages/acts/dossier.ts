import type { RuleSet } from '../../../domain/rules/rule-set';
import type { Reading } from '../../route';
import { listCatalogues } from '../../routes/catalogues';
import { listGrants } from '../../routes/grants';
import { listDraws } from '../../routes/project-draws';
import { rules } from '../../routes/project-history';
import * as parts from '../../routes/project-parts';
import { readProject } from '../../routes/projects';
import { readRounds } from '../../routes/rounds';
import { previewHeldMail } from '../../routes/take-overs';
import { listTasks } from '../../routes/tasks';
import { timeline } from '../../routes/timeline';

/** All that a page may want to know of one project, each part read once, when it is first asked for. */
export class Dossier {
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(
    readonly reading: Reading,
    readonly code: string,
  ) {}

  project = () => this.#once('project', () => readProject.read(this.reading, { params: { code: this.code } }));
  rounds = () => this.#once('rounds', async () => (await readRounds.read(this.reading, this.#here)).items);
  clocks = () => this.#part(parts.clocks);
  services = () => this.#part(parts.services);
  corrections = () => this.#part(parts.corrections);
  dates = () => this.#part(parts.dates);
  parties = () => this.#part(parts.parties);
  registrations = () => this.#part(parts.registrations);
  reports = () => this.#part(parts.reports);
  visits = () => this.#part(parts.visits);
  applications = () => this.#part(parts.applications);
  proposals = () => this.#part(parts.proposals);
  items = () => this.#part(parts.items);
  handOvers = () => this.#part(parts.handOvers);
  papers = () => this.#part(parts.papers);
  catalogues = () => this.#once('catalogues', async () => (await listCatalogues.read(this.reading, this.#here)).items);
  draws = () => this.#once('draws', async () => (await listDraws.read(this.reading, this.#here)).items);

  heldMails = () => this.#part(previewHeldMail);

  rules = () =>
    this.#once('rules', async () => (await rules.read(this.reading, this.#here)).body as unknown as RuleSet);

  facts = () =>
    this.#once('facts', async () => (await timeline.read(this.reading, { ...this.#here, query: { limit: 50 } })).items);

  tasks = () =>
    this.#once('tasks', async () => {
      const { id } = await this.project();
      return (await listTasks.read(this.reading, { query: { projectId: id, limit: 50 } })).items;
    });

  /** Who holds a role at the project's bureau. */
  staff = (role: 'officer' | 'director' | 'witness' | 'recorder') =>
    this.#once(`staff ${role}`, async () => {
      const { jurisdiction } = await this.project();
      const query = { jurisdictionId: jurisdiction.id, role, state: 'in_force', limit: 200 } as const;
      return (await listGrants.read(this.reading, { query })).items;
    });

  /** Who acts for an organisation that has a part in the project. */
  contacts = () =>
    this.#once('contacts', async () => {
      const parties = (await this.parties()).filter(({ until }) => until === null);
      const found = [];
      for (const { organisationId, name } of parties.filter(({ role }) => CONTACT_PARTS.includes(role))) {
        const query = { organisationId, state: 'in_force', limit: 50 } as const;
        const { items } = await listGrants.read(this.reading, { query });
        found.push(...items.map(({ person, role }) => ({ person, role, organisation: name })));
      }
      return found;
    });

  /** The round that is under way, or the last one. */
  round = async () => (await this.rounds())[0] ?? null;

  get #here() {
    return { params: { code: this.code } };
  }

  #part<Item>(route: {
    path: string;
    read(reading: Reading, input: { params: { code: string } }): Promise<{ items: Item[] }>;
  }): Promise<Item[]> {
    return this.#once(route.path, async () => (await route.read(this.reading, this.#here)).items);
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#read.get(name) as Promise<T> | undefined;
    if (known) return known;
    const begun = read();
    this.#read.set(name, begun);
    return begun;
  }
}

const CONTACT_PARTS = ['owner', 'agent', 'department', 'archives', 'receiver'];
