import type { LocalDate } from '../../domain/calendar/local-date';
import type { OrganisationKind } from '../../prisma/generated/client';
import type { Dice } from './dice';
import type { ReadMail } from './inbox';
import type { PersonClient } from './person-client';

/**
 * The seam between the stage and the play. The stage sets up the world over HTTP, reads everybody's mail from the real
 * inbox, and moves practice time; a play says what each person does. In the course of a working day the stage
 *
 * 1. calls `onMail` for each mail that came, one person and one project after the other;
 * 2. lets what was done settle, and does so again until no more mail comes;
 * 3. calls `onDay` once, settles and delivers again, and then moves to the next working day.
 *
 * For one seed the order of calls is the same however fast the machine is: people by address, mails by project. What a play
 * decides by chance it decides by `world.dice(name)`, named for what it is about.
 */
export interface Play {
  onMail(world: World, reader: PersonClient, mail: ReadMail): Promise<void>;
  onDay(world: World): Promise<void>;
}

/** What the cast knows. */
export interface World {
  admin: PersonClient;
  bureaus: readonly Bureau[];
  bodies: readonly Body[];
  experts: readonly Expert[];
  projects: readonly PlannedProject[];
  /** Somebody with an account, by the id of the person or by address. @throws Error when there is nobody */
  person(id: string): PersonClient;
  personByAddress(address: string): PersonClient | undefined;
  /** Whoever got an account in the course of the year, such as the contacts of owners. */
  welcomed(): readonly PersonClient[];
  /** Waits for the first mail of a new account at this address, follows its link, and gives the person. */
  welcome(address: string): Promise<PersonClient>;
  /** Chance of one subject: the same numbers for the same seed and name, whatever else was thrown before. */
  dice(name: string): Dice;
  today(): LocalDate;
  /** Counted in the summary. */
  happened(kind: Happening, detail?: string): void;
}

/** An archives bureau with its people. */
export interface Bureau {
  jurisdictionId: string;
  code: string;
  name: string;
  parentId: string | null;
  officers: readonly PersonClient[];
  directors: readonly PersonClient[];
  /** Of another section. */
  witness: PersonClient;
  recorder: PersonClient;
}

/** A body that names panel members or receives archives: competent departments, archives. */
export interface Body {
  organisationId: string;
  name: string;
  jurisdictionId: string;
  kinds: readonly OrganisationKind[];
  /** Industries of which it is the competent department. */
  industries: readonly string[];
  liaison: PersonClient;
  /** Whom it can send into a panel. */
  delegate: PersonClient;
}

export interface Expert {
  client: PersonClient;
  employerId: string;
  specialties: readonly string[];
  jurisdictionIds: readonly string[];
}

/** A project of the plan as it was entered. */
export interface PlannedProject {
  code: string;
  name: string;
  industry: string;
  jurisdictionId: string;
  /** As the plan has it, null where it doesn't say. */
  owner: string | null;
  level: string | null;
  startYear: number | null;
  completionYear: number | null;
  /** Carried elsewhere until now: it goes on from where it stands. */
  takenOver: boolean;
}

/** What the year is to show at least once each. */
export const HAPPENINGS = [
  'registration_corrected',
  'application_corrected',
  'application_refused',
  'application_withdrawn',
  'owner_unknown',
  'paper_only',
  'phone_entered',
  'expert_declined',
  'expert_silent',
  'recused_late',
  'member_left',
  'meeting_adjourned',
  'meeting_resumed',
  'absent_vote_decides',
  'score_against_vote',
  'passed_with_items',
  'passed_after_rectification',
  'failed_twice',
  'barred_then_passed',
  'suspended',
  'paper_corrected',
  'hand_over_refused',
  'external_route',
  'cancelled',
  'deputy_acted',
  'taken_over',
  'holiday_notice',
  'clocks_moved',
] as const;

/** One of the list, or a clock that passed: `clock:apply_by`. */
export type Happening = (typeof HAPPENINGS)[number] | `clock:${string}`;
