import type { Tx } from '../activities/database/database';
import { Refusal } from '../domain/errors';
import type { Jurisdiction, Project } from '../prisma/generated/client';
import type { Actor, Occasion } from './actor';
import { visible } from './visible';

/** The project that a path names, and the `where` of all that the caller may see of it. @throws Refusal NOT_FOUND */
export async function visibleProject(
  context: { tx: Tx; actor: Actor; occasion: Occasion },
  code: string,
): Promise<{ project: Project & { jurisdiction: Jurisdiction }; see: Awaited<ReturnType<typeof visible>> }> {
  const see = await visible(context);
  const project = await context.tx.project.findFirst({
    where: { AND: [{ code }, see.project] },
    include: { jurisdiction: true },
  });
  if (!project) throw new Refusal('NOT_FOUND', { field: 'code', value: code });
  return { project, see };
}
