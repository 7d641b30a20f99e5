import type { Tx } from '../database/database';
import { chineseDate } from '../mail/chinese-date';
import type { BagWriter } from './bag-writer';
import type { Packed } from './index-page';

/** Mails as they left, each a text that begins with to whom and when; several messages that left as one mail are one. */
export async function addMails(tx: Tx, bag: BagWriter, projectId: string, packed: Packed): Promise<void> {
  const mails = await tx.outboxMail.findMany({
    where: { projectId, sentText: { not: null } },
    select: {
      ...{ id: true, sentAsId: true, acceptedAt: true, address: true, sentText: true },
      person: { select: { name: true } },
    },
    orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }],
  });
  const done = new Set<string>();
  for (const { id, sentAsId, acceptedAt, address, sentText, person } of mails) {
    if (done.has(sentAsId ?? id)) continue;
    done.add(sentAsId ?? id);
    const [subject = ''] = sentText!.split('\n', 1);
    const at = chineseDate(acceptedAt!.toISOString());
    const path = `mails/${String(done.size).padStart(4, '0')}.txt`;
    // Old editors tell UTF-8 by its mark.
    await bag.add(path, [Buffer.from(`\ufeff${person.name} <${address ?? ''}>\n${at}\n${sentText}`)]);
    packed.mails.push({ path, name: `${at} ${person.name}：${subject}` });
  }
}
