import type { Dossier } from '../people/dossier';
import { Occasion } from '../people/occasion';
import type { Troupe } from '../people/troupe';

/** The reply to an application names a wrong investment: the paper is void, and its replacement cites it. */
export async function correctReply(troupe: Troupe, dossier: Dossier): Promise<void> {
  const officer = new Occasion(troupe, dossier.caseOfficer, dossier);
  const reply = (await officer.part('papers')).find(({ kind, voidedAt }) => kind === 'reply' && voidedAt === null);
  const fact = (await officer.part('facts')).find(({ kind }) => kind === 'application.decide');
  if (!reply || !fact) throw new Error(`${officer.code} has no reply to correct`);
  await officer.act('correction.propose', {
    factId: fact.id,
    field: 'location',
    oldValue: (await officer.view()).location,
    newValue: '佛山市（以批准文件所载建设地址为准）',
    reason: '答复文书中的建设地址与批准文件不一致。',
    evidenceSha256: await officer.scan('项目批准文件'),
    papers: [reply.id],
  });
  troupe.world.happened('paper_corrected', officer.code);
}
