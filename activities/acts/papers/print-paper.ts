import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { PRINTED_KINDS } from '../../../domain/papers/paper-kind';
import { MEETING_KINDS } from '../../../domain/papers/paper-pack';
import { keepPaper } from '../../papers/issue-paper';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';

/**
 * Has a form, sheet or list printed from what is on record: for the room, for signatures, for the file; or all that a meeting
 * needs. It has no number; the scan of what was written on it is filed under its id.
 */
export const printPaper = defineAct({
  kind: 'paper.print',
  summary: 'Print a form, sheet or list from what is on record',
  body: z.object({ kind: z.enum([...PRINTED_KINDS, 'meeting_pack']) }),
  async apply(ctx) {
    const { kind } = ctx.body;
    if (kind !== 'meeting_pack') return { result: { paperIds: [await print(ctx, kind)] } };
    const paperIds: string[] = [];
    for (const each of MEETING_KINDS) {
      // Of what has not happened yet, a draw or a sample, there is nothing to print.
      const id = await print(ctx, each).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'NOT_FOUND') return null;
        throw error;
      });
      if (id !== null) paperIds.push(id);
    }
    return { result: { paperIds } };
  },
});

async function print(ctx: ActContext, kind: (typeof PRINTED_KINDS)[number]): Promise<string> {
  return (await keepPaper(ctx, { kind, content: {} }, null)).id;
}
