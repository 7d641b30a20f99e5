import type { CorrectionSubject } from '../../../prisma/generated/client';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { ProcessContext } from '../../process/process-context';
import { serve } from '../service/serve';

/** The form went back to the owner, who signs for that. */
export async function tellReturned(
  ctx: ProcessContext,
  about: CorrectionSubject,
  { subjectId, round, reason }: { subjectId: string; round: number; reason: string },
): Promise<void> {
  const owners = await ownersOf(ctx);
  const { signBy } = await serve(ctx, { subjectKind: 'return', subjectId, to: owners });
  const link = projectPath(ctx.project.code, about);
  await tell(ctx, 'submission-returned', owners, { about: subjectId, round }, { about, reason, due: signBy, link });
}
