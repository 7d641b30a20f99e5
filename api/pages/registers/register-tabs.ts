import type { Role } from '../../../prisma/generated/client';
import type { Hat } from '../hat';
import type { Words } from '../words';

export type Register = 'organisations' | 'people' | 'experts' | 'bureaus';

/** Who looks into the registers. */
export const READERS = { roles: ['officer', 'director', 'recorder', 'admin'] } as const;
/** Bureaus keep people and pools; an administrator does not. */
export const STAFF = { roles: ['officer', 'director', 'recorder'] } as const;
/** Who admits experts to a pool and changes what is known of them. */
export const KEEPERS = { roles: ['officer', 'director'] } as const;

const TABS: Record<Register, readonly Role[]> = {
  organisations: READERS.roles,
  people: READERS.roles,
  experts: STAFF.roles,
  bureaus: READERS.roles,
};

/** The registers that the reader's hat opens, and which is shown. */
export function registerTabs(shown: Register, hat: Hat | null, words: Words) {
  const open = (Object.keys(TABS) as Register[]).filter((name) => hat && TABS[name].includes(hat.role));
  return open.map((name) => ({
    path: `/registers/${name}`,
    words: words.t(`registers.${name}.title`),
    current: name === shown,
  }));
}

/** Whether the reader's hat is one of a bureau. */
export const isStaff = (hat: Hat | null): boolean => hat !== null && STAFF.roles.some((role) => role === hat.role);
