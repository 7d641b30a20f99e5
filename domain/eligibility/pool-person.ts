import type { LocalDate } from '../calendar/local-date';

/** A half-day of a meeting or an absence, e.g. `2026-12-09/morning`. */
export type HalfDay = `${LocalDate}/${'morning' | 'afternoon'}`;

/** How a person may be tied to an organisation (财库〔2016〕198号, article 16, and provincial additions). */
export const RELATION_KINDS = ['employment', 'advice', 'investment', 'dispute', 'kinship', 'other'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export interface Relation {
  kind: RelationKind;
  /** In the register, or null when only a name was declared. */
  organisationId: string | null;
  /** As declared, when the organisation isn't in the register. */
  organisationName: string | null;
  /** Last day, or null while it lasts. */
  until: LocalDate | null;
}

/** A seat that a person took in any pool, the one of an earlier draw of the same batch included. */
export interface HeldSeat {
  takenOn: LocalDate;
  meetingOn: LocalDate;
}

/** A member of an expert pool, as the filters see him. */
export interface PoolPerson {
  id: string;
  /** Null when he works for nobody. */
  employerId: string | null;
  status: 'active' | 'suspended' | 'ended';
  regulatorStaff: boolean;
  specialties: readonly string[];
  titleLevel: string;
  yearsInField: number;
  birthDate: LocalDate | null;
  joinedOn: LocalDate;
  relations: readonly Relation[];
  /** He asked to stay out of this project, or of a project that was described to him without its name. */
  selfRecused: boolean;
  /** Declared absences and bookings of all pools together, so that nobody can tell which. */
  unavailable: readonly HalfDay[];
  seats: readonly HeldSeat[];
}
