import type { Reading } from '../../route';
import { listJurisdictions } from '../../routes/jurisdictions';
import type { Hat } from '../hat';
import type { Words } from '../words';

/** Who reads wordings; who may propose or decide is for the routes to say. */
export const WORDING_READERS = { roles: ['admin', 'director', 'officer'] } as const;

/** What a wording is of. */
export const wordingName = (subject: string, code: string, words: Words): string =>
  subject === 'mail' ? words.t(`mails.${code}`) : (words.find(`wordings.papers.${code}`) ?? words.value('paper', code));

interface Bureau {
  id: string;
  bureauName: string;
}

/** The bureaus whose wordings somebody keeps, the one of his hat first: an administrator any, others their own and those below. */
export async function keptBureaus(context: Reading & { hat: Hat | null }): Promise<Bureau[]> {
  const { actor, hat } = context;
  const { items } = await listJurisdictions.read(context, {});
  const isAdmin = actor.grants.some(({ role }) => role === 'admin');
  const held = actor.grants.flatMap(({ role, jurisdictionId }) =>
    jurisdictionId && (role === 'officer' || role === 'director') ? [jurisdictionId] : [],
  );
  const kept = items.filter(
    ({ id, parentId }) => isAdmin || held.includes(id) || (parentId && held.includes(parentId)),
  );
  const own = kept.filter(({ id }) => id === hat?.jurisdictionId);
  return [...own, ...kept.filter((each) => !own.includes(each))];
}
