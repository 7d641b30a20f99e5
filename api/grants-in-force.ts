import type { Tx } from '../activities/database/database';
import { toDate } from '../activities/database/dates';
import { CONFIRMED_ROLES } from '../domain/access/confirmed-roles';
import type { LocalDate } from '../domain/calendar/local-date';
import type { Prisma, Role } from '../prisma/generated/client';

/** A role that a person holds today: in a jurisdiction for staff, in an organisation for the others. */
export interface GrantInForce {
  id: string;
  role: Role;
  jurisdictionId: string | null;
  organisationId: string | null;
  section: string | null;
}

/** Of a person the grants that hold on a day and need no confirmation, or have it. */
export function grantsInForce(on: LocalDate) {
  const day = toDate(on);
  return {
    where: {
      from: { lte: day },
      AND: [
        { OR: [{ until: null }, { until: { gte: day } }] },
        { OR: [{ confirmedById: { not: null } }, { role: { notIn: [...CONFIRMED_ROLES] } }] },
      ],
    },
    orderBy: [{ role: 'asc' }, { id: 'asc' }],
    select: { id: true, role: true, jurisdictionId: true, organisationId: true, section: true },
  } satisfies Prisma.Person$grantsArgs;
}

export function loadGrants(tx: Tx, personId: string, on: LocalDate): Promise<GrantInForce[]> {
  const { where, ...rest } = grantsInForce(on);
  return tx.grant.findMany({ ...rest, where: { ...where, personId } });
}
