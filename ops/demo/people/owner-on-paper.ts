import { Occasion } from './occasion';
import { owner } from './owner';

const COUNTER_DAYS = 3;

/** An owner without an address comes to the counter every few days, and the officer enters what he brings. */
export function comeToCounter({ troupe, dossier }: Occasion): void {
  const come = async () => {
    const entering = { onBehalfOfId: dossier.ownerId!, channel: 'counter' } as const;
    const on = new Occasion(troupe, dossier.caseOfficer, dossier, entering);
    if ((await on.view()).stage === 'closed') return;
    await owner(on);
    troupe.diary.at(troupe.workingDay(COUNTER_DAYS), dossier.project.code, come);
  };
  troupe.diary.at(troupe.workingDay(COUNTER_DAYS), dossier.project.code, come);
}
