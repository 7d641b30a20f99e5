import { z } from 'zod';
import { actualDay } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import { OWN_ROUTES } from '../../../domain/registration/allowed-routes';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { toDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { ruleSetOn } from '../../rules/rule-set-for';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { applicationForm } from './application-form';
import { applicationReference, formColumns } from './applications';
import { checkApplication } from './check-application';

/**
 * The owner applies for acceptance. The day of receipt pins the case to the rule set in force and freezes the catalogue by
 * its hash; the bureau's term to reply begins (the Measures, article 8).
 */
export const submitApplication = defineAct({
  kind: 'application.submit',
  summary: 'Apply for acceptance',
  body: z.object({ form: applicationForm }),
  async apply(ctx) {
    const { form } = ctx.body;
    const { route } = ctx.project;
    if (!route || !OWN_ROUTES.includes(route)) {
      throw new Refusal('ROUTE_NOT_OWN', { field: 'route', value: route, allowed: OWN_ROUTES });
    }
    const receivedOn = ctx.envelope.occurredOn;
    const rules = await ruleSetOn(ctx.tx, ctx.project, receivedOn);
    await checkApplication(ctx, form, rules.body);
    const former = await ctx.tx.application.count({ where: { projectId: ctx.project.id } });
    const application = await ctx.tx.application.create({
      data: {
        projectId: ctx.project.id,
        number: former + 1,
        ...formColumns(form),
        ruleSetId: rules.id,
        receivedOn: toDate(receivedOn),
        submittedFactId: ctx.factId,
      },
    });
    await stopClocks(ctx, 'apply_by', undefined, receivedOn);
    const clock = await runClock(
      { ...ctx, rules },
      {
        kind: 'reply_application',
        subject: application.id,
        start: receivedOn,
        bases: { applicationReceived: actualDay(receivedOn) },
      },
    );
    await ensureTask(ctx, { kind: 'review-application', subject: application.id, dueOn: clock.due ?? undefined });
    const reference = applicationReference(ctx, application);
    const link = projectPath(ctx.project.code, 'application');
    const about = { application: reference, receivedOn, replyBy: clock.due ?? receivedOn, link };
    await tell(ctx, 'application-received', await ownersOf(ctx), { application: application.number }, about);
    return { to: 'reviewing', result: { applicationId: application.id, reference } };
  },
});
