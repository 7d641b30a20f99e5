import { stopClocks } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { settleTasks } from '../../tasks/ensure-task';
import type { ServedKind } from './served';

/** A notice that nobody signed for needs no signature any more: nobody is telephoned about it. */
export async function dropService(ctx: ProcessContext, subjectKind: ServedKind, subjectId?: string): Promise<void> {
  const unsigned = await ctx.tx.service.findMany({
    where: { projectId: ctx.project.id, subjectKind, subjectId, servedOn: null },
    select: { id: true },
  });
  for (const { id } of unsigned) {
    await stopClocks(ctx, 'service', id);
    await settleTasks(ctx, 'serve-paper', id);
  }
}
