import type { Role } from '../../prisma/generated/client';
import type { GrantInForce } from '../grants-in-force';
import { loadGrants } from '../grants-in-force';
import type { Reading } from '../route';

/** One part that a person may play: a grant, his own or that of somebody absent in whose place he acts. */
export interface Hat extends GrantInForce {
  deputyFor: { id: string; name: string } | null;
  /** The bureau or the organisation. */
  place: string;
}

/** Roles in the order in which a person who chose none is shown their pages. */
const ORDER: readonly Role[] = [
  ...(['officer', 'recorder', 'director', 'admin', 'owner', 'department', 'receiver', 'expert', 'witness'] as const),
];

/** The hat that the actor wears, else the first of those there are; null for a person without any. */
export async function wornHat({ request, actor, tx }: Reading): Promise<Hat | null> {
  const chosen = request.session.hat?.grantId;
  const grants = [...actor.grants].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
  const grant = grants.find(({ id }) => id === chosen) ?? grants[0];
  if (!grant) return null;
  const absent = actor.deputyFor?.personId;
  const person = absent
    ? await tx.person.findUnique({ where: { id: absent }, select: { id: true, name: true } })
    : null;
  return { ...grant, deputyFor: person, place: await placeOf(tx, grant) };
}

/** Every hat that the signed-in person may put on. */
export async function hatsOf({ tx, actor, occasion }: Reading, absent: readonly { id: string; name: string | null }[]) {
  const hats: Hat[] = [];
  const people = [{ id: actor.personId, name: null }, ...absent];
  for (const { id, name } of people) {
    const own = id === actor.personId;
    for (const grant of await loadGrants(tx, id, occasion.today)) {
      if (!own && grant.role === 'admin') continue;
      hats.push({ ...grant, deputyFor: own ? null : { id, name: name ?? '' }, place: await placeOf(tx, grant) });
    }
  }
  return hats;
}

async function placeOf(tx: Reading['tx'], { jurisdictionId, organisationId }: GrantInForce): Promise<string> {
  if (jurisdictionId) {
    const bureau = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { bureauName: true } });
    return bureau?.bureauName ?? '';
  }
  if (!organisationId) return '';
  const name = await tx.organisationName.findFirst({ where: { organisationId, until: null }, select: { name: true } });
  return name?.name ?? '';
}
