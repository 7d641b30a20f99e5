import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { Reminder } from './reminder';

/** To the owner: so many of the corrections are answered. */
export const remindOfCorrections: Reminder = async (ctx, clock, reminder) => {
  const { due } = clock;
  const request = await ctx.tx.correctionRequest.findUniqueOrThrow({
    where: { id: clock.subject },
    include: { items: { select: { answer: true } } },
  });
  const about = {
    about: request.subject,
    answered: request.items.filter(({ answer }) => answer !== null).length,
    total: request.items.length,
    due,
    link: projectPath(ctx.project.code, 'corrections', request.id),
  };
  const occasion = { about: request.id, round: request.number, due, reminder };
  await tell(ctx, 'corrections-due', await ownersOf(ctx), occasion, about, { clock });
};
