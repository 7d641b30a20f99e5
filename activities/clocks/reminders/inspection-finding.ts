import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { Reminder } from './reminder';

/** To the owner: a finding of a visit is not put right; nothing to say while the officer verifies the answer. */
export const remindOfFinding: Reminder = async (ctx, clock, reminder) => {
  const { due, subject: finding } = clock;
  const { text, state } = await ctx.tx.visitFinding.findUniqueOrThrow({ where: { id: finding } });
  if (state !== 'open') return;
  const about = { finding: text, due, link: projectPath(ctx.project.code, 'findings', finding) };
  await tell(ctx, 'finding-due', await ownersOf(ctx), { finding, due, reminder }, about, { clock });
};
