import { raiseProposal } from '../../acts/proposals/raise-proposal';
import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** Shown in the officer's list. */
export const escalateOfficer = defineStep({
  action: 'escalate-officer',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'handle-overdue' });
    return undefined;
  },
});

/** Shown in the director's list. */
export const escalateDirector = defineStep({
  action: 'escalate-director',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'oversee-overdue', role: 'director' });
    return undefined;
  },
});

/** Shown to the director of the parent bureau; of a proposal that nobody decided he becomes the second person. */
export const escalateParent = defineStep({
  action: 'escalate-parent',
  async apply(ctx, clock) {
    const { parentId } = ctx.project.jurisdiction;
    if (clock.kind === 'second_person') await raiseProposal(ctx, clock.subject);
    else if (parentId) {
      await ensureClockTask(ctx, clock, { kind: 'oversee-bureau', role: 'director', jurisdictionId: parentId });
    }
    return undefined;
  },
});
