import { resumeClocks } from '../../clocks/run-clocks';
import { ensureTask } from '../../tasks/ensure-task';
import { answerCorrections, correctionAnswers } from '../corrections/answer-corrections';
import { defineAct } from '../define-act';
import { applicationForm } from './application-form';
import { formColumns, formOf, requireApplication } from './applications';
import { checkApplication } from './check-application';

/** The owner answers corrections one by one; with the last answer the term to reply goes on. */
export const answerApplicationCorrections = defineAct({
  kind: 'application.answer_corrections',
  summary: 'Answer corrections of the application',
  body: correctionAnswers,
  async apply(ctx) {
    const application = await requireApplication(ctx, ['corrections_out']);
    const { request, values, left } = await answerCorrections(ctx, 'application', application.id, applicationForm);
    const form = { ...formOf(application), ...values };
    if (Object.keys(values).length > 0) await checkApplication(ctx, form, ctx.rules.body);
    await ctx.tx.application.update({
      where: { id: application.id },
      data: { ...formColumns(form), state: left === 0 ? 'submitted' : 'corrections_out' },
    });
    if (left === 0) {
      await resumeClocks(ctx, 'corrections', ctx.envelope.occurredOn, 'reply_application');
      await ensureTask(ctx, { kind: 'review-application', subject: `${application.id}/${request.number}` });
    }
    return { result: { requestId: request.id, left } };
  },
});
