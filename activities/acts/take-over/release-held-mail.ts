import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineAct } from '../define-act';

/**
 * Mail about a project taken over stays off until an officer has seen what waits. He names each message he saw, to be sent
 * or dropped: what has come in since is seen first.
 */
export const releaseHeldMail = defineAct({
  kind: 'take_over.release_mail',
  summary: 'Let mail about a project taken over go out, after seeing what waits',
  body: z.object({ send: z.array(z.uuid()).max(1_000), drop: z.array(z.uuid()).max(1_000) }),
  async apply(ctx) {
    const { send, drop } = ctx.body;
    if (!ctx.project.mailHeld) {
      throw new Refusal('MAIL_NOT_HELD', { field: 'project', allowed: 'a project whose mail is held' });
    }
    const where = { projectId: ctx.project.id, state: 'held' as const };
    const held = (await ctx.tx.outboxMail.findMany({ where, select: { id: true } })).map(({ id }) => id);
    const unseen = held.filter((id) => !send.includes(id) && !drop.includes(id));
    if (unseen.length > 0) {
      throw new Refusal('STALE_VERSION', { field: 'send', value: unseen, allowed: 'every message that waits' });
    }
    await ctx.tx.outboxMail.updateMany({ where: { ...where, id: { in: drop } }, data: { state: 'superseded' } });
    const { count } = await ctx.tx.outboxMail.updateMany({
      where: { ...where, id: { in: send } },
      data: { state: 'queued', queuedAt: ctx.now, notBefore: ctx.now },
    });
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { mailHeld: false } });
    ctx.project.mailHeld = false;
    await ctx.tx.$executeRaw`SELECT pg_notify('outbox', '')`;
    return { result: { sent: count, dropped: held.length - count } };
  },
});
