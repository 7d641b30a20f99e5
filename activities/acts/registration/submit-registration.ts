import { z } from 'zod';
import { actualDay } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { registrationForm } from './registration-form';
import { latestRegistration } from './registrations';

/** The owner files the form; the bureau's term to confirm begins. */
export const submitRegistration = defineAct({
  kind: 'registration.submit',
  summary: 'File the registration form',
  body: z.object({ form: registrationForm }),
  async apply(ctx) {
    const former = await latestRegistration(ctx);
    if (former && former.state !== 'returned') {
      throw new Refusal('REGISTRATION_STATE', { field: 'form', value: former.state, allowed: 'one form at a time' });
    }
    const registration = await ctx.tx.registration.create({
      data: {
        projectId: ctx.project.id,
        version: (former?.version ?? 0) + 1,
        form: ctx.body.form,
        submittedFactId: ctx.factId,
      },
    });
    const start = ctx.envelope.occurredOn;
    await stopClocks(ctx, 'register', undefined, start);
    await runClock(ctx, {
      kind: 'confirm_registration',
      subject: registration.id,
      start,
      bases: { formReceived: actualDay(start) },
    });
    await ensureTask(ctx, { kind: 'confirm-registration', subject: registration.id });
    return { result: { registrationId: registration.id, version: registration.version } };
  },
});
