import { z } from 'zod';
import { toDate } from '../../activities/database/dates';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { addWorkingDays } from '../../domain/calendar/working-days';
import { jurisdictionsWith } from '../actor';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { localDate } from '../schemas';
import { unsettledMails } from '../unsettled-mails';
import { visible } from '../visible';
import { waitingFor } from './proposals';

const digest = z
  .object({
    overdue: z.int().meta({ description: 'Deadlines that passed' }),
    dueSoon: z.int().meta({ description: 'Deadlines within the next five working days' }),
    dueSoonUntil: localDate.meta({ description: 'The last of those days' }),
    tasks: z.int().meta({ description: 'Open tasks of the caller’s roles' }),
    taken: z.int().meta({ description: 'Of these, taken by the caller' }),
    proposals: z.int().meta({ description: 'Waiting for the caller’s decision' }),
    toSign: z.int().meta({ description: 'Notices for the caller to sign for' }),
    failedMails: z.int().meta({ description: 'Messages that bounced or were given up' }),
  })
  .meta({ id: 'Digest' });

const SOON = 5;

export const readDigest = route({
  method: 'get',
  path: '/api/v1/digest',
  tag: 'tasks',
  summary: 'What waits, in numbers: overdue, due soon, for me to do, to decide, to sign, and mail that failed',
  answers: { 200: digest },
  async handler(context) {
    const { tx, actor, occasion } = context;
    const see = await visible(context);
    const today = toDate(occasion.today);
    const until = addWorkingDays(await loadCalendar(tx), occasion.today, SOON).date;
    const soon = toDate(until);
    const running = { state: 'running' } as const;
    const open = { doneAt: null, role: { in: actor.grants.map(({ role }) => role) } };
    const mine = { personId: actor.personId, servedOn: null };
    const failed = { state: { in: ['bounced' as const, 'given_up' as const] } };
    const decide = waitingFor(actor.personId, jurisdictionsWith(actor, ['director']));
    return ok({
      overdue: await tx.clock.count({ where: { AND: [see.clock, running, { dueOn: { lt: today } }] } }),
      dueSoon: await tx.clock.count({ where: { AND: [see.clock, running, { dueOn: { gte: today, lte: soon } }] } }),
      dueSoonUntil: until,
      tasks: await tx.task.count({ where: { AND: [see.task, open] } }),
      taken: await tx.task.count({ where: { AND: [see.task, open, { takenById: actor.personId }] } }),
      proposals: await tx.proposal.count({ where: { AND: [see.proposal, { state: 'open' }, decide] } }),
      toSign: await tx.service.count({ where: { AND: [see.service, mine] } }),
      failedMails: await tx.outboxMail.count({ where: { AND: [see.outboxMail, failed, await unsettledMails(tx)] } }),
    });
  },
});

export const DIGEST_ROUTES: readonly Route[] = [readDigest];
