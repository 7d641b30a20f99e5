import { type LocalDate, yearOf } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { Reading } from '../route';
import { listJurisdictions } from '../routes/jurisdictions';
import type { Hat } from './hat';

const STAFF = ['officer', 'director', 'recorder'];

interface Asked {
  jurisdictionId?: string;
  year?: string;
}

/** Bureau and year of a page that shows a year of a bureau; this year unless another was asked for. @throws Refusal FORBIDDEN */
export async function officeAndYear(
  context: Reading & { hat: Hat | null; occasion: { today: LocalDate } },
  { jurisdictionId, year }: Asked,
) {
  const thisYear = yearOf(context.occasion.today);
  const office = await officeOf(context, jurisdictionId);
  return { office, thisYear, year: /^\d{4}$/.test(year ?? '') ? Number(year) : thisYear };
}

/** The bureau whose year is shown: the one that was asked for, else that of the hat. @throws Refusal FORBIDDEN for who is of none */
async function officeOf(context: Reading & { hat: Hat | null }, asked: string | undefined) {
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
