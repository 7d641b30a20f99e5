import type { Stage } from '../../../domain/lifecycle/stage';
import { closeProject } from '../../process/close-project';
import type { ActContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';
import { receiversOf, signedFor } from './receivers';

/**
 * Closes the project once every receiver signed and no item of any round is open: the last signature or the last item, whichever
 * comes later.
 *
 * @returns the stage it moves to, if it does
 */
export async function closeWhenHandedOver(ctx: ActContext): Promise<Stage | undefined> {
  if (ctx.project.stage !== 'handing_over') return undefined;
  const receivers = await receiversOf(ctx);
  const signed = await signedFor(ctx);
  if (receivers.length === 0 || receivers.some(({ organisationId }) => !signed.includes(organisationId)))
    return undefined;
  const open = { projectId: ctx.project.id, state: { not: 'closed' as const } };
  if ((await ctx.tx.rectificationItem.count({ where: open })) === 0) return closeProject(ctx, 'handed_over', null);
  await ensureTask(ctx, { kind: 'close-open-items', subject: 'items' });
  return undefined;
}
