import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { pauseClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { ownersOf } from '../../people/recipients';
import { settleTasks } from '../../tasks/ensure-task';
import { correctionItems, sendCorrections } from '../corrections/send-corrections';
import { defineAct } from '../define-act';
import { APPLICATION_FIELDS } from './application-form';
import { applicationReference, requireApplication } from './applications';

/**
 * The officer sends the one round of itemised corrections an application gets. Sent in time the term to reply rests
 * meanwhile; sent later it runs on.
 */
export const requestApplicationCorrections = defineAct({
  kind: 'application.request_corrections',
  summary: 'Ask for itemised corrections of the application, once',
  body: z.object({ items: correctionItems(APPLICATION_FIELDS) }),
  async apply(ctx) {
    const application = await requireApplication(ctx, ['submitted']);
    const former = await ctx.tx.correctionRequest.findFirst({
      where: { subject: 'application', subjectId: application.id },
      select: { id: true },
    });
    if (former) throw new Refusal('CORRECTIONS_ROUND_USED', { field: 'items', value: former.id, allowed: 'one round' });
    const owners = await ownersOf(ctx);
    const { request, signBy, termWorkingDays } = await sendCorrections(ctx, 'application', application.id, owners);
    await ctx.tx.application.update({ where: { id: application.id }, data: { state: 'corrections_out' } });
    await pauseClocks(ctx, 'corrections', ctx.envelope.occurredOn, 'reply_application');
    const [clock] = await openClocks(ctx, 'reply_application');
    await settleTasks(ctx, 'review-application');
    const about = {
      application: applicationReference(ctx, application),
      items: ctx.body.items.map(({ field, text }) => ({ title: word('application', field), reason: text })),
      paused: clock?.state === 'paused',
      termWorkingDays,
      due: signBy,
      link: projectPath(ctx.project.code, 'corrections', request.id),
    };
    await tell(ctx, 'application-corrections', owners, { application: application.number }, about);
    return { result: { requestId: request.id, paused: about.paused } };
  },
});
