import { membersWithoutNotice } from '../../acts/notice/notice-standing';
import { requireRound } from '../../process/require-round';
import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** It is too late for notice in full term: the meeting opens only when those who had none in time do without. */
export const requireWaivers = defineStep({
  action: 'require-waivers',
  async apply(ctx, clock) {
    const without = await membersWithoutNotice(ctx, await requireRound(ctx));
    if (without.length > 0) await ensureClockTask(ctx, clock, { kind: 'collect-waivers' });
    return undefined;
  },
});
