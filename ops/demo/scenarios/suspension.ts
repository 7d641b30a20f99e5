import type { Dossier } from '../people/dossier';
import { Occasion } from '../people/occasion';
import { resumeLater } from '../people/suspension';
import type { Troupe } from '../people/troupe';

/** Works stop for want of money: every clock rests until the director has the project go on. */
export async function suspend(troupe: Troupe, dossier: Dossier): Promise<void> {
  const officer = new Occasion(troupe, dossier.caseOfficer, dossier);
  await officer.act('suspension.propose', {
    reason: '资金未落实',
    document: `佛发改函〔2026〕${dossier.about.number}号`,
  });
  troupe.world.happened('suspended', officer.code);
  if (dossier.scenario.suspension === 'resumed') resumeLater(troupe, dossier);
}
