import { resumeClocks } from '../../clocks/run-clocks';
import { ensureTask } from '../../tasks/ensure-task';
import { answerCorrections, correctionAnswers } from '../corrections/answer-corrections';
import { defineAct } from '../define-act';
import { registrationForm } from './registration-form';
import { requireRegistration } from './registrations';

/** The owner answers corrections one by one; with the last answer the form is before the officer again. */
export const answerRegistrationCorrections = defineAct({
  kind: 'registration.answer_corrections',
  summary: 'Answer corrections of the registration form',
  body: correctionAnswers,
  async apply(ctx) {
    const registration = await requireRegistration(ctx, 'corrections_out');
    const { request, values, left } = await answerCorrections(ctx, 'registration', registration.id, registrationForm);
    const form = registrationForm.parse({ ...(registration.form as object), ...values });
    await ctx.tx.registration.update({
      where: { id: registration.id },
      data: { form, state: left === 0 ? 'submitted' : 'corrections_out' },
    });
    if (left === 0) {
      await resumeClocks(ctx, 'corrections', ctx.envelope.occurredOn, 'confirm_registration');
      await ensureTask(ctx, { kind: 'confirm-registration', subject: `${registration.id}/${request.number}` });
    }
    return { result: { requestId: request.id, left } };
  },
});
