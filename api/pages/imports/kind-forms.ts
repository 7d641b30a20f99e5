import type { ImportKindId } from '../../../domain/import/kind';

/** What is asked beside a file, and whose it is: a bureau's, a project's, or the whole installation's. */
export interface KindForm {
  of: 'bureau' | 'project' | 'installation';
  asks: readonly ('year' | 'level' | 'source' | 'reason' | 'classified')[];
}

export const KIND_FORMS: Readonly<Record<ImportKindId, KindForm>> = {
  projects: { of: 'bureau', asks: ['year', 'level'] },
  plan: { of: 'bureau', asks: ['year'] },
  pool: { of: 'bureau', asks: [] },
  'take-over': { of: 'bureau', asks: ['year', 'level', 'source'] },
  catalogue: { of: 'project', asks: ['reason', 'classified'] },
  holidays: { of: 'installation', asks: ['year', 'source'] },
};

/** Kinds that somebody gives by a page of their own: officers for their bureau, administrators for all. */
export function kindsOf(role: string | undefined): ImportKindId[] {
  const whose = role === 'officer' ? 'bureau' : role === 'admin' ? 'installation' : null;
  return (Object.keys(KIND_FORMS) as ImportKindId[]).filter((kind) => KIND_FORMS[kind].of === whose);
}

/** Whose key-project list it is, as the lists themselves say. */
export const LEVELS = ['country', 'province', 'city', 'district'] as const;
