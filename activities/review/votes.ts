import type { Absence } from '../../domain/panel/attendance';
import type { BallotIn } from '../../prisma/generated/client';
import type { ProcessContext } from '../process/process-context';
import type { Review } from './review';

/** Who has voted, and who is accounted for without a vote. */
export interface Ballots {
  cast: BallotIn[];
  /** Recorded by two people in this sitting: at the ballot, or when the member left. */
  absent: Absence[];
}

/** The state of the ballot as everybody may know it: who, never how. */
export async function ballotsOf({ tx }: ProcessContext, review: Review): Promise<Ballots> {
  const { round, sitting, present } = review;
  const cast = await tx.ballotIn.findMany({ where: { roundId: round.id, void: false }, orderBy: { seatId: 'asc' } });
  const voted = cast.map(({ seatId }) => seatId);
  const recorded = await tx.ballotAbsence.findMany({
    where: { roundId: round.id, sitting, confirmedById: { not: null }, seatId: { notIn: voted } },
  });
  const left = review.departures.filter(({ seatId }) => !present.includes(seatId) && !voted.includes(seatId));
  const absences = recorded.map(({ seatId, reason, recordedById, confirmedById }) => ({
    seatId,
    reason,
    recorderId: recordedById,
    confirmedById: confirmedById!,
  }));
  const seats = absences.map(({ seatId }) => seatId);
  return { cast, absent: [...absences, ...left.filter(({ seatId }) => !seats.includes(seatId))] };
}
