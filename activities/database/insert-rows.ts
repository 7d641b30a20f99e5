import { Prisma } from '../../prisma/generated/client';
import type { Tx } from './database';

/** Tables that many rows go into at once, and what a row of each may have. */
interface Insertable {
  Fact: Prisma.FactCreateManyInput;
  Listing: Prisma.ListingCreateManyInput;
  Organisation: Prisma.OrganisationCreateManyInput;
  OrganisationName: Prisma.OrganisationNameCreateManyInput;
  Project: Prisma.ProjectCreateManyInput;
  ProjectDate: Prisma.ProjectDateCreateManyInput;
  ProjectParty: Prisma.ProjectPartyCreateManyInput;
  StageChange: Prisma.StageChangeCreateManyInput;
  Task: Prisma.TaskCreateManyInput;
}

/** Ids are made by whoever inserts: the tables have no default for them. */
type Row<T extends keyof Insertable> = Insertable[T] & { id: string };

/**
 * Inserts rows by one statement with one parameter, their JSON. `createMany` makes a parameter of each cell, which for 2,000
 * projects took four times the processor time, and memory that is never given back.
 *
 * A field that some rows have and others have not is null in these; one that none has gets the table's default.
 */
export async function insertRows<T extends keyof Insertable>(tx: Tx, table: T, rows: readonly Row<T>[]): Promise<void> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (fields.length === 0) return;
  const into = Prisma.raw(`"${table}"`);
  const columns = Prisma.raw(fields.map((field) => `"${field}"`).join(', '));
  await tx.$executeRaw`
    INSERT INTO ${into} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::jsonb)`;
}
