import type { LocalDate } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { Jurisdiction } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { SHIPPED_VERSION, shippedWordings, type WordingSubject, type Wordings } from './shipped-wordings';

export interface WordingInForce<S extends WordingSubject> {
  /** Null: it ships with the software. */
  id: string | null;
  /** Whose it is: the bureau's own, or the one's above. */
  jurisdictionId: string | null;
  version: number;
  body: Wordings[S];
}

/**
 * The wording that a bureau's papers or mails have on a day: of its own approved ones that have come into force the latest, else its
 * parent's, else the one that ships.
 *
 * @param bureau null: there is none yet, what ships is said
 * @throws Refusal WORDING_UNKNOWN
 */
export async function wordingInForce<S extends WordingSubject>(
  tx: Tx,
  subject: S,
  bureau: Pick<Jurisdiction, 'id' | 'parentId'> | null,
  code: string,
  on: LocalDate,
): Promise<WordingInForce<S>> {
  const shipped = requireShipped(subject, code);
  const places = bureau ? [bureau.id, bureau.parentId].filter((id) => id !== null) : [];
  const rows = await tx.wordingVersion.findMany({
    where: { jurisdictionId: { in: places }, subject, code, approved: true, effectiveFrom: { lte: toDate(on) } },
    orderBy: { version: 'desc' },
  });
  const own = rows.find(({ jurisdictionId }) => jurisdictionId === bureau?.id) ?? rows[0];
  if (!own) return { id: null, jurisdictionId: null, version: SHIPPED_VERSION, body: shipped };
  const { id, jurisdictionId, version } = own;
  return { id, jurisdictionId, version, body: own.body as unknown as Wordings[S] };
}

/** @throws Refusal WORDING_UNKNOWN */
export function requireShipped<S extends WordingSubject>(subject: S, code: string): Wordings[S] {
  const all = shippedWordings(subject);
  const found = all.get(code);
  if (!found) throw new Refusal('WORDING_UNKNOWN', { field: 'code', value: code, allowed: [...all.keys()] });
  return found;
}
