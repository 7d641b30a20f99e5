import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toLocalDate } from '../../activities/database/dates';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { inOrder } from '../../activities/review/attendance';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import { Refusal } from '../../domain/errors';
import type { ActorRole } from '../../domain/lifecycle/act-table';
import type { RoundStep } from '../../domain/lifecycle/stage';
import { presentSeats } from '../../domain/panel/attendance';
import type { MeetingRule } from '../../domain/panel/meeting-rule';
import type { Panel } from '../../domain/panel/panel';
import { assertCanOpen, quorum } from '../../domain/panel/quorum';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { roundParams, visibleRound } from '../visible-round';

const attendance = z
  .object({
    /** Counts the sittings of the round from 1; a resumed meeting is another. */
    sitting: z.int(),
    halfDays: z.array(z.object({ id: z.uuid(), date: z.iso.date(), half: z.enum(['morning', 'afternoon']) })),
    /** Seats of the panel as appointed, and with fewer than how many present the meeting adjourns. */
    appointed: z.int(),
    minimum: z.int(),
    /** Seats in the room, in the panel's order. */
    present: z.array(z.uuid()),
    /** The seat that presides; null while neither leader nor deputy is there. */
    presiding: z.uuid().nullable(),
    /** Whether a meeting under way may go on. */
    maySit: z.boolean(),
    /** Why the meeting could not be opened now; null when it could. */
    opening: z.enum(['NOBODY_PRESIDES', 'QUORUM_NOT_MET', 'DIRECTOR_NEEDED']).nullable(),
  })
  .meta({ id: 'RoundAttendance' });

const STAFF: readonly ActorRole[] = ['officer', 'director', 'recorder', 'parent_director'];

/** Steps at which the members don't know of each other yet. */
const BEFORE: readonly RoundStep[] = ['days', 'seats', 'frozen', 'inviting', 'full'];

export const readAttendance = route({
  method: 'get',
  path: '/api/v1/projects/{code}/rounds/{number}/attendance',
  tag: 'rounds',
  summary:
    'Who is in the room, and whether the meeting may open or go on: for the bureau, and for the panel once it has met',
  params: roundParams,
  answers: { 200: attendance },
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    const { project, see, round } = await visibleRound(context, params);
    const personId = actor.deputyFor?.personId ?? actor.personId;
    const roles = await rolesOnProject(tx, personId, project, occasion.today);
    const staff = roles.some((role) => STAFF.includes(role));
    const met = roles.includes('member') && !BEFORE.includes(round.step);
    if (!staff && !met) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const sitting = Math.max(1, ...round.halfDays.map((half) => half.sitting));
    const halfDays = round.halfDays.filter((half) => half.sitting === sitting);
    const checkIns = await tx.checkIn.findMany({
      where: { AND: [{ halfDayId: { in: halfDays.map(({ id }) => id) } }, see.checkIn] },
    });
    const confirmed = await tx.departure.findMany({
      where: { AND: [{ roundId: round.id, confirmedFactId: { not: null } }, see.departure] },
    });
    const order = await orderOf(tx, round.id);
    const held = await tx.seatHolder.findMany({
      where: { AND: [{ seat: { roundId: round.id }, endedAt: null, answer: 'accepted' }, see.seatHolder] },
      select: { seatId: true, personId: true },
    });
    const holders = new Map(held.map(({ seatId, personId }) => [seatId, personId]));
    const panel: Panel = round.seats.map(({ id, role }) => ({ id, role, personId: holders.get(id) ?? null }));
    const { events } = inOrder(checkIns, confirmed, (factId) => order.get(factId)!);
    const present = presentSeats(panel, events).filter((id) => holders.has(id));
    const { meeting } = (await ruleSetById(tx, round.ruleSetId)).body;
    const now = quorum(panel, present, meeting);
    return ok({
      sitting,
      halfDays: halfDays.map(({ id, date, half }) => ({ id, date: toLocalDate(date), half })),
      appointed: now.appointed,
      minimum: meeting.minimumPresent,
      present,
      presiding: now.presiding,
      maySit: now.sitting,
      opening: openingTrouble(panel, present, meeting),
    });
  },
});

type OpeningTrouble = NonNullable<z.infer<typeof attendance>['opening']>;

function openingTrouble(panel: Panel, present: string[], rule: MeetingRule): OpeningTrouble | null {
  try {
    assertCanOpen(panel, present, rule, false);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code as OpeningTrouble;
    throw error;
  }
}

async function orderOf(tx: Tx, roundId: string): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; sequence: bigint }[]>`
    SELECT id, sequence FROM access.order_of_attendance(${roundId}::uuid)`;
  return new Map(rows.map(({ id, sequence }) => [id, Number(sequence)]));
}

export const ROUND_ATTENDANCE_ROUTES: readonly Route[] = [readAttendance];
