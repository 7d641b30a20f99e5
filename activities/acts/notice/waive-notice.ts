import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { requireRound, seatHeldBy } from '../../process/require-round';
import { defineAct } from '../define-act';
import { PANEL_NOTICE } from './notice-standing';
import { panelNoticeServed } from './panel-notice-served';

/** A member does without the full term of notice. */
export const waiveNotice = defineAct({
  kind: 'notice.waive',
  summary: 'Do without the full term of notice',
  body: z.object({}),
  async apply(ctx) {
    const round = await requireRound(ctx);
    const personId = ctx.envelope.onBehalfOfId ?? ctx.envelope.deputyForId ?? ctx.actorId;
    const seat = seatHeldBy(round, personId);
    const subjectId = round.noticeFactId;
    const { count } = subjectId
      ? await ctx.tx.service.updateMany({
          where: { subjectKind: PANEL_NOTICE, subjectId, personId },
          data: { waivedFactId: ctx.factId },
        })
      : { count: 0 };
    if (count === 0) throw new Refusal('NOTICE_NOT_SENT', { field: 'round', value: round.number });
    await panelNoticeServed(ctx);
    return { result: { seatId: seat.id } };
  },
});
