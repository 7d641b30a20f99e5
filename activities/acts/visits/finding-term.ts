import { actualDay } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import type { ActContext, ProcessContext } from '../../process/process-context';

/** The term of a finding in working days: as chosen within the rule's bounds, or the rule's own. @throws Refusal BAD_INPUT */
export function findingTerm(ctx: ProcessContext, field: string, chosen: number | undefined): number {
  const [span] = ctx.rules.body.clocks.inspection_finding.due;
  const { n } = span!;
  const { min, max } = span!.choice ?? { min: n, max: n };
  const days = chosen ?? n;
  if (days < min || days > max) {
    throw new Refusal('BAD_INPUT', { field, value: days, allowed: `integer from ${min} to ${max}` });
  }
  return days;
}

/** The term of a finding begins with the day on which the owner was served, in place of one that there was. */
export async function runFindingClock(ctx: ActContext, findingId: string, servedOn: Date, days: number): Promise<void> {
  const start = toLocalDate(servedOn);
  await stopClocks(ctx, 'inspection_finding', findingId, start);
  const bases = { findingServed: actualDay(start) };
  await runClock(ctx, { kind: 'inspection_finding', subject: findingId, start, bases, chosen: days });
}
