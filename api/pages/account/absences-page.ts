import { z } from 'zod';
import { isLocalDate } from '../../../domain/calendar/local-date';
import type { Reading } from '../../route';
import { addAbsence, changeAbsence, listAbsences, removeAbsence } from '../../routes/absences';
import { listGrants } from '../../routes/grants';
import { newFormKey, page, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

/** When I am away, and who acts in my place. */
export const absencesPage = page({
  path: '/account/absences',
  async show(context) {
    const { words, occasion } = context;
    const { items } = await listAbsences.read(context, {});
    const absences = items.map((each) => ({
      ...each,
      begun: each.from <= occasion.today,
      over: each.until < occasion.today,
    }));
    const data = { absences, colleagues: await colleaguesOf(context), key: newFormKey() };
    return { template: 'account/absences', title: words.t('absences.title'), width: 'mid', data };
  },
  async submit(visit) {
    const { sent, request, words } = visit;
    const from = text(sent, 'from');
    const until = text(sent, 'until');
    const faults = Object.entries({ from, until })
      .filter(([, day]) => !isLocalDate(day))
      .map(([field]) => ({ field, text: words.t('form.date-missing') }));
    if (faults.length === 0 && until < from) faults.push({ field: 'until', text: words.t('absences.ends-before') });
    if (faults.length > 0) throw new Unfit(faults);
    const deputyId = text(sent, 'deputyId') || undefined;
    await ask(visit, addAbsence, { body: { from, until, deputyId }, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('absences.added') };
    return { to: '/account/absences' };
  },
});

const endAction = page({
  path: '/account/absences/:id/end',
  params: z.strictObject({ id: z.uuid() }),
  async submit(visit) {
    const { params, sent, request, words } = visit;
    const until = text(sent, 'until');
    if (!isLocalDate(until)) throw new Unfit([{ field: 'until', text: words.t('form.date-missing') }]);
    await ask(visit, changeAbsence, { params, body: { until } });
    request.session.flash = { tone: 'ok', text: words.t('absences.changed') };
    return { to: '/account/absences' };
  },
});

const removeAction = page({
  path: '/account/absences/:id/remove',
  params: z.strictObject({ id: z.uuid() }),
  async submit(visit) {
    const { params, request, words } = visit;
    await ask(visit, removeAbsence, { params });
    request.session.flash = { tone: 'ok', text: words.t('absences.removed') };
    return { to: '/account/absences' };
  },
});

export const absenceActions = [endAction, removeAction];

/** Who works at the same bureau or organisation. */
async function colleaguesOf(context: Reading): Promise<{ id: string; name: string }[]> {
  const { actor } = context;
  const found = new Map<string, string>();
  for (const { jurisdictionId, organisationId } of actor.grants) {
    const place = jurisdictionId ? { jurisdictionId } : organisationId ? { organisationId } : null;
    if (!place) continue;
    const { items } = await listGrants.read(context, { query: { ...place, state: 'in_force', limit: 200 } });
    for (const { person } of items) if (person.name && person.id !== actor.personId) found.set(person.id, person.name);
  }
  return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}
