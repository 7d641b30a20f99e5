import { z } from 'zod';
import type { Clock } from '../../activities/clock';
import type { Tx } from '../../activities/database/database';
import { moveTime } from '../../activities/practice/move-time';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { isLocalDate } from '../../domain/calendar/local-date';
import { atLocalTime } from '../../domain/calendar/local-time';
import { nextWorkingDay } from '../../domain/calendar/working-days';
import { Refusal } from '../../domain/errors';
import type { Occasion } from '../actor';
import { ok } from '../answer';
import { onceDecided } from '../idempotency';
import { occasionNow, ownRoute, type Route } from '../route';
import { instant, localDate } from '../schemas';

/** When a day is moved to, it is this late in it: its alarms (09:00) have rung and offices are open. */
const TIME_OF_DAY = '10:00';

const NEXT = 'next-working-day';

const movePracticeTime = ownRoute({
  method: 'post',
  path: '/api/v1/practice-time',
  tag: 'practice',
  summary: 'Move the time of a practice installation',
  description: 'Answers when every alarm up to then has rung and the mails that may leave have left.',
  roles: ['admin'],
  key: 'own',
  body: z.strictObject({
    to: z.union([localDate, instant, z.literal(NEXT)]).meta({ description: `A day stands for ${TIME_OF_DAY} of it` }),
  }),
  answers: { 200: z.object({ now: instant, today: localDate }) },
  refusals: ['NOT_PRACTICE', 'TIME_NOT_LATER'],
  async handler({ deps, actor, occasion, body, key, hmac }) {
    const { database, clock, temporal } = deps;
    if (!occasion.practice) {
      throw new Refusal('NOT_PRACTICE', { field: 'mode', value: 'real', allowed: 'practice' });
    }
    const { personId } = actor;
    return onceDecided(
      (work) => database.withPerson(personId, work),
      { key, actorId: personId, hmac },
      (tx) => targetOf(tx, body.to, occasion),
      async (to) => {
        const look = () => database.withPerson(personId, (tx) => standing(tx, clock));
        let stands = await look();
        const ahead = Date.parse(to) - stands.now.getTime();
        // Repeated after its own answer was lost, the time may be further on by another's move.
        if (ahead > 0 || (ahead === 0 && !stands.atRest)) {
          await moveTime(temporal, to);
          stands = await look();
        }
        return ok({ now: stands.now.toISOString(), today: stands.today });
      },
    );
  },
});

/** Where practice time stands, and whether nothing is left to do at it: then to move it to where it is does nothing. */
async function standing(tx: Tx, clock: Clock) {
  const { now, today } = await occasionNow(tx, clock);
  const [{ atRest }] = await tx.$queryRaw<[{ atRest: boolean }]>`SELECT access.practice_at_rest() AS "atRest"`;
  return { now, today, atRest };
}

/** At most so far at a time: a slip in the year would have the installation live through centuries, morning by morning. */
const MOST_DAYS = 366;

/** @throws Refusal TIME_NOT_LATER, BAD_INPUT */
async function targetOf(tx: Tx, wanted: string, { now, today }: Occasion): Promise<string> {
  const day = wanted === NEXT ? nextWorkingDay(await loadCalendar(tx), today).date : wanted;
  const to = isLocalDate(day) ? atLocalTime(day, TIME_OF_DAY) : day;
  if (new Date(to) < now) {
    throw new Refusal('TIME_NOT_LATER', { field: 'to', value: wanted, allowed: `after ${now.toISOString()}` });
  }
  if (Date.parse(to) - now.getTime() > MOST_DAYS * 86_400_000) {
    throw new Refusal('BAD_INPUT', { field: 'to', value: wanted, allowed: `at most ${MOST_DAYS} days later` });
  }
  return to;
}

export const PRACTICE_TIME_ROUTES: readonly Route[] = [movePracticeTime];
