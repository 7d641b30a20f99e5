import { localDateOf } from '../../../domain/calendar/local-time';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { Refusal } from '../../../domain/errors';
import { type ActKind, actRule } from '../../../domain/lifecycle/act-table';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { rolesOnProject } from '../../people/roles-on-project';
import type { Envelope, ProcessContext } from '../../process/process-context';

/** Ways by which something reaches us on paper: its scan goes with what is entered from it. */
const ON_PAPER: readonly Envelope['channel'][] = ['counter', 'post', 'official_document'];

/**
 * What an officer enters for somebody must be that person's to do, and have reached the officer in some way.
 *
 * @throws Refusal ACT_NOT_YOURS, BAD_INPUT, SCAN_REQUIRED
 */
export async function checkEntry(ctx: ProcessContext, envelope: Envelope, kind: ActKind): Promise<void> {
  const { onBehalfOfId, channel, scanSha256 } = envelope;
  if (onBehalfOfId === null) return;
  const { by } = actRule(kind);
  const roles = await rolesOnProject(ctx.tx, onBehalfOfId, ctx.project, ctx.today);
  if (!by.some((role) => roles.includes(role))) {
    throw new Refusal('ACT_NOT_YOURS', { field: 'onBehalfOfId', value: onBehalfOfId, allowed: by });
  }
  if (channel === 'web') {
    throw new Refusal('BAD_INPUT', { field: 'channel', value: channel, allowed: 'how it reached the officer' });
  }
  if (ON_PAPER.includes(channel) && !scanSha256) {
    throw new Refusal('SCAN_REQUIRED', {
      field: 'scanSha256',
      value: null,
      allowed: `the scan of what came by ${channel}`,
    });
  }
}

/** Tells the person what was entered in his name, and until when he may object. */
export async function tellOfEntry(ctx: ProcessContext, envelope: Envelope, kind: ActKind): Promise<void> {
  const { onBehalfOfId, occurredOn, channel } = envelope;
  if (onBehalfOfId === null || ctx.actorId === null) return;
  const officer = await ctx.tx.person.findUniqueOrThrow({ where: { id: ctx.actorId }, select: { name: true } });
  const about = {
    what: word('act', kind as 'date.change'),
    occurredOn,
    channel: word('channel', channel),
    enteredBy: officer.name,
    due: objectBy(ctx, ctx.now),
    link: projectPath(ctx.project.code, 'entries', ctx.factId),
  };
  await tell(ctx, 'entered-for-you', [onBehalfOfId], { fact: ctx.factId }, about);
}

/** The last day on which a person may object to what was entered for him then. */
export function objectBy(ctx: ProcessContext, enteredAt: Date): string {
  const days = ctx.rules.body.entry.objectionWorkingDays;
  return addWorkingDays(ctx.calendar, localDateOf(enteredAt.toISOString()), days).date;
}
