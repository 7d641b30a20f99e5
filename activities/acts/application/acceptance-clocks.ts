import { OWN_ROUTES } from '../../../domain/registration/allowed-routes';
import { openClocks } from '../../clocks/clock-rows';
import { runClock } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { projectDate } from '../../projects/project-dates';

/**
 * Starts what counts back from the planned completion: when to be accepted by, and, where this bureau takes applications,
 * when to apply by. What runs already goes on. With the date unknown both wait.
 *
 * @param applied the application is in: nobody is waiting for it
 */
export async function startAcceptanceClocks(ctx: ProcessContext, { applied = false } = {}): Promise<void> {
  const plannedCompletion = await projectDate(ctx.tx, ctx.project.id, 'completion');
  const bases = plannedCompletion ? { plannedCompletion } : {};
  const applies = !applied && ctx.project.route !== null && OWN_ROUTES.includes(ctx.project.route);
  for (const kind of ['accept_by', ...(applies ? (['apply_by'] as const) : [])] as const) {
    if ((await openClocks(ctx, kind)).length > 0) continue;
    await runClock(ctx, { kind, subject: 'project', start: ctx.today, bases });
  }
}
