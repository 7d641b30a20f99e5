import { z } from 'zod';
import type { Tx } from '../activities/database/database';
import { Refusal } from '../domain/errors';
import type { Actor, Occasion } from './actor';
import { codeParams } from './routes/projects';
import { visibleProject } from './visible-project';

/** A round of a project by its number. */
export const roundParams = codeParams.extend({ number: z.coerce.number().int().min(1).max(1_000) });

/** The round that a path names with its seats, and the `where` of all that the caller may see of it. @throws Refusal NOT_FOUND */
export async function visibleRound(
  context: { tx: Tx; actor: Actor; occasion: Occasion },
  { code, number }: { code: string; number: number },
) {
  const { project, see } = await visibleProject(context, code);
  const round = await context.tx.round.findFirst({
    where: { AND: [{ projectId: project.id, number }, see.round] },
    include: {
      halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] },
      seats: { orderBy: { number: 'asc' } },
    },
  });
  if (!round) throw new Refusal('NOT_FOUND', { field: 'number', value: number });
  return { project, see, round };
}
