import { z } from 'zod';
import { ACT_KINDS, type ActKind } from '../../../domain/lifecycle/act-table';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide, propose } from '../proposals/two-people';

const proposeBackdating = defineAct({
  kind: 'backdating.propose',
  summary: 'Propose to enter an act for a day further back than an officer may',
  body: z.object({
    act: z.enum(ACT_KINDS as [ActKind, ...ActKind[]]),
    occurredOn: z.iso.date(),
    reason: z.string().min(1).max(2_000),
  }),
  async apply(ctx) {
    const { reason, ...content } = ctx.body;
    const proposal = await propose(ctx, { kind: 'backdating', content, reason });
    return { result: { backdatingId: proposal.id } };
  },
});

const decideBackdating = defineAct({
  kind: 'backdating.decide',
  summary: 'Approve or send back a proposed back-dating',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'backdating', ctx.body);
    return { result: { backdatingId: proposal.id } };
  },
});

export const BACKDATING_ACTS = [proposeBackdating, decideBackdating];
