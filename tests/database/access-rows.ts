import { randomUUID } from 'node:crypto';
import { toDate } from '../../activities/database/dates';
import type { Role } from '../../prisma/generated/client';
import { AT, type Place, type Placed } from './access-parts';

/** Every delegate alike: the fixture writes 60 tables by name. */
export type Writer = Record<string, { create(args: { data: object }): Promise<{ id: string }> }>;

/** Writes rows and remembers who may see them. */
export class AccessRows {
  readonly placed: Placed[] = [];
  /** Persons by `<place> <part>`. */
  readonly people = new Map<string, string>();

  constructor(readonly tx: Writer) {}

  async add(model: string, data: object): Promise<string> {
    const id = randomUUID();
    const row = await this.tx[model]!.create({ data: { id, ...data } });
    return row.id ?? id;
  }

  async person(name: string): Promise<string> {
    const id = await this.add('person', { name });
    this.people.set(name, id);
    return id;
  }

  grant(personId: string, role: Role, where: object, confirmed = true): Promise<string> {
    const confirmation = confirmed ? { confirmedById: randomUUID(), confirmedAt: AT } : {};
    return this.add('grant', { personId, role, from: toDate('2026-01-01'), ...confirmation, ...where });
  }

  /** Rows of one place, each with the parts that see it beside the bureau's staff. */
  of(place: Place) {
    const note = (model: string, parts: Placed['parts'], id: string) =>
      void this.placed.push({ model, id, place, parts });
    return {
      note,
      put: async (model: string, parts: Placed['parts'], data: object): Promise<string> => {
        const id = await this.add(model, data);
        note(model, parts, id);
        return id;
      },
      /** A row whose key is not an id of its own. */
      putAs: async (model: string, parts: Placed['parts'], id: string, data: object): Promise<void> => {
        await this.tx[model]!.create({ data });
        note(model, parts, id);
      },
    };
  }
}
