import { z } from 'zod';
import { PRINTED_KINDS } from '../../../domain/papers/paper-kind';
import { keepPaper } from '../../papers/issue-paper';
import { defineAct } from '../define-act';

/**
 * Has a form, sheet or list printed from what is on record: for the room, for signatures, for the file. It has no number; the
 * scan of what was written on it is filed under its id.
 */
export const printPaper = defineAct({
  kind: 'paper.print',
  summary: 'Print a form, sheet or list from what is on record',
  body: z.object({ kind: z.enum(PRINTED_KINDS) }),
  async apply(ctx) {
    const { id } = await keepPaper(ctx, { kind: ctx.body.kind, content: {} }, null);
    return { result: { paperId: id } };
  },
});
