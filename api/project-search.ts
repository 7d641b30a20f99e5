import type { Prisma } from '../prisma/generated/client';
import type { visible } from './visible';

/** Digits that a search for a telephone number has at least: fewer would find half the city. */
const PHONE_DIGITS = 4;

/**
 * What a search box finds: a part of the name, the short name, their pinyin initials, the code or the owner's name; from four
 * digits on, the telephone of who speaks for a party. Rows are read one by one: under row-level security no index may serve a
 * pattern (LIKE is not leakproof), and there are some ten thousand.
 */
export function foundBy(asked: string, see: Awaited<ReturnType<typeof visible>>): Prisma.ProjectWhereInput {
  const q = asked.trim().replace(/[\\%_]/g, '\\$&');
  const any: Prisma.ProjectWhereInput[] = [
    { name: { contains: q } },
    { shortName: { contains: q } },
    { code: { contains: q.toUpperCase() } },
    { parties: { some: { role: 'owner', until: null, organisation: { names: { some: named(q) } } } } },
  ];
  const letters = asked.toLowerCase().replace(/\s/g, '');
  if (/^[a-z0-9]{2,}$/.test(letters)) any.push({ initials: { contains: letters } });
  const digits = asked.replace(/[\s-]/g, '');
  if (new RegExp(`^\\d{${PHONE_DIGITS},}$`).test(digits)) {
    const grants = {
      some: { AND: [see.grant, { until: null, person: { details: { phone: { contains: digits } } } }] },
    };
    any.push({ parties: { some: { until: null, organisation: { grants } } } });
  }
  return { OR: any };
}

const named = (q: string): Prisma.OrganisationNameWhereInput => ({ name: { contains: q }, until: null });
