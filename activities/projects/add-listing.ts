import { Refusal } from '../../domain/errors';
import type { Listing, ListingCategory, Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { violatedUnique } from '../database/database-error';

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

/**
 * Links a line of a year's list to a project. The same line again changes nothing; one of a project that was taken out again
 * is free.
 *
 * @throws Refusal LISTING_TAKEN
 */
export async function addListing(tx: Tx, projectId: string, listing: ListingOrder): Promise<Listing> {
  const { year, level, number } = listing;
  const known = await tx.listing.findUnique({ where: { year_level_number: { year, level, number } } });
  if (known && known.projectId !== projectId) {
    const former = await tx.project.findUnique({ where: { id: known.projectId }, select: { outcome: true } });
    if (former?.outcome === 'removed') {
      return tx.listing.update({ where: { id: known.id }, data: { projectId, ...listing } });
    }
    throw taken(listing);
  }
  if (known) return known;
  return tx.listing.create({ data: { projectId, ...listing } }).catch((error: unknown) => {
    // Of a project that the bureau does not see: the answer is the same.
    throw violatedUnique(error) ? taken(listing) : error;
  });
}

function taken({ year, level, number }: ListingOrder): Refusal {
  const allowed = 'a line of no other project';
  return new Refusal('LISTING_TAKEN', { field: 'listing.number', value: number, allowed, year, level });
}
