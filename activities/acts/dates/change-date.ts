import { z } from 'zod';
import { lastDayOf } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import { CLOCK_FACT_OF, recordDate } from '../../projects/project-dates';
import { defineAct } from '../define-act';
import { partialDate, prose } from '../field-types';
import { moveDatedClocks } from './move-dated-clocks';

/** A date of the project was found, changed, or came to pass; the clocks that rest on it move with it. */
export const changeDate = defineAct({
  kind: 'date.change',
  summary: 'State a date of the project anew',
  body: z.object({
    /** That completion acceptance was held is an act of its own. */
    kind: z.enum(['construction_start', 'trial_run', 'completion']),
    date: partialDate,
    reason: prose(2_000),
  }),
  async apply(ctx) {
    const { kind, date, reason } = ctx.body;
    // A month or year that has happened may still be under way.
    if (date.kind === 'actual' && date.value > ctx.today && lastDayOf(date).date > ctx.today) {
      throw new Refusal('OCCURRED_IN_FUTURE', { field: 'date', value: date.value, allowed: `${ctx.today} or before` });
    }
    await recordDate(ctx, kind, date);
    const moved = kind === 'trial_run' ? [] : await moveDatedClocks(ctx, CLOCK_FACT_OF[kind], date, reason);
    return { result: { moved: moved.map(({ id }) => id) } };
  },
});
