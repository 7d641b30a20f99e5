import { Refusal } from '../../../domain/errors';
import { contactsOf } from '../../people/recipients';
import type { ProcessContext } from '../../process/process-context';

/** Seats that a body fills, each with the body's part in the project. */
export type BodySeat = 'department' | 'archives';

/** The named contacts of the body that fills a seat. */
export async function liaisonsOf(ctx: ProcessContext, role: BodySeat): Promise<string[]> {
  const departments = await contactsOf(ctx, 'department', [role]);
  return role === 'department'
    ? departments
    : [...new Set([...departments, ...(await contactsOf(ctx, 'receiver', [role]))])];
}

/** @throws Refusal ACT_NOT_YOURS for who is no contact of the body */
export async function requireLiaison(ctx: ProcessContext, role: BodySeat, personId: string): Promise<void> {
  if ((await liaisonsOf(ctx, role)).includes(personId)) return;
  throw new Refusal('ACT_NOT_YOURS', { field: 'role', value: role, allowed: 'contacts of the body' });
}
