import type { LocalDate } from '../../../domain/calendar/local-date';
import { Refusal } from '../../../domain/errors';
import type { RectificationItem as Item } from '../../../domain/rectification/rectification-item';
import { openClocks } from '../../clocks/clock-rows';
import { toLocalDate } from '../../database/dates';
import type { ProcessContext } from '../../process/process-context';

/** The planned completion of a project, or null when it is unknown or already happened. */
export async function plannedCompletion(ctx: ProcessContext): Promise<LocalDate | null> {
  const date = await ctx.tx.projectDate.findFirst({
    where: { projectId: ctx.project.id, kind: 'completion' },
    orderBy: { sequence: 'desc' },
  });
  return date?.value && !date.actual ? toLocalDate(date.value) : null;
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
