import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { stopClocks } from '../../clocks/run-clocks';
import { closeProject } from '../../process/close-project';
import { defineAct } from '../define-act';
import { requireFiles } from '../require-files';
import { requirePast } from '../require-past';

/** Routes on which another body accepts, or accepts together with us. */
const ELSEWHERE = ['upper', 'sector', 'joined'];

const beginExternal = defineAct({
  kind: 'external.begin',
  summary: 'Record that the body that accepts the project has begun',
  body: z.object({ body: z.string().min(1).max(200), document: z.string().min(1).max(200).optional() }),
  async apply(ctx) {
    if (!ELSEWHERE.includes(ctx.project.route ?? '')) {
      throw new Refusal('ROUTE_NOT_EXTERNAL', { field: 'route', value: ctx.project.route, allowed: ELSEWHERE });
    }
    await stopClocks(ctx, 'apply_by');
    await stopClocks(ctx, 'periodic_report');
    return { to: 'external' };
  },
});

/** On the joined route two officers record what they found; no panel sits. */
const recordFindingSheet = defineAct({
  kind: 'external.finding_sheet',
  summary: 'Record an officer’s finding sheet of a joint completion acceptance',
  body: z.object({ findings: z.string().min(1).max(20_000), agrees: z.boolean() }),
  async apply(ctx) {
    if (ctx.project.route !== 'joined') {
      throw new Refusal('ROUTE_NOT_EXTERNAL', { field: 'route', value: ctx.project.route, allowed: ['joined'] });
    }
    return {};
  },
});

const recordExternal = defineAct({
  kind: 'external.record',
  summary: 'Record the result of the body that accepts, with its papers',
  body: z.object({
    passed: z.boolean(),
    decidedOn: z.iso.date(),
    document: z.string().min(1).max(200),
    documentSha256: z.hash('sha256').optional(),
    /** The project is handed over to an archives of ours; otherwise its case ends with this result. */
    handOverHere: z.boolean(),
  }),
  async apply(ctx) {
    const { passed, decidedOn, document, documentSha256, handOverHere } = ctx.body;
    requirePast(ctx, 'decidedOn', decidedOn);
    await requireFiles(ctx, 'documentSha256', [documentSha256]);
    if (ctx.project.route === 'joined') await requireTwoSheets(ctx.tx, ctx.project.id);
    if (!passed) return { result: { document } };
    await stopClocks(ctx, 'accept_by', undefined, decidedOn);
    if (handOverHere) return { to: 'awaiting_completion', result: { document } };
    return { to: await closeProject(ctx, 'accepted_elsewhere', document), result: { document } };
  },
});

async function requireTwoSheets(tx: Parameters<typeof closeProject>[0]['tx'], projectId: string): Promise<void> {
  const sheets = await tx.fact.findMany({
    where: { projectId, kind: 'external.finding_sheet' },
    distinct: ['recordedById'],
    select: { recordedById: true },
  });
  if (sheets.length < 2) {
    throw new Refusal('FINDING_SHEETS_MISSING', {
      field: 'findingSheets',
      value: sheets.length,
      allowed: 'of two officers',
    });
  }
}

export const EXTERNAL_ACTS = [beginExternal, recordFindingSheet, recordExternal];
