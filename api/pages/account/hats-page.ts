import { toDate } from '../../../activities/database/dates';
import { personNames } from '../../person-names';
import type { Reading } from '../../route';
import { hatsOf } from '../hat';
import { page, text } from '../page';

/** Under which of one's roles, or in whose place, the pages are shown. */
export const hatsPage = page({
  path: '/account/roles',
  session: true,
  async show(context) {
    const { words, hat } = context;
    const hats = (await hatsOf(context, await absentPeople(context))).map((each) => ({
      ...each,
      value: `${each.id}/${each.deputyFor?.id ?? ''}`,
      worn: each.id === hat?.id,
    }));
    return { template: 'account/hats', title: words.t('hats.title'), width: 'narrow', data: { hats } };
  },
  async submit({ request, sent }) {
    const [grantId = '', deputyForId = ''] = text(sent, 'hat').split('/');
    // Whether the person may wear it is asked with every request; a made-up one falls back to the first.
    request.session.hat = { grantId, deputyForId: deputyForId || null };
    return { to: '/' };
  },
});

/** In whose place the signed-in person may act today. */
async function absentPeople({ tx, actor, occasion }: Reading) {
  const day = toDate(occasion.today);
  const absences = await tx.absence.findMany({
    where: { deputyId: actor.personId, from: { lte: day }, until: { gte: day } },
    distinct: ['personId'],
    select: { personId: true },
  });
  const ids = absences.map(({ personId }) => personId);
  const names = await personNames(tx, ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? null }));
}
