import { putBackApplication } from '../../acts/application/return-application';
import { returnRegistration } from '../../acts/registration/return-registration';
import { word } from '../../mail/words';
import { defineStep } from '../define-step';

/** Corrections stayed unanswered: the registration or application goes back to the stage before. */
export const returnToPreviousStage = defineStep({
  action: 'return-to-previous-stage',
  async apply(ctx, clock) {
    const request = await ctx.tx.correctionRequest.findUniqueOrThrow({ where: { id: clock.subject } });
    if (request.subject === 'registration') return returnRegistration(ctx, request);
    const application = await ctx.tx.application.findUniqueOrThrow({ where: { id: request.subjectId } });
    return putBackApplication(ctx, application, word('reason', 'corrections_unanswered'));
  },
});
