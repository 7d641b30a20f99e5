import type { LocalDate } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { OrganisationKind } from '../../prisma/generated/client';
import type { OrganisationRef } from '../acts/field-types';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';

/** The name an organisation has now. */
export async function organisationName(tx: Tx, id: string): Promise<string> {
  const name = await tx.organisationName.findFirst({
    where: { organisationId: id },
    // The present name has no end, and Postgres puts nulls first when it descends.
    orderBy: [{ until: 'desc' }, { from: 'desc' }],
    select: { name: true },
  });
  return name?.name ?? '';
}

/**
 * The organisation meant: by id, else by credit code, else by present name; new in the register when it has none of these.
 *
 * @throws Refusal NOT_FOUND for an unknown id
 */
export async function ensureOrganisation(tx: Tx, ref: OrganisationRef, kind: OrganisationKind): Promise<string> {
  const known = await findOrganisation(tx, ref);
  if (!known) {
    const { name, creditCode } = ref as { name: string; creditCode?: string };
    const data = { creditCode, kinds: [kind], names: { create: [{ name }] } };
    return (await tx.organisation.create({ data, select: { id: true } })).id;
  }
  const creditCode = 'creditCode' in ref ? (known.creditCode ?? ref.creditCode) : known.creditCode;
  const kinds = known.kinds.includes(kind) ? known.kinds : [...known.kinds, kind];
  await tx.organisation.update({ where: { id: known.id }, data: { creditCode, kinds } });
  return known.id;
}

/**
 * What is learned of an organisation that is known under this id already: its credit code, and a new name, which leaves the
 * old one as a former name 曾用名.
 */
export async function learnOrganisation(tx: Tx, id: string, ref: OrganisationRef, on: LocalDate): Promise<void> {
  if ('id' in ref) return;
  const { creditCode } = await tx.organisation.findUniqueOrThrow({ where: { id }, select: { creditCode: true } });
  if (creditCode === null && ref.creditCode) {
    await tx.organisation.update({ where: { id }, data: { creditCode: ref.creditCode } });
  }
  if ((await organisationName(tx, id)) === ref.name) return;
  await tx.organisationName.updateMany({ where: { organisationId: id, until: null }, data: { until: toDate(on) } });
  await tx.organisationName.create({ data: { organisationId: id, name: ref.name, from: toDate(on) } });
}

/** @throws Refusal NOT_FOUND for an unknown id */
export async function findOrganisation(tx: Tx, ref: OrganisationRef) {
  const select = { id: true, creditCode: true, kinds: true } as const;
  if ('id' in ref) {
    const byId = await tx.organisation.findUnique({ where: { id: ref.id }, select });
    if (!byId) throw new Refusal('NOT_FOUND', { field: 'organisation.id', value: ref.id });
    return byId;
  }
  if (ref.creditCode) {
    const byCode = await tx.organisation.findUnique({ where: { creditCode: ref.creditCode }, select });
    if (byCode) return byCode;
  }
  // Of the same name, one with another credit code is another organisation.
  return tx.organisation.findFirst({
    where: {
      names: { some: { name: ref.name, until: null } },
      ...(ref.creditCode ? { creditCode: null } : {}),
    },
    orderBy: { recordedAt: 'asc' },
    select,
  });
}
