import { Refusal } from '../../../domain/errors';
import type { Reading } from '../../route';
import { listJurisdictions } from '../../routes/jurisdictions';
import type { Hat } from '../hat';

const STAFF = ['officer', 'director', 'recorder'];

/** The bureau whose year is shown: the one that was asked for, else that of the hat. @throws Refusal FORBIDDEN for who is of none */
export async function officeOf(context: Reading & { hat: Hat | null }, asked: string | undefined) {
  const { hat, actor } = context;
  const own =
    hat && STAFF.includes(hat.role)
      ? hat.jurisdictionId
      : actor.grants.find(({ role, jurisdictionId }) => STAFF.includes(role) && jurisdictionId)?.jurisdictionId;
  if (!own) throw new Refusal('FORBIDDEN', { allowed: STAFF });
  const { items } = await listJurisdictions.read(context, {});
  const choices = items.filter(({ id, parentId }) => id === own || parentId === own);
  return { id: choices.some(({ id }) => id === asked) ? asked! : own, choices };
}
