import { projectChain } from '../../domain/audit/audit-event';
import { withdrawProposals } from '../acts/proposals/two-people';
import { appendAudit } from '../audit/append-audit';
import type { ActContext } from '../process/process-context';
import { openSheets } from '../sealed/sheets';
import { sheetsOwed } from './owed-sheets';
import type { Review } from './review';
import { publishSamples } from './samples';
import { sheetsIn } from './sheets-in';
import { awaitedVolumes } from './volumes';

/** Once the last sheet is in and the last volume inspected, all sheets are opened at once and the deliberation begins. */
export async function settleInspection(ctx: ActContext, review: Review): Promise<void> {
  const { round } = review;
  if (round.step !== 'inspecting') return;
  const sheets = await sheetsIn(ctx.tx, round.id);
  if (sheetsOwed(ctx.rules.body, review, sheets) || (await awaitedVolumes(ctx.tx, round.id)) > 0) return;
  // What has been inspected is not drawn again.
  await withdrawProposals(ctx, { kind: 'draw_void' });
  const opened = await openSheets(ctx.tx, round.id);
  await ctx.tx.round.update({ where: { id: round.id }, data: { step: 'deliberating' } });
  await publishSamples(ctx, round.id);
  await appendAudit(ctx.tx, projectChain(ctx.project.code), {
    type: 'sheets.opened',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { roundId: round.id, sheets: opened.length },
  });
}
