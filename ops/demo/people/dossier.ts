import type { LocalDate } from '../../../domain/calendar/local-date';
import type { AboutProject } from '../content/registration';
import type { PersonClient } from '../person-client';
import type { Body, Bureau, PlannedProject } from '../play';
import type { Scenario } from '../scenarios/scenario';

/** What the people around one project know of it between them, and what they mean to do when. */
export interface Dossier {
  project: PlannedProject;
  about: AboutProject;
  scenario: Scenario;
  bureau: Bureau;
  caseOfficer: PersonClient;
  leader: PersonClient;
  deputy: PersonClient;
  department: Body;
  receiver: Body;
  /** The owner's contact, once the officer found him; one without an address has no account. */
  ownerId: string | null;
  owner: PersonClient | null;
  /** The member who never answers, in a story that has one. */
  silentMember: string | null;
  inviteOn: LocalDate;
  applyOn: LocalDate;
  volumes: number;
  /** When a matter is to be dealt with, by its name. */
  matters: Map<string, LocalDate>;
  /** What happens once and has happened. */
  done: Set<string>;
}
