import type { Calendar } from '../../domain/calendar/calendar';
import type { Instant } from '../../domain/calendar/local-time';

/** What a message needs beside its own data: who sends it, to whom, when. */
export interface MailContext {
  /** Name of the bureau that sends, e.g. 佛山市档案局. */
  bureau: string;
  /** Whom to ask; null: the bureau alone is named. */
  contact: { name: string; phone: string } | null;
  recipient: {
    /** As addressed, e.g. 温永坚专家. */
    name: string;
    /** The address was verified by its reader. */
    verified: boolean;
    /** Where a never-verified reader says 'this is not for me'; null for a verified one. */
    notMinePath: string | null;
  };
  /** Origin of the pages, e.g. `https://dangyan.example.cn`. */
  baseUrl: string;
  now: Instant;
  calendar: Calendar;
  /** The installation runs on practice time. */
  practice: boolean;
}
