import { directorOf } from './director';
import type { Dossier } from './dossier';
import { Occasion } from './occasion';
import type { Troupe } from './troupe';

const RESTS_DAYS = 25;

/** Some weeks later the director has the project go on. */
export function resumeLater(troupe: Troupe, dossier: Dossier): void {
  troupe.diary.at(troupe.workingDay(RESTS_DAYS), dossier.project.code, async () => {
    const director = new Occasion(troupe, directorOf(dossier), dossier);
    await director.act('suspension.resume', { confirmAnew: false, reason: '资金已落实，工程恢复建设。' });
    // The owner takes up what rested.
    if (dossier.owner) troupe.comeBack(troupe.workingDay(1), dossier.owner, dossier);
  });
}

/** Six months are over: the director confirms the suspension anew. */
export async function confirmSuspension(troupe: Troupe, dossier: Dossier): Promise<void> {
  const director = new Occasion(troupe, directorOf(dossier), dossier);
  await director.act('suspension.resume', { confirmAnew: true, reason: '资金仍未落实，继续中止。' });
  resumeLater(troupe, dossier);
}
