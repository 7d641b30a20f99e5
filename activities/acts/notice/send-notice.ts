import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { sessionsOf } from '../meeting/sessions';
import { serve } from '../service/serve';
import { PANEL_NOTICE } from './notice-standing';

const body = z.object({
  /** What members bring. */
  bring: prose(1_000),
  /** What the owner prepares. */
  prepare: prose(2_000),
});

/**
 * Gives notice of the meeting: to each member, who signs for it, and to the owner, who learns how many come and not who.
 * When a member was replaced after the notice, only who has not got it yet gets it.
 */
export const sendNotice = defineAct({
  kind: 'notice.send',
  summary: 'Send the notice of the meeting to the members and the owner',
  body,
  async apply(ctx) {
    let round = await requireRound(ctx);
    const first = round.noticeFactId === null;
    if (first) {
      await ctx.tx.round.update({
        where: { id: round.id },
        data: { noticeFactId: ctx.factId, noticeSequence: { increment: 1 } },
      });
      round = await requireRound(ctx);
    }
    const noticed = await noticeMembers(ctx, round);
    if (noticed === 0) throw new Refusal('NOTICE_ALREADY_SENT', { field: 'round', value: round.number });
    if (first) {
      await issuePaper(ctx, { kind: 'meeting_notice', content: { roundId: round.id, ...ctx.body } });
      await noticeOwners(ctx, round);
    }
    await settleTasks(ctx, 'send-notice');
    return { result: { roundId: round.id, members: noticed } };
  },
});

async function noticeMembers(ctx: ActContext<z.infer<typeof body>>, round: RoundWithPanel): Promise<number> {
  const subjectId = round.noticeFactId!;
  const services = await ctx.tx.service.findMany({ where: { subjectKind: PANEL_NOTICE, subjectId } });
  const sessions = sessionsOf(ctx, round.halfDays);
  let noticed = 0;
  for (const { role, holders } of round.seats) {
    const personId = holders[0]?.personId;
    if (!personId || services.some((service) => service.personId === personId)) continue;
    const { signBy } = await serve(ctx, { subjectKind: PANEL_NOTICE, subjectId, to: [personId] });
    const about = {
      seat: word('seat', role),
      sessions,
      place: round.place ?? '',
      bring: ctx.body.bring,
      meetingId: round.id,
      sequence: round.noticeSequence,
      due: signBy,
      link: projectPath(ctx.project.code, 'meeting'),
    };
    const occasion = { round: round.number, notice: round.noticeSequence };
    await tell(ctx, 'panel-meeting-notice', [personId], occasion, about, { roundId: round.id });
    noticed += 1;
  }
  return noticed;
}

async function noticeOwners(ctx: ActContext<z.infer<typeof body>>, round: RoundWithPanel): Promise<void> {
  const owners = await ownersOf(ctx);
  const { signBy } = await serve(ctx, { subjectKind: 'owner_notice', subjectId: ctx.factId, to: owners });
  const occasion = { round: round.number, notice: round.noticeSequence };
  const about = {
    panelSize: round.seats.length,
    sessions: sessionsOf(ctx, round.halfDays),
    place: round.place ?? '',
    meetingId: round.id,
    sequence: round.noticeSequence,
    due: signBy,
    link: projectPath(ctx.project.code, 'meeting'),
  };
  const validity = { roundId: round.id };
  if (round.kind === 'acceptance') {
    await tell(ctx, 'owner-meeting-notice', owners, occasion, { ...about, prepare: ctx.body.prepare }, validity);
    return;
  }
  const items = await ctx.tx.rectificationItem.count({ where: { round: { applicationId: round.applicationId } } });
  await tell(ctx, 'reinspection-notice', owners, occasion, { ...about, items }, validity);
}
