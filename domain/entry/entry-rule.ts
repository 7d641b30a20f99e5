import { integer, listOf, type Reader, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** How facts reach the record, and when silence makes the bureau act; in working days unless it says otherwise. */
export interface EntryRule {
  /** A fact entered later than this needs the director. */
  backdatingWorkingDays: number;
  /** Within which a person may object to what was entered for him. */
  objectionWorkingDays: number;
  /** Not signed for by then, the officer telephones. Equals the length of the clock `service`. */
  serviceWorkingDays: number;
  /** Not decided by then, the parent bureau may decide. Equals the length of the clock `second_person`. */
  secondPersonWorkingDays: number;
  /** Reminders on one matter before the officer telephones instead. */
  maxUnansweredReminders: number;
  /** Days within which a take-over that nobody touched can be undone. */
  takeOverUndoDays: number;
  /** What a project may be suspended for. */
  suspensionReasons: string[];
  sources: RuleSources;
}

const FIELDS = [
  'backdatingWorkingDays',
  'objectionWorkingDays',
  'serviceWorkingDays',
  'secondPersonWorkingDays',
  'maxUnansweredReminders',
  'takeOverUndoDays',
  'suspensionReasons',
] as const;

export const readEntryRule: Reader<EntryRule> = shape<EntryRule>({
  backdatingWorkingDays: integer(0, 60),
  objectionWorkingDays: integer(1, 60),
  serviceWorkingDays: integer(1, 60),
  secondPersonWorkingDays: integer(1, 60),
  maxUnansweredReminders: integer(1, 10),
  takeOverUndoDays: integer(0, 60),
  suspensionReasons: listOf(text, 1, (reason) => reason),
  sources: sourcesFor(FIELDS),
});
