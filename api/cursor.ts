import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../domain/errors';
import type { KeyMaterial } from './config';
import { deriveKey } from './keys';

export const DEFAULT_ROWS = 50;
export const MOST_ROWS = 200;

/** Query of every list. Filters are added with `.extend`. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(DEFAULT_ROWS).meta({ description: 'Rows of a page' }),
  cursor: z.string().max(1000).optional().meta({ description: 'Where the page before ended: its `nextCursor`' }),
});

export type PageQuery = z.output<typeof pageQuery>;

/** A list as it is answered. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ items: z.array(row), nextCursor: z.string().nullable() });

const MAC_BYTES = 16;

/** Makes and reads the cursors of one list. They are signed: a caller can't ask the database for a place of its own making. */
export class Cursors {
  readonly #key: Buffer;

  /** @param list names the list together with its filters and order, so that a cursor of another is refused */
  constructor(
    hmacKey: KeyMaterial,
    private readonly list: string,
  ) {
    this.#key = deriveKey(hmacKey, 'cursor');
  }

  write(position: readonly (string | number | null)[]): string {
    const text = Buffer.from(JSON.stringify(position));
    return Buffer.concat([this.#mac(text), text]).toString('base64url');
  }

  /** @throws Refusal BAD_INPUT for a cursor that this list did not make */
  read(cursor: string): (string | number | null)[] {
    const bytes = Buffer.from(cursor, 'base64url');
    const text = bytes.subarray(MAC_BYTES);
    const mac = bytes.subarray(0, MAC_BYTES);
    if (mac.length < MAC_BYTES || !timingSafeEqual(mac, this.#mac(text))) {
      throw new Refusal('BAD_INPUT', { field: 'cursor', allowed: 'nextCursor of the same list' });
    }
    return JSON.parse(text.toString());
  }

  #mac(text: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(`${this.list}\n`).update(text).digest().subarray(0, MAC_BYTES);
  }
}

/**
 * One page of rows in an order that ends with the unique id.
 *
 * @param query limit, cursor and the list's filters: a cursor of other filters is refused
 * @param find reads at most `take` rows, those after the row of `cursor`
 */
export async function pageById<Row extends { id: string }>(
  hmacKey: KeyMaterial,
  list: string,
  { limit, cursor, ...filters }: PageQuery,
  find: (page: { take: number; skip?: number; cursor?: { id: string } }) => Promise<Row[]>,
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const cursors = new Cursors(hmacKey, `${list} ${JSON.stringify(filters)}`);
  const after = cursor === undefined ? null : String(cursors.read(cursor)[0]);
  const rows = await find({ take: limit + 1, ...(after === null ? {} : { skip: 1, cursor: { id: after } }) });
  const page = rows.slice(0, limit);
  return { rows: page, nextCursor: rows.length > limit ? cursors.write([page.at(-1)!.id]) : null };
}
