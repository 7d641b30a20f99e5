import type { LocalDate } from '../../domain/calendar/local-date';
import type { Inbox, ReadMail } from './inbox';
import type { PersonClient } from './person-client';
import type { Play, World } from './play';
import type { PracticeClock } from './practice-clock';
import { sideBySide } from './side-by-side';

export interface Year {
  world: World;
  play: Play;
  inbox: Inbox;
  clock: PracticeClock;
  /** The day on which the curtain falls. */
  lastDay: LocalDate;
  /** Called on every working day before people act; true ends the year before its last day. */
  onMorning(): Promise<boolean>;
  /** Ends the year at once. */
  signal: AbortSignal;
  /** Somebody could not do what was to be done; the others go on. */
  onTrouble(what: string, error: unknown): void;
}

/**
 * Plays the working days: mails are read and acted on, then the day's own work is done, then time moves.
 *
 * @throws Error when it is ended by its signal
 */
export async function playYear(year: Year): Promise<void> {
  const { world, play, clock, lastDay, onMorning } = year;
  while (!(await onMorning()) && clock.today <= lastDay) {
    await readMails(year);
    await trying(year, 'the day', () => play.onDay(world));
    await readMails(year);
    await clock.nextWorkingDay();
  }
}

/** Until no more mail comes: people read what came and act on it, which makes more mail. */
async function readMails(year: Year): Promise<void> {
  const { world, play, inbox, clock } = year;
  for (;;) {
    await clock.settle();
    await inbox.refresh();
    const readings = await takeMails(world, inbox);
    if (readings.length === 0) return;
    const read = ({ reader, mail }: Reading) =>
      trying(year, `${reader.login} on ${mail.kind}`, () => play.onMail(world, reader, mail));
    await sideBySide(readings, ({ reader, mail }) => mail.projectCode ?? reader.login, read);
  }
}

interface Reading {
  reader: PersonClient;
  mail: ReadMail;
}

/** Everybody's new mail, in the order of readers; who has only just got an account enters first. */
async function takeMails(world: World, inbox: Inbox): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const address of inbox.waiting()) {
    const known = world.personByAddress(address);
    if (!known && !inbox.has(address, 'first-login')) continue;
    const reader = known ?? (await world.welcome(address));
    for (const mail of inbox.take(address)) readings.push({ reader, mail });
  }
  return readings;
}

async function trying({ onTrouble, signal }: Year, what: string, act: () => Promise<void>): Promise<void> {
  signal.throwIfAborted();
  try {
    await act();
  } catch (error) {
    onTrouble(what, error);
  }
}
