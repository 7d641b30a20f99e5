import { z } from 'zod';
import { WordingSubject } from '../../../prisma/generated/enums';
import { listWordings } from '../../routes/wordings';
import { page } from '../page';
import { keptBureaus, WORDING_READERS, wordingName } from './names';

/** What a bureau's papers and mails say: which version of each is in force, and what waits for a second person. */
export const listPage = page({
  ...WORDING_READERS,
  path: '/wordings',
  query: z.object({ bureau: z.uuid().optional(), subject: z.enum(WordingSubject).default('mail') }),
  async show(context) {
    const { words, query } = context;
    const bureaus = await keptBureaus(context);
    const bureau = bureaus.find(({ id }) => id === query.bureau) ?? bureaus[0];
    const { items } = bureau ? await listWordings.read(context, { params: { id: bureau.id } }) : { items: [] };
    const wordings = items
      .filter(({ subject }) => subject === query.subject)
      .map((each) => ({
        ...each,
        name: wordingName(each.subject, each.code, words),
        path: `/wordings/${bureau!.id}/${each.subject}/${each.code}`,
        own: each.inForce.jurisdictionId === bureau!.id,
        above: each.inForce.jurisdictionId !== null && each.inForce.jurisdictionId !== bureau!.id,
      }));
    return {
      template: 'wordings/list',
      title: words.t('wordings.title'),
      width: 'mid',
      data: {
        bureaus: bureaus.map((each) => ({ ...each, current: each.id === bureau?.id })),
        several: bureaus.length > 1,
        subject: query.subject,
        subjects: (['mail', 'paper'] as const).map((subject) => ({
          path: `/wordings?${new URLSearchParams({ ...(bureau ? { bureau: bureau.id } : {}), subject })}`,
          words: words.t(`wordings.subjects.${subject}`),
          current: subject === query.subject,
          n: items.filter((each) => each.subject === subject && each.waiting).length,
        })),
        // Those that wait or are the bureau's own come first.
        wordings: [...wordings].sort((a, b) => rank(a) - rank(b)),
      },
    };
  },
});

const rank = ({ waiting, own }: { waiting: object | null; own: boolean }): number => (waiting ? 0 : own ? 1 : 2);
