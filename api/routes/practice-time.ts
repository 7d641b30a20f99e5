import { z } from 'zod';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { isLocalDate } from '../../domain/calendar/local-date';
import { atLocalTime } from '../../domain/calendar/local-time';
import { nextWorkingDay } from '../../domain/calendar/working-days';
import { Refusal } from '../../domain/errors';
import { ok } from '../answer';
import { occasionNow, ownRoute, type Route } from '../route';
import { instant, localDate } from '../schemas';

/** When a day is moved to, it is this late in it: its alarms (09:00) have rung and offices are open. */
const TIME_OF_DAY = '10:00';

const NEXT = 'next-working-day';

const moveTime = ownRoute({
  method: 'post',
  path: '/api/v1/practice-time',
  tag: 'practice',
  summary: 'Move the time of a practice installation',
  description: 'Answers when every alarm up to then has rung and the mails that may leave have left.',
  roles: ['admin'],
  // Moving to where time already stands changes nothing, so no key is needed.
  key: 'none',
  body: z.strictObject({
    to: z.union([localDate, instant, z.literal(NEXT)]).meta({ description: `A day stands for ${TIME_OF_DAY} of it` }),
  }),
  answers: { 200: z.object({ now: instant, today: localDate }) },
  refusals: ['NOT_PRACTICE', 'TIME_NOT_LATER'],
  async handler({ deps, actor, occasion, body }) {
    const { database, clock, moveTime } = deps;
    if (!occasion.practice || !moveTime) {
      throw new Refusal('NOT_PRACTICE', { field: 'mode', value: 'real', allowed: 'practice' });
    }
    const day =
      body.to === NEXT
        ? await database.withPerson(actor.personId, async (tx) => {
            return nextWorkingDay(await loadCalendar(tx), occasion.today).date;
          })
        : body.to;
    const to = isLocalDate(day) ? atLocalTime(day, TIME_OF_DAY) : day;
    if (new Date(to) < occasion.now) {
      throw new Refusal('TIME_NOT_LATER', {
        field: 'to',
        value: body.to,
        allowed: `after ${occasion.now.toISOString()}`,
      });
    }
    await moveTime(to);
    const { now, today } = await database.withPerson(actor.personId, (tx) => occasionNow(tx, clock));
    return ok({ now: now.toISOString(), today });
  },
});

export const PRACTICE_TIME_ROUTES: readonly Route[] = [moveTime];
