import { z } from 'zod';
import { pauseClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { ownersOf } from '../../people/recipients';
import { settleTasks } from '../../tasks/ensure-task';
import { correctionItems, sendCorrections } from '../corrections/send-corrections';
import { defineAct } from '../define-act';
import { REGISTRATION_FIELDS } from './registration-form';
import { requireRegistration } from './registrations';

/** The officer sends itemised corrections; the bureau's term rests until they are answered, in every round. */
export const requestRegistrationCorrections = defineAct({
  kind: 'registration.request_corrections',
  summary: 'Ask for itemised corrections of the registration form',
  body: z.object({ items: correctionItems(REGISTRATION_FIELDS) }),
  async apply(ctx) {
    const registration = await requireRegistration(ctx, 'submitted');
    const owners = await ownersOf(ctx);
    const { request, signBy, termWorkingDays } = await sendCorrections(ctx, 'registration', registration.id, owners);
    await ctx.tx.registration.update({ where: { id: registration.id }, data: { state: 'corrections_out' } });
    await pauseClocks(ctx, 'corrections', ctx.envelope.occurredOn, 'confirm_registration');
    await settleTasks(ctx, 'confirm-registration');
    const about = {
      items: ctx.body.items.map(({ field, text }) => ({ title: word('registration', field), reason: text })),
      termWorkingDays,
      due: signBy,
      link: projectPath(ctx.project.code, 'corrections', request.id),
    };
    // Rounds are counted over all forms of the project, since each is a mail of its own.
    const round = await ctx.tx.correctionRequest.count({
      where: { projectId: ctx.project.id, subject: 'registration' },
    });
    await tell(ctx, 'registration-corrections', owners, { round }, about);
    return { result: { requestId: request.id } };
  },
});
