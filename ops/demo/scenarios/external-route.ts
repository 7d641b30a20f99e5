import type { Dossier } from '../people/dossier';
import { Occasion } from '../people/occasion';
import type { Troupe } from '../people/troupe';

const ACCEPTED_AFTER_DAYS = 30;

/** The competent department organises the acceptance; the officer records when it begins and how it ends. */
export async function acceptElsewhere(troupe: Troupe, dossier: Dossier): Promise<void> {
  const officer = new Occasion(troupe, dossier.caseOfficer, dossier);
  await officer.act('external.begin', { body: dossier.department.name, document: '档案专项验收工作通知' });
  troupe.diary.at(troupe.workingDay(ACCEPTED_AFTER_DAYS), officer.code, async () => {
    await officer.act('external.record', {
      passed: true,
      decidedOn: troupe.world.today(),
      document: `${dossier.department.name}档案专项验收意见`,
      documentSha256: await officer.scan('档案专项验收意见'),
      handOverHere: true,
    });
    troupe.world.happened('external_route', officer.code);
    if (dossier.owner) troupe.comeBack(troupe.workingDay(1), dossier.owner, dossier);
  });
}
