import { registrationFormOf } from '../content/registration';
import type { Occasion } from './occasion';

const CONFIRMED_ON = '2025-11-20';

/** A project that was registered elsewhere goes on here; the officer reads what waits for the owner before it leaves. */
export async function takeOver(on: Occasion): Promise<void> {
  const { about, department, receiver } = on.dossier;
  const { design, construction, supervision } = registrationFormOf(about);
  const organisations = (role: string, named: unknown) =>
    (named as object[]).map((organisation) => ({ role, organisation }));
  const ours = { id: receiver.organisationId };
  await on.act('take_over.complete', {
    stage: 'tracking',
    source: '原登记台账及纸质登记表',
    caseOfficerId: on.person.personId,
    registration: { confirmedOn: CONFIRMED_ON, route: 'own' },
    parties: [
      ...organisations('design', design),
      ...organisations('construction', construction),
      ...organisations('supervision', supervision),
      { role: 'department', organisation: { id: department.organisationId } },
      { role: 'receiver', organisation: ours },
      ...(about.insidePlanningArea ? [{ role: 'archives', organisation: ours }] : []),
    ],
  });
  const date = { value: about.plannedCompletion, precision: 'day', kind: 'planned' };
  await on.act('date.change', { kind: 'completion', date, reason: '按原登记表补录。' });
  const path = `/api/v1/projects/${on.code}/held-mails`;
  const { items } = await on.person.get<{ items: { id: string }[] }>(path);
  await on.act('take_over.release_mail', { send: items.map(({ id }) => id), drop: [] });
  on.troupe.world.happened('taken_over', on.code);
}
