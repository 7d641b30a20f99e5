import { randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/errors';
import type { ListingCategory, Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { violatedUnique } from '../database/database-error';
import { insertRows } from '../database/insert-rows';

/** One line of a year's key-project list. */
export interface ListingOrder {
  year: number;
  /** 国家, 省, 市 or 区, as the list has it. */
  level: string;
  category: ListingCategory;
  /** As printed; unique in its year and level. */
  number: string;
  /** The line as printed, column by column. */
  text: Prisma.InputJsonObject;
}

export interface ListingLink {
  projectId: string;
  listing: ListingOrder;
}

/** Links one line: see `addListings`. @returns the id of the listing */
export async function addListing(tx: Tx, projectId: string, listing: ListingOrder): Promise<string> {
  return (await addListings(tx, [{ projectId, listing }]))[0]!;
}

/**
 * Links lines of lists to projects, many in as many statements as one. The same line again changes nothing; one of a project that
 * was taken out again is free.
 *
 * @returns ids of the listings, in the order given
 * @throws Refusal LISTING_TAKEN
 */
export async function addListings(tx: Tx, links: readonly ListingLink[]): Promise<string[]> {
  const numbersOf = new Map<string, { year: number; level: string; numbers: string[] }>();
  for (const { listing } of links) {
    const { year, level, number } = listing;
    const list = numbersOf.get(`${year}/${level}`) ?? { year, level, numbers: [] };
    list.numbers.push(number);
    numbersOf.set(`${year}/${level}`, list);
  }
  const known = new Map<string, { id: string; projectId: string; removed: boolean }>();
  for (const { year, level, numbers } of numbersOf.values()) {
    const rows = await tx.listing.findMany({
      where: { year, level, number: { in: numbers } },
      select: { id: true, number: true, projectId: true, project: { select: { outcome: true } } },
    });
    for (const { id, number, projectId, project } of rows) {
      known.set(`${year}/${level}/${number}`, { id, projectId, removed: project?.outcome === 'removed' });
    }
  }
  const fresh = links.filter(({ listing }) => !known.has(keyOf(listing)));
  for (const { projectId, listing } of links) {
    const before = known.get(keyOf(listing));
    if (!before || before.projectId === projectId) continue;
    if (!before.removed) throw taken(listing);
    await tx.listing.update({ where: { id: before.id }, data: { projectId, ...listing } });
  }
  const made = fresh.map(({ projectId, listing }) => ({ id: randomUUID(), projectId, ...listing }));
  await insertRows(tx, 'Listing', made).catch((error: unknown) => {
    // Of a project that the bureau does not see: the answer is the same.
    throw violatedUnique(error) ? taken(fresh[0]!.listing) : error;
  });
  const ids = new Map(made.map((listing) => [keyOf(listing), listing.id]));
  return links.map(({ listing }) => ids.get(keyOf(listing)) ?? known.get(keyOf(listing))!.id);
}

const keyOf = ({ year, level, number }: Pick<ListingOrder, 'year' | 'level' | 'number'>): string =>
  `${year}/${level}/${number}`;

function taken({ year, level, number }: ListingOrder): Refusal {
  const allowed = 'a line of no other project';
  return new Refusal('LISTING_TAKEN', { field: 'listing.number', value: number, allowed, year, level });
}
