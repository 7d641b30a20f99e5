import type { ClockKind } from '../../../domain/clocks/clock-kind';

/** What makes one project's life other than a smooth one. People consult it where their behaviour departs from the usual. */
export interface Scenario {
  /** Clocks that whoever they concern lets pass once. */
  late?: readonly ClockKind[];
  /** Nobody knows whom to invite at first. */
  ownerUnknown?: true;
  /** The owner has no address: everything is served and entered on paper. */
  paperOnly?: true;
  /** The owner tells a report, and a member his reply, by telephone. */
  byPhone?: true;
  registration?: 'corrected';
  /** Another body accepts. */
  route?: 'sector';
  /** What becomes of the first application. */
  application?: 'corrected' | 'returned' | 'refused' | 'withdrawn';
  /** The officer visits the site and finds something. */
  visit?: true;
  /** What the member drawn first does with the invitation. */
  drawn?: 'declines' | 'silent' | 'recused' | 'recused_in_meeting';
  meeting?: 'member_leaves' | 'quorum_lost' | 'absent_vote' | 'postponed';
  /** How the panel decides, round after round; passed without items unless said. */
  result?: 'with_items' | 'against_score' | 'failed_once' | 'failed_twice';
  suspension?: 'resumed' | 'confirmed_anew';
  /** A paper that was issued has a fault. */
  paperCorrected?: true;
  handOver?: 'refused';
  /** The project is given up. */
  cancelled?: true;
  /** The director is away, and a deputy decides. */
  deputy?: true;
  /** Its story is long: invited and applying among the first. */
  early?: true;
  /** Thousands of volumes. */
  large?: true;
}
