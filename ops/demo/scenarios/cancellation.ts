import type { Dossier } from '../people/dossier';
import { Occasion } from '../people/occasion';
import type { Troupe } from '../people/troupe';

/** The project is given up; its case is closed with the document that says so. */
export async function cancel(troupe: Troupe, dossier: Dossier): Promise<void> {
  const officer = new Occasion(troupe, dossier.caseOfficer, dossier);
  await officer.act('outcome.propose', {
    outcome: 'cancelled',
    document: `佛发改投资〔2026〕${dossier.about.number}号 关于撤销项目的批复`,
    reason: '项目主管部门批复撤销建设计划。',
  });
  troupe.world.happened('cancelled', officer.code);
}
