import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { lengthenClock } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { ownersOf } from '../../people/recipients';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** The officer answers the owner's wish for more time: once, by the rule's length or less. */
export const extendCorrections = defineAct({
  kind: 'corrections.extend',
  summary: 'Grant or refuse more time for answering corrections',
  body: z.object({
    requestId: z.uuid(),
    granted: z.boolean(),
    workingDays: z.int().min(1).optional(),
    reason: prose(2_000),
  }),
  async apply(ctx) {
    const { requestId, granted, workingDays, reason } = ctx.body;
    const running = async () => (await openClocks(ctx, 'answer_corrections', requestId))[0];
    if (!(await running())) {
      throw new Refusal('NOT_FOUND', {
        field: 'requestId',
        value: requestId,
        allowed: 'corrections served and unanswered',
      });
    }
    if (granted) await lengthenClock(ctx, 'answer_corrections', requestId, workingDays);
    const due = (await running())?.due ?? ctx.today;
    const link = projectPath(ctx.project.code, 'corrections', requestId);
    const about = { what: word('clock', 'answer_corrections'), granted, reason, due, link };
    await tell(ctx, 'extension-decided', await ownersOf(ctx), { request: ctx.factId }, about);
    return { result: { requestId, due } };
  },
});
