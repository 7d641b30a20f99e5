import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { ROUTES } from '../../../domain/lifecycle/stage';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { settleTasks } from '../../tasks/ensure-task';
import { startAcceptanceClocks } from '../application/acceptance-clocks';
import { defineAct } from '../define-act';
import { line } from '../field-types';
import { continueReporting } from '../reports/report-clocks';
import { requireFiles } from '../require-files';
import { checkRoute, organiserOf } from './organiser';
import { registrationForm } from './registration-form';
import { requireRegistration } from './registrations';
import { takeOverForm } from './take-over-form';

/** The officer confirms the form and sets who accepts; from now on the project is tracked. */
export const confirmRegistration = defineAct({
  kind: 'registration.confirm',
  summary: 'Confirm the registration, with route and organiser',
  body: z.object({
    route: z.enum(ROUTES),
    /** Who organises: asked for where the record does not say it, as for an upper bureau beyond the city. */
    organiser: line().optional(),
    /** The letter that entrusts this bureau. */
    entrustmentSha256: z.hash('sha256').optional(),
    caseOfficerId: z.uuid().optional(),
  }),
  async apply(ctx) {
    const { route, entrustmentSha256 } = ctx.body;
    const registration = await requireRegistration(ctx, 'submitted');
    if (route === 'entrusted') {
      if (!entrustmentSha256) throw new Refusal('SCAN_REQUIRED', { field: 'entrustmentSha256', allowed: 'the letter' });
      await requireFiles(ctx, 'entrustmentSha256', [entrustmentSha256]);
    }
    await takeOverForm(ctx, registrationForm.parse(registration.form));
    await checkRoute(ctx, route);
    const organiser = await organiserOf(ctx, route, ctx.body.organiser);

    const caseOfficerId = ctx.body.caseOfficerId ?? ctx.project.caseOfficerId ?? ctx.actorId;
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { route, caseOfficerId } });
    Object.assign(ctx.project, { route, caseOfficerId });
    await ctx.tx.registration.update({
      where: { id: registration.id },
      data: { state: 'confirmed', confirmedFactId: ctx.factId },
    });
    await stopClocks(ctx, 'confirm_registration', registration.id, ctx.envelope.occurredOn);
    await settleTasks(ctx, 'confirm-registration');
    await startAcceptanceClocks(ctx);
    const firstReport = await continueReporting(ctx);
    const about = { route, organiser, firstReportDue: firstReport?.due ?? null, link: projectPath(ctx.project.code) };
    await tell(ctx, 'registration-confirmed', await ownersOf(ctx), { registration: registration.version }, about);
    return { to: 'tracking', result: { registrationId: registration.id, route, organiser } };
  },
});
