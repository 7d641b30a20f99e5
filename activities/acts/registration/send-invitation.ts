import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { tell } from '../../mail/enqueue';
import { invitationPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { dropService } from '../service/drop-service';
import { serve } from '../service/serve';

/** The owner is invited to register; sent again, the latest invitation is the one to sign for. */
export const sendInvitation = defineAct({
  kind: 'invitation.send',
  summary: 'Invite the owner to register the project',
  body: z.object({}),
  async apply(ctx) {
    const owners = await ownersOf(ctx);
    if (owners.length === 0 && !ctx.project.paperOnly) {
      throw new Refusal('NO_CONTACT', { field: 'owner', allowed: 'a contact of the owner, or a project on paper' });
    }
    await dropService(ctx, 'invitation');
    const former = { projectId: ctx.project.id, subjectKind: 'invitation' };
    const issue = (await ctx.tx.service.count({ where: former })) + 1;
    const { service, signBy } = await serve(ctx, { subjectKind: 'invitation', subjectId: ctx.factId, to: owners });
    await settleTasks(ctx, 'invite');
    const listing = await ctx.tx.listing.findFirst({
      where: { projectId: ctx.project.id },
      orderBy: { year: 'desc' },
      select: { year: true },
    });
    // The spans after the first known date aside, the term counted from the invitation is the one that always holds.
    const span = ctx.rules.body.clocks.register.due.find(({ from }) => from === 'invitationServed');
    const about = {
      planYear: listing?.year ?? Number(ctx.today.slice(0, 4)),
      termWorkingDays: span?.n ?? 0,
      due: signBy,
      link: invitationPath(service.id),
    };
    await tell(ctx, 'registration-invitation', owners, { issue }, about, { inStage: true });
    return { result: { serviceId: service.id, issue } };
  },
});
