import type { LocalDate } from '../../domain/calendar/local-date';
import { fillTemplate, type PaperFacts } from '../../domain/papers/fill-template';
import type { PaperDocument } from '../../domain/papers/paper-document';
import type { OfficePaper } from '../../domain/papers/paper-kind';
import type { OfficeField } from '../../domain/papers/sample-facts';
import type { Jurisdiction } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { chineseDate } from '../mail/chinese-date';
import { word } from '../mail/words';
import { wordingInForce } from '../wordings/wording-in-force';

export interface OfficeSource {
  tx: Tx;
  jurisdiction: Jurisdiction;
  today: LocalDate;
  practice: boolean;
}

/**
 * All words of a paper about a bureau, from what is on record now and its reader may see.
 *
 * @throws Refusal WORDING_FIELD_UNKNOWN when its wording names what the paper has not
 */
export async function officePaper(
  { tx, jurisdiction, today, practice }: OfficeSource,
  code: OfficePaper,
  own: PaperFacts,
): Promise<PaperDocument> {
  const { body, version } = await wordingInForce(tx, 'paper', jurisdiction, code, today);
  const { bureauName, name } = jurisdiction;
  const common: Record<OfficeField, string> = { bureau: bureauName, place: name, date: chineseDate(today) };
  return fillTemplate(
    body,
    { ...common, ...own },
    {
      template: { code, version },
      issuer: bureauName,
      reference: null,
      date: today,
      draft: false,
      practice,
      colophon: word('colophon', 'printed')
        .replace('{date}', chineseDate(today))
        .replace('{code}', code)
        .replace('{version}', String(version)),
    },
  );
}
