import { randomUUID } from 'node:crypto';
import { createDatabase } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import type { TestDatabase } from '../support/database';
import { addCase } from './access-case';
import { addPanel } from './access-panel';
import { PLACES, type Place, type Placed, TODAY } from './access-parts';
import { addPeople } from './access-people';
import { AccessRows, type Writer } from './access-rows';

export interface AccessWorld {
  placed: Placed[];
  /** Persons by `<place> <part>`, and `admin`, `stranger`, `unconfirmed a`, `former a`, `deputy a`. */
  people: Map<string, string>;
  rounds: Map<Place, string>;
  projects: Map<Place, string>;
}

/** Fills a database with one row at least of every table for each place. */
export async function createAccessWorld(database: TestDatabase): Promise<AccessWorld> {
  const db = createDatabase({ url: database.urls.owner, poolSize: 1 });
  try {
    return await db.transaction((tx) => fill(new AccessRows(tx as unknown as Writer)));
  } finally {
    await db.close();
  }
}

async function fill(rows: AccessRows): Promise<AccessWorld> {
  const rounds = new Map<Place, string>();
  const projects = new Map<Place, string>();
  const day = toDate(TODAY);
  await rows.tx.installation!.create({ data: { mode: 'real' } });
  const city = await rows.add('jurisdiction', jurisdiction('city', null));
  const places: Record<Place, string> = {
    city,
    a: await rows.add('jurisdiction', jurisdiction('a', city)),
    b: await rows.add('jurisdiction', jurisdiction('b', city)),
  };
  const ruleSet = await rows.add('ruleSetVersion', {
    ...{ code: 'default', version: 1, name: 'test', sha256: '', effectiveFrom: day, approvedById: randomUUID() },
    body: { scoring: { mode: 'each' } },
  });
  const admin = await rows.person('admin');
  await rows.grant(admin, 'admin', {});
  await rows.person('stranger');

  for (const place of PLACES) {
    const people = await addPeople(rows, place, places[place]);
    projects.set(place, people.projectId);
    const facts = await addCase(rows, people, ruleSet);
    rounds.set(place, await addPanel(rows, people, { ...facts, ruleSet }));
  }

  // Grants that do not count, and one that counts through another person.
  const unconfirmed = await rows.person('unconfirmed a');
  await rows.grant(unconfirmed, 'officer', { jurisdictionId: places.a }, false);
  const former = await rows.person('former a');
  await rows.grant(former, 'officer', { jurisdictionId: places.a, until: toDate('2026-11-23') });
  const deputy = await rows.person('deputy a');
  await rows.add('absence', { personId: rows.people.get('a director'), deputyId: deputy, from: day, until: day });
  return { placed: rows.placed, people: rows.people, rounds, projects };
}

function jurisdiction(code: string, parentId: string | null) {
  return { code, name: code, bureauName: `${code}档案局`, paperCode: code, parentId };
}
