import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { answersOf, requireFinding } from './findings';

/** The officer closes a finding, or sends its answer back with a reason. */
export const verifyFinding = defineAct({
  kind: 'visit_finding.verify',
  summary: 'Close a finding of a visit, or send its answer back',
  body: z.object({ findingId: z.uuid(), accepted: z.boolean(), reason: prose(2_000).optional() }),
  async apply(ctx) {
    const { findingId, accepted, reason } = ctx.body;
    const finding = await requireFinding(ctx, findingId, 'reported');
    const round = await answersOf(ctx, findingId);
    await settleTasks(ctx, 'verify-finding', `${findingId}/${round}`);
    const state = accepted ? 'closed' : 'open';
    await ctx.tx.visitFinding.update({ where: { id: findingId }, data: { state, verifiedFactId: ctx.factId } });
    const owners = await ownersOf(ctx);
    const about = { finding: finding.text, link: projectPath(ctx.project.code, 'findings', findingId) };
    if (accepted) {
      const closedOn = ctx.envelope.occurredOn;
      await stopClocks(ctx, 'inspection_finding', findingId, closedOn);
      await tell(ctx, 'finding-closed', owners, { finding: findingId }, { ...about, closedOn });
      return { result: { findingId, state } };
    }
    if (!reason) throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
    const [clock] = await openClocks(ctx, 'inspection_finding', findingId);
    const due = clock?.due ?? ctx.today;
    await tell(ctx, 'finding-sent-back', owners, { finding: findingId, round }, { ...about, reason, due });
    return { result: { findingId, state } };
  },
});
