import { z } from 'zod';
import { assertCanOpen } from '../../../domain/panel/quorum';
import { openMeeting } from '../../review/open-meeting';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';

/** Where the rule set lets him, the director opens a meeting that some members did not come to. */
export const openShort = defineAct({
  kind: 'meeting.open_short',
  summary: 'Open the meeting although some members have not come',
  body: z.object({ reason: z.string().trim().min(1).max(2_000) }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    assertCanOpen(review.panel, review.present, ctx.rules.body.meeting, true);
    return { to: await openMeeting(ctx, review), result: { present: review.present.length } };
  },
});
