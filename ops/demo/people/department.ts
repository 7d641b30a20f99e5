import { daysFor } from './delays';
import type { Occasion } from './occasion';

/** The contact of a competent department or an archives signs for the letter and names who sits on the panel. */
export async function department(on: Occasion): Promise<void> {
  await signForLetters(on);
  if (!(await on.may('seat.name_member'))) return;
  const round = await on.round();
  const { department, receiver } = on.dossier;
  for (const [role, body] of [
    ['department', department],
    ['archives', receiver],
  ] as const) {
    const seat = round?.seats.find((each) => each.role === role);
    // A seat that somebody holds shows no name to other bodies; its state does.
    if (seat?.state !== 'vacant' || body.liaison.personId !== on.person.personId) continue;
    if (!on.isTime(`name ${seat.id}`, daysFor(on.scenario, 'name_member', 1))) continue;
    await on.act('seat.name_member', { role, member: { personId: body.delegate.personId } });
  }
}

async function signForLetters(on: Occasion): Promise<void> {
  for (const { id, subjectKind, personId, servedOn } of await on.part('services')) {
    if (subjectKind !== 'member_letter' || servedOn !== null) continue;
    if (personId === null || personId === on.person.personId) await on.act('service.record', { serviceId: id });
  }
}
