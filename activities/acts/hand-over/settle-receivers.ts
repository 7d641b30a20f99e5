import { openClocks } from '../../clocks/clock-rows';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { projectDate } from '../../projects/project-dates';
import { ensureTask, settleTasks } from '../../tasks/ensure-task';
import { receiversOf, signedFor } from './receivers';

/**
 * Once completion acceptance was held each receiver that has not signed has its term, and nobody else: asked whenever
 * receivers change. Without any, somebody has to name one.
 */
export async function settleReceivers(ctx: ProcessContext): Promise<void> {
  const held = await projectDate(ctx.tx, ctx.project.id, 'completion_acceptance');
  if (!held) return;
  const receivers = (await receiversOf(ctx)).map(({ organisationId }) => organisationId);
  const running = (await openClocks(ctx, 'hand_over')).map(({ subject }) => subject);
  for (const left of running.filter((id) => !receivers.includes(id))) await stopClocks(ctx, 'hand_over', left);
  const signed = await signedFor(ctx);
  for (const subject of receivers.filter((id) => !running.includes(id) && !signed.includes(id))) {
    await runClock(ctx, { kind: 'hand_over', subject, start: held.value, bases: { completionHeld: held } });
  }
  if (receivers.length === 0) await ensureTask(ctx, { kind: 'name-receiver', subject: ctx.factId });
  else await settleTasks(ctx, 'name-receiver');
}
