import { z } from 'zod';

/** What a second person says to a proposal; sending it back needs a reason. */
export const decisionBody = z.object({
  proposalId: z.uuid(),
  approve: z.boolean(),
  reason: z.string().min(1).max(2_000).optional(),
});
