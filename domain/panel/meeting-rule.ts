import { type Hours, readHours } from '../clocks/office';
import { choice, integer, type Reader, shape } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** `all`: the meeting opens with every seat checked in. `min5`: the director may open it with `minimumPresent`. */
export const OPENINGS = ['all', 'min5'] as const;
export type Opening = (typeof OPENINGS)[number];

export interface MeetingRule {
  /** Fewest seats a panel may have; the number is odd besides. */
  minimumPanel: number;
  opening: Opening;
  /** With fewer seats present the meeting is adjourned. */
  minimumPresent: number;
  /** Working days within which a meeting that ended without a result resumes. */
  resumeWithinWorkingDays: number;
  /** Months for which the drawn panel of such a round is kept. */
  keepPanelMonths: number;
  /** Calendar days after its reveal for which a draw's alternates may fill vacancies. */
  drawValidDays: number;
  /** When the half-days of a meeting begin and end. */
  hours: { morning: Hours; afternoon: Hours };
  sources: RuleSources;
}

export const readMeetingRule: Reader<MeetingRule> = shape<MeetingRule>({
  minimumPanel: integer(5),
  opening: choice(OPENINGS),
  minimumPresent: integer(1),
  resumeWithinWorkingDays: integer(1, 60),
  keepPanelMonths: integer(1, 24),
  drawValidDays: integer(1, 366),
  hours: shape<MeetingRule['hours']>({ morning: readHours, afternoon: readHours }),
  sources: sourcesFor([
    'minimumPanel',
    'opening',
    'minimumPresent',
    'resumeWithinWorkingDays',
    'keepPanelMonths',
    'drawValidDays',
    'hours',
  ]),
});
