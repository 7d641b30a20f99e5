import type { Absence, AttendanceEvent } from '../../domain/panel/attendance';
import type { Tx } from '../database/database';

/** Who came to the sitting and who left it. */
export interface Attendance {
  /** In the order in which it was recorded. */
  events: AttendanceEvent[];
  /** Those who left, as recorded by two people. */
  departures: Absence[];
}

export async function attendanceOf(
  tx: Tx,
  round: { id: string; halfDays: readonly { id: string }[] },
): Promise<Attendance> {
  const checkIns = await tx.checkIn.findMany({ where: { halfDayId: { in: round.halfDays.map(({ id }) => id) } } });
  const confirmed = await tx.departure.findMany({ where: { roundId: round.id, confirmedFactId: { not: null } } });
  const facts = await factsById(tx, [
    ...checkIns.map(({ factId }) => factId),
    ...confirmed.flatMap(({ factId, confirmedFactId }) => [factId, confirmedFactId!]),
  ]);
  const { events, left } = inOrder(checkIns, confirmed, (factId) => facts.get(factId)!.sequence);
  return {
    events,
    departures: left.map(({ seatId, reason, factId, confirmedById }) => ({
      seatId,
      reason,
      recorderId: facts.get(factId)!.recordedById!,
      confirmedById: confirmedById!,
    })),
  };
}

/**
 * What happened to the seats of a sitting, in the order of recording: in practice time many things happen at one instant.
 *
 * @param checkIns to the half-days of the sitting
 * @param confirmed all departures of the round that two people stand for; those of an earlier sitting are left out
 */
export function inOrder<D extends { seatId: string; confirmedFactId: string | null }>(
  checkIns: readonly { seatId: string; factId: string }[],
  confirmed: readonly D[],
  sequenceOf: (factId: string) => number,
): { events: AttendanceEvent[]; left: D[] } {
  const arrived = checkIns.map(({ seatId, factId }) => ({ seatId, at: sequenceOf(factId) }));
  const began = Math.min(...arrived.map(({ at }) => at));
  // Whoever left an earlier sitting has to come to this one.
  const left = confirmed.filter(({ confirmedFactId }) => sequenceOf(confirmedFactId!) > began);
  const events = [
    ...arrived.map((each) => ({ ...each, kind: 'checked_in' as const })),
    ...left.map(({ seatId, confirmedFactId }) => ({
      seatId,
      at: sequenceOf(confirmedFactId!),
      kind: 'departed' as const,
    })),
  ].sort((a, b) => a.at - b.at);
  return { events: events.map(({ kind, seatId }) => ({ kind, seatId })), left };
}

async function factsById(tx: Tx, ids: string[]) {
  const facts = await tx.fact.findMany({
    where: { id: { in: ids } },
    select: { id: true, sequence: true, recordedById: true },
  });
  return new Map(facts.map((fact) => [fact.id, fact]));
}
