import { z } from 'zod';
import { toLocalDate } from '../../activities/database/dates';
import { ROUND_STEPS } from '../../domain/lifecycle/stage';
import type { Prisma } from '../../prisma/generated/client';
import { DayHalf, RoundKind, SeatAnswer, SeatRole, SeatVia } from '../../prisma/generated/enums';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { dateOf, id, instant, instantOf, localDate } from '../schemas';

const seat = z
  .object({
    /** Of the holding: what an invitation is about. */
    id,
    project: z.object({ code: z.string(), name: z.string(), industry: z.string(), location: z.string().nullable() }),
    round: z.object({
      id,
      number: z.int(),
      kind: z.enum(RoundKind),
      step: z.enum(ROUND_STEPS),
      place: z.string().nullable(),
      halfDays: z.array(z.object({ id, date: localDate, half: z.enum(DayHalf), sitting: z.int() })),
    }),
    seat: z.object({ id, number: z.int(), role: z.enum(SeatRole) }),
    via: z.enum(SeatVia),
    since: instant,
    /** Null: not answered yet. */
    answer: z.enum(SeatAnswer).nullable(),
    replyBy: localDate.nullable(),
    endedAt: instant.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'OwnSeat' });

const INCLUDE = {
  seat: {
    include: {
      round: {
        include: {
          halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] },
          project: { select: { code: true, name: true, industry: true, location: true } },
        },
      },
    },
  },
} satisfies Prisma.SeatHolderInclude;

export const listOwnSeats = route({
  method: 'get',
  path: '/api/v1/me/seats',
  tag: 'me',
  summary: 'Panels to which I am or was invited, the latest first, with their half-days',
  query: pageQuery.extend({
    open: z.stringbool().optional().meta({ description: 'Seats that I hold or am asked to take' }),
  }),
  answers: { 200: pageOf(seat) },
  async handler({ tx, deps, actor, query }) {
    const { open } = query;
    const where: Prisma.SeatHolderWhereInput = {
      personId: actor.personId,
      asked: { gt: 0 },
      ...(open === undefined ? {} : { endedAt: open ? null : { not: null } }),
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'own seats', query, (page) =>
      tx.seatHolder.findMany({ where, include: INCLUDE, orderBy: [{ since: 'desc' }, { id: 'asc' }], ...page }),
    );
    const clocks = await tx.clock.findMany({
      where: { kind: 'invitation_reply', subject: { in: rows.map(({ id }) => id) }, state: { not: 'stopped' } },
      select: { subject: true, dueOn: true },
    });
    const replyBy = new Map(clocks.map(({ subject, dueOn }) => [subject, dateOf(dueOn)]));
    const items = rows.map(({ seat: { round, ...held }, ...holder }) => ({
      ...holder,
      project: round.project,
      round: { ...round, halfDays: round.halfDays.map((half) => ({ ...half, date: toLocalDate(half.date) })) },
      seat: held,
      since: holder.since.toISOString(),
      replyBy: replyBy.get(holder.id) ?? null,
      endedAt: instantOf(holder.endedAt),
    }));
    return ok({ items, nextCursor });
  },
});

export const SEAT_ROUTES: readonly Route[] = [listOwnSeats];
