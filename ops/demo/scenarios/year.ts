import type { Dossier } from '../people/dossier';
import { gather, spendDay } from '../people/happy-life';
import type { Point, Troupe } from '../people/troupe';
import { followLinks } from '../people/visit';
import type { Play, World } from '../play';
import { cancel } from './cancellation';
import { acceptElsewhere } from './external-route';
import { expectNotices } from './holiday-notices';
import { correctReply } from './paper-correction';
import { assignStories } from './stories';
import { suspend } from './suspension';

/** What happens to a project of its own accord, so many working days after it came to a point. */
const TURNS: readonly { of(dossier: Dossier): boolean; on: Point; days: number; turn: Turn }[] = [
  { of: ({ scenario }) => scenario.suspension !== undefined, on: 'tracking', days: 5, turn: suspend },
  { of: ({ scenario }) => scenario.cancelled === true, on: 'tracking', days: 20, turn: cancel },
  { of: ({ scenario }) => scenario.route === 'sector', on: 'tracking', days: 40, turn: acceptElsewhere },
  { of: ({ scenario }) => scenario.paperCorrected === true, on: 'paneling', days: 2, turn: correctReply },
];

type Turn = (troupe: Troupe, dossier: Dossier) => Promise<void>;

/**
 * A year of the whole plan with all its troubles.
 *
 * @param share of the projects that may have a story of their own
 */
export function wholeYear(share?: number): Play {
  let begun: Promise<Troupe> | undefined;
  const troupeOf = (world: World) => {
    begun ??= begin(world, share);
    return begun;
  };
  return {
    onMail: async (world, reader, mail) => followLinks(await troupeOf(world), reader, mail),
    onDay: async (world) => spendDay(await troupeOf(world)),
  };
}

async function begin(world: World, share?: number): Promise<Troupe> {
  const stories = assignStories(world, share);
  const troupe = await gather(world, ({ code }) => stories.get(code) ?? {});
  expectNotices(troupe);
  troupe.onReached = (dossier, point) => {
    for (const { of, on, days, turn } of TURNS) {
      if (on !== point || !of(dossier)) continue;
      troupe.diary.at(troupe.workingDay(days), dossier.project.code, () => turn(troupe, dossier));
    }
  };
  return troupe;
}
