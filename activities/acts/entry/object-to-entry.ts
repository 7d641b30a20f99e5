import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { objectBy } from './entry';

/** A person says that what an officer entered in his name is wrong; the director looks into it. The fact itself stands. */
export const objectToEntry = defineAct({
  kind: 'entry.object',
  summary: 'Object to what an officer entered in one’s name',
  body: z.object({ factId: z.uuid(), words: prose(2_000) }),
  async apply(ctx) {
    const { factId, words } = ctx.body;
    const person = ctx.envelope.deputyForId ?? ctx.actorId;
    const entry = await ctx.tx.fact.findFirst({
      where: { id: factId, projectId: ctx.project.id, onBehalfOfId: person },
    });
    if (!entry) throw new Refusal('NOT_FOUND', { field: 'factId', value: factId });
    const until = objectBy(ctx, entry.actedAt);
    if (ctx.today > until) {
      throw new Refusal('OBJECTION_TOO_LATE', { field: 'factId', value: factId, allowed: `until ${until}` });
    }
    const made = await ctx.tx.task.findFirst({
      where: { projectId: ctx.project.id, kind: 'settle-objection', subject: factId },
      select: { id: true },
    });
    if (made) throw new Refusal('OBJECTION_MADE', { field: 'factId', value: factId, allowed: 'one objection' });
    await ensureTask(ctx, { kind: 'settle-objection', subject: factId, role: 'director', note: words });
    return {};
  },
});
