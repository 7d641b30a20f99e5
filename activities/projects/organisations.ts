import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { OrganisationKind } from '../../prisma/generated/client';
import type { OrganisationRef } from '../acts/field-types';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { insertRows } from '../database/insert-rows';

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
  return (await ensureOrganisations(tx, [ref], kind))[0]!;
}

/** The same for many, in the order given: as many statements for a thousand as for one. */
export async function ensureOrganisations(
  tx: Tx,
  refs: readonly OrganisationRef[],
  kind: OrganisationKind,
): Promise<string[]> {
  const register = await knownOrganisations(tx, refs);
  const made: { id: string; creditCode?: string; name: string }[] = [];
  const learned = new Map<string, string>();
  const ids = refs.map((ref) => {
    const known = register.find(ref);
    const creditCode = 'creditCode' in ref ? ref.creditCode : undefined;
    if (known) {
      if (creditCode && known.creditCode === null) {
        learned.set(known.id, creditCode);
        register.learn(known, creditCode);
      }
      return known.id;
    }
    const row = { id: randomUUID(), creditCode, name: (ref as { name: string }).name };
    made.push(row);
    register.add({ id: row.id, creditCode: creditCode ?? null, names: [row.name] });
    return row.id;
  });
  await insertRows(
    tx,
    'Organisation',
    made.map(({ id, creditCode }) => ({ id, creditCode, kinds: [kind] })),
  );
  await insertRows(
    tx,
    'OrganisationName',
    made.map(({ id, name }) => ({ id: randomUUID(), organisationId: id, name })),
  );
  for (const [id, creditCode] of learned) await tx.organisation.update({ where: { id }, data: { creditCode } });
  const others = { id: { in: [...new Set(ids)] }, NOT: { kinds: { has: kind } } };
  await tx.organisation.updateMany({ where: others, data: { kinds: { push: kind } } });
  return ids;
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
export async function findOrganisation(tx: Tx, ref: OrganisationRef): Promise<KnownOrganisation | undefined> {
  return (await knownOrganisations(tx, [ref])).find(ref);
}

interface KnownOrganisation {
  id: string;
  creditCode: string | null;
  /** Present ones. */
  names: string[];
}

interface Register {
  /** @throws Refusal NOT_FOUND for an unknown id */
  find(ref: OrganisationRef): KnownOrganisation | undefined;
  add(organisation: KnownOrganisation): void;
  learn(organisation: KnownOrganisation, creditCode: string): void;
}

/** What the register has of these, the first recorded first. */
async function knownOrganisations(tx: Tx, refs: readonly OrganisationRef[]): Promise<Register> {
  const among = (values: (string | undefined)[]) => ({ in: [...new Set(values.filter((each) => each !== undefined))] });
  const rows = await tx.organisation.findMany({
    where: {
      OR: [
        { id: among(refs.map((ref) => ('id' in ref ? ref.id : undefined))) },
        { creditCode: among(refs.map((ref) => ('id' in ref ? undefined : ref.creditCode))) },
        { names: { some: { name: among(refs.map((ref) => ('id' in ref ? undefined : ref.name))), until: null } } },
      ],
    },
    orderBy: { recordedAt: 'asc' },
    select: { id: true, creditCode: true, names: { where: { until: null }, select: { name: true } } },
  });
  const byId = new Map<string, KnownOrganisation>();
  const byCode = new Map<string, KnownOrganisation>();
  const byName = new Map<string, KnownOrganisation[]>();
  function add(organisation: KnownOrganisation): void {
    byId.set(organisation.id, organisation);
    if (organisation.creditCode) byCode.set(organisation.creditCode, organisation);
    for (const name of organisation.names) byName.set(name, [...(byName.get(name) ?? []), organisation]);
  }
  for (const { names, ...row } of rows) add({ ...row, names: names.map(({ name }) => name) });
  return {
    add,
    learn(organisation, creditCode) {
      organisation.creditCode = creditCode;
      byCode.set(creditCode, organisation);
    },
    find(ref) {
      if ('id' in ref) {
        const found = byId.get(ref.id);
        if (!found) throw new Refusal('NOT_FOUND', { field: 'organisation.id', value: ref.id });
        return found;
      }
      const ofName = byName.get(ref.name) ?? [];
      // Of the same name, one with another credit code is another organisation.
      if (!ref.creditCode) return ofName[0];
      return byCode.get(ref.creditCode) ?? ofName.find(({ creditCode }) => creditCode === null);
    },
  };
}
