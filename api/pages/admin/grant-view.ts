import type { LocalDate } from '../../../domain/calendar/local-date';

interface Grant {
  from: LocalDate;
  until: LocalDate | null;
  needsConfirmation: boolean;
  confirmedBy: object | null;
}

/** A grant with whether it waits for a second person, holds, is to come or is over. */
export function grantView<G extends Grant>(grant: G, today: LocalDate): G & { state: string } {
  return { ...grant, state: stateOf(grant, today) };
}

function stateOf({ from, until, needsConfirmation, confirmedBy }: Grant, today: LocalDate): string {
  if (until !== null && until < today) return 'ended';
  if (needsConfirmation && confirmedBy === null) return 'waiting';
  return from > today ? 'to-come' : 'in_force';
}
