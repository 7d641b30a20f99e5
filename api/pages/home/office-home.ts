import { CLOCK_KINDS, type ClockKind } from '../../../domain/clocks/clock-kind';
import { listClocks } from '../../routes/clocks';
import { readDigest } from '../../routes/digest';
import { listMails } from '../../routes/mails';
import { listTasks } from '../../routes/tasks';
import type { Showing, View } from '../page';

/** Rows of each list on the home page; the rest is behind a link. */
const ROWS = 10;
const SOON_ROWS = 12;

/** An officer's day: what is overdue, what is due soon, what waits for him, which mail failed. */
export async function officeView(context: Showing): Promise<View> {
  const { words, occasion } = context;
  const { today } = occasion;
  const counts = await readDigest.read(context, {});
  const overdue = await listClocks.read(context, { query: { state: 'running', overdue: 'true', limit: ROWS } });
  const near = { state: 'running', dueFrom: today, dueUntil: counts.dueSoonUntil, limit: SOON_ROWS } as const;
  const soon = await listClocks.read(context, { query: near });
  const tasks = await listTasks.read(context, { query: { limit: ROWS } });
  const mails = await listMails.read(context, { query: { failed: 'true', limit: ROWS } });
  const waiting = tasks.items.map((task) => ({ ...task, mine: task.takenBy?.id === context.actor.personId }));
  return {
    template: 'home/office',
    title: words.t('home.title'),
    data: {
      today,
      counts,
      overdue: overdue.items.map(withParty),
      soon: soon.items.map(withParty),
      tasks: waiting,
      mails: mails.items,
    },
  };
}

/** A clock with whom it waits for. */
export const withParty = <C extends { kind: string }>(clock: C) => ({
  ...clock,
  party: CLOCK_KINDS[clock.kind as ClockKind].concerns[0],
});
