import { z } from 'zod';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { line, prose } from '../field-types';
import { propose } from '../proposals/two-people';
import { requireApplication } from './applications';

/** What the bureau answers an application: accepted, or refused with reasons. */
export const reply = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('accept') }),
  z.object({
    decision: z.literal('refuse'),
    reasons: z
      .array(z.object({ title: line(), reason: prose(2_000) }))
      .min(1)
      .max(50),
  }),
]);

/** The officer has reviewed the application and proposes the reply to the director. */
export const proposeReply = defineAct({
  kind: 'application.propose',
  summary: 'Propose to accept or to refuse the application',
  body: z.object({ reply, reason: prose(2_000) }),
  async apply(ctx) {
    const application = await requireApplication(ctx, ['submitted']);
    const proposal = await propose(ctx, {
      kind: 'application',
      subjectId: application.id,
      content: ctx.body.reply,
      reason: ctx.body.reason,
    });
    await settleTasks(ctx, 'review-application');
    return { result: { proposalId: proposal.id } };
  },
});
