import { type Absence, presentSeats } from '../../domain/panel/attendance';
import { type Panel, presidingSeat, type Seat } from '../../domain/panel/panel';
import type { ProcessContext } from '../process/process-context';
import { type RoundWithPanel, requireRound } from '../process/require-round';
import { attendanceOf } from './attendance';

/** A meeting as it stands: the panel as appointed, and who of it is in the room. */
export interface Review {
  round: RoundWithPanel;
  panel: Panel;
  /** Counts the sittings of the round from 1; a resumed meeting is another. */
  sitting: number;
  /** Ids of the seats present, in the panel's order. */
  present: string[];
  /** Who left this sitting, and may have come back. */
  departures: Absence[];
  /** The leader, or at once the deputy when the leader is not there. */
  presiding: Seat | null;
}

/** @throws Refusal NO_ROUND */
export async function requireReview(ctx: ProcessContext): Promise<Review> {
  const round = await requireRound(ctx);
  const panel = panelOf(round);
  const sitting = round.halfDays[0]?.sitting ?? 1;
  const { events, departures } = await attendanceOf(ctx.tx, round);
  const held = panel.filter(({ personId }) => personId !== null).map(({ id }) => id);
  const present = presentSeats(panel, events).filter((id) => held.includes(id));
  return { round, panel, sitting, present, departures, presiding: presidingSeat(panel, present) };
}

/** The panel as appointed: a seat counts although nobody holds it. */
function panelOf(round: RoundWithPanel): Panel {
  return round.seats.map(({ id, role, holders }) => ({
    id,
    role,
    personId: holders.find(({ answer }) => answer === 'accepted')?.personId ?? null,
  }));
}
