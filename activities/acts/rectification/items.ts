import type { PartialDate } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import type { RectificationItem as Item } from '../../../domain/rectification/rectification-item';
import { openClocks } from '../../clocks/clock-rows';
import type { ProcessContext } from '../../process/process-context';
import { projectDate } from '../../projects/project-dates';

/** The planned completion of a project, or null when it is unknown or already happened. */
export async function plannedCompletion(ctx: ProcessContext): Promise<PartialDate | null> {
  const date = await projectDate(ctx.tx, ctx.project.id, 'completion');
  return date?.kind === 'planned' ? date : null;
}

/** The row of an item of this project. @throws Refusal NOT_FOUND */
export async function requireItem(ctx: ProcessContext, id: string) {
  const item = await ctx.tx.rectificationItem.findFirst({
    where: { id, projectId: ctx.project.id },
    include: { answers: { orderBy: { number: 'desc' }, take: 1 } },
  });
  if (!item) throw new Refusal('NOT_FOUND', { field: 'itemId', value: id });
  return item;
}

/** An item as the rules see it, with the day its clock gives it. */
export async function asRule(ctx: ProcessContext, row: { id: string; mark: string; state: string }): Promise<Item> {
  const [clock] = await openClocks(ctx, 'rectification_item', row.id);
  const due = clock?.due ?? ctx.today;
  return {
    id: row.id,
    mustFix: row.mark === 'must_fix',
    state: row.state as Item['state'],
    servedOn: clock?.start ?? ctx.today,
    setDue: due,
    extendedTo: clock && clock.extensions.length > 0 ? due : null,
  };
}
