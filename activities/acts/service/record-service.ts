import { z } from 'zod';
import { localDateOf } from '../../../domain/calendar/local-time';
import { Refusal } from '../../../domain/errors';
import type { Service } from '../../../prisma/generated/client';
import { stopClocks } from '../../clocks/run-clocks';
import { toDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { servedRule } from './served';

/** Channels by which an officer hands something over; on the web the reader signs for it himself. */
const HANDED_OVER = ['counter', 'post', 'phone', 'official_document', 'meeting'] as const;

/** The reader signs 签收, or the officer records how and when it reached him. Legal terms run from that day. */
export const recordService = defineAct({
  kind: 'service.record',
  summary: 'Sign for a notice, or record that it was served',
  body: z.object({ serviceId: z.uuid() }),
  async apply(ctx) {
    const service = await ctx.tx.service.findFirst({ where: { id: ctx.body.serviceId, projectId: ctx.project.id } });
    if (!service) throw new Refusal('NOT_FOUND', { field: 'serviceId', value: ctx.body.serviceId });
    if (service.servedOn) throw new Refusal('ALREADY_SERVED', { field: 'serviceId', value: service.id });
    const rule = servedRule(service.subjectKind);
    checkSigner(ctx, service, rule.by);

    const { occurredOn, channel } = ctx.envelope;
    const sentOn = localDateOf(service.sentAt.toISOString());
    if (occurredOn < sentOn) {
      throw new Refusal('SERVED_BEFORE_SENT', {
        field: 'occurredOn',
        value: occurredOn,
        allowed: `${sentOn} or later`,
      });
    }
    const servedOn = toDate(occurredOn);
    const signed = await ctx.tx.service.update({
      where: { id: service.id },
      data: { servedOn, channel, factId: ctx.factId, personId: channel === 'web' ? ctx.actorId : service.personId },
    });
    await stopClocks(ctx, 'service', service.id, occurredOn);
    await settleTasks(ctx, 'serve-paper', service.id);
    const to = await rule.next?.(ctx, { ...signed, servedOn });
    return { to, result: { serviceId: service.id } };
  },
});

/** @throws Refusal ACT_NOT_YOURS, BAD_INPUT for an officer who signs on the web */
function checkSigner(ctx: ActContext, service: Service, by: ActContext['roles'][number]): void {
  const signer = ctx.envelope.deputyForId ?? ctx.actorId;
  const addressed = by === 'owner' || service.personId === null || service.personId === signer;
  if (ctx.envelope.channel === 'web' && ctx.roles.includes(by) && addressed) return;
  if (!ctx.roles.includes('officer')) throw new Refusal('ACT_NOT_YOURS', { field: 'serviceId', allowed: by });
  if (ctx.envelope.channel === 'web') {
    throw new Refusal('BAD_INPUT', { field: 'channel', value: 'web', allowed: HANDED_OVER });
  }
}
