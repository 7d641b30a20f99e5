import type { Play, World } from '../play';
import type { Scenario } from '../scenarios/scenario';
import { sideBySide } from '../side-by-side';
import { castDossiers } from './cast-dossiers';
import type { Entry } from './diary';
import { directorsDesk, officersDesk } from './tasks';
import { Troubles } from './troubles';
import { Troupe } from './troupe';
import { followLinks, visit } from './visit';

/** Everybody does what is to be done, in time. */
export async function gather(world: World, scenarioOf: Parameters<typeof castDossiers>[1]): Promise<Troupe> {
  const troupe = new Troupe(world, castDossiers(world, scenarioOf), visit);
  await troupe.readCalendar();
  // An owner applies when he is ready, whether or not a mail reminds him.
  for (const dossier of troupe.dossiers.values()) {
    const applyOn = troupe.workingDay(1, dossier.applyOn);
    troupe.diary.at(applyOn, dossier.project.code, async () => {
      if (dossier.owner) await visit(troupe, dossier.owner, dossier);
    });
  }
  return troupe;
}

/** A day at the bureaus, and whatever people wrote down for it. */
export async function spendDay(troupe: Troupe): Promise<void> {
  const troubles = new Troubles();
  const today = troupe.world.today();
  for (let entries = troupe.diary.take(today); entries.length > 0; entries = troupe.diary.take(today)) {
    const done = ({ matter, work }: Entry) => troubles.meet(`${matter} as written down`, work);
    await sideBySide(entries, ({ matter }) => matter, done);
  }
  // A bureau's people work at their own tasks while the other bureaus' work at theirs.
  await Promise.all(
    troupe.world.bureaus.map(async (bureau) => {
      await officersDesk(troupe, bureau, troubles);
      await directorsDesk(troupe, bureau, troubles);
    }),
  );
  troubles.tell();
}

/** The life of projects of which each goes well. */
export function happyLife(): Play {
  let gathered: Promise<Troupe> | undefined;
  const troupeOf = (world: World) => {
    gathered ??= gather(world, (): Scenario => ({}));
    return gathered;
  };
  return {
    onMail: async (world, reader, mail) => followLinks(await troupeOf(world), reader, mail),
    onDay: async (world) => spendDay(await troupeOf(world)),
  };
}
