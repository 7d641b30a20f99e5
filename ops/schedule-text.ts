import type { ScheduleLine, YearSchedule } from '../activities/plan/draw-schedule';
import { sortByBytes } from '../domain/crypto/compare-bytes';
import { timeOf } from '../domain/plan/schedule/meeting-slots';

/** A schedule as lines for a terminal: the meetings by date, then what misses its date and why, then what has no date here. */
export function scheduleText({ year, lot, lines, least, experts }: YearSchedule): string {
  const dated = sortByBytes(
    lines.filter(({ halfDays }) => halfDays.length > 0),
    ({ halfDays }) => timeOf(halfDays[0]!),
  );
  const missed = lines.filter(({ miss }) => miss !== null);
  const rest = lines.filter(({ halfDays, miss }) => halfDays.length === 0 && miss === null);
  return [
    `${year}: ${lines.length} projects, ${dated.length} meetings with a date, ${missed.length} late (none has fewer than ${least})`,
    lot ? `order by lot: ${lot.name}, ${lot.drawnOn}, ${lot.value}` : 'a preview: no lottery decides among equals yet',
    `${experts.seats} seats to be drawn; ${experts.people} experts may take ${experts.seatsLeft}`,
    '',
    ...dated.map(meetingLine),
    ...(missed.length > 0 ? ['', 'late:'] : []),
    ...missed.map(missLine),
    ...(rest.length > 0 ? ['', 'without a date here:'] : []),
    ...rest.map(({ code, name, apart }) => `${code}  ${apart ?? 'no day left in the year'}  ${name}`),
  ].join('\n');
}

function meetingLine({ halfDays, code, name, jurisdiction, apart, pool, due }: ScheduleLine): string {
  const when = halfDays.length > 1 ? `${halfDays[0]!} … ${halfDays.at(-1)!}` : halfDays[0]!;
  const how = apart === 'DATED' ? 'has its date' : pool === 'parent' ? 'pool borrowed' : '';
  return [when, code, jurisdiction.name, name, due ? `due ${due}` : 'due date unknown', how].filter(Boolean).join('  ');
}

function missLine({ code, name, due, earliest, late, halfDays, miss }: ScheduleLine): string {
  const by = halfDays.length > 0 ? `${late} working days late` : 'no day left in the year';
  const why = {
    NO_TIME: `not before ${earliest}`,
    NO_STAFF: '',
    NO_EXPERTS: miss!.short.join(', '),
    CROWDED: miss!.rivals.join(', '),
  };
  return [code, miss!.reason, why[miss!.reason], `due ${due}`, by, name].filter(Boolean).join('  ');
}
