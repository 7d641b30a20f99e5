import type { ImportKindId } from '../../../domain/import/kind';

/** What is asked beside a file, and whose it is: a bureau's, or a project's. */
export interface KindForm {
  of: 'bureau' | 'project';
  asks: readonly ('year' | 'level' | 'reason' | 'classified')[];
}

export const KIND_FORMS: Readonly<Record<ImportKindId, KindForm>> = {
  projects: { of: 'bureau', asks: ['year', 'level'] },
  plan: { of: 'bureau', asks: ['year'] },
  catalogue: { of: 'project', asks: ['reason', 'classified'] },
};

/** Kinds that officers give for their bureau. */
export const BUREAU_KINDS = (Object.keys(KIND_FORMS) as ImportKindId[]).filter(
  (kind) => KIND_FORMS[kind].of === 'bureau',
);

/** Whose key-project list it is, as the lists themselves say. */
export const LEVELS = ['country', 'province', 'city', 'district'] as const;
