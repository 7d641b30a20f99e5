import type { Reading } from '../../route';
import { listJurisdictions } from '../../routes/jurisdictions';
import { listOrganisations, readOrganisation } from '../../routes/organisations';
import { listPeople, readPerson } from '../../routes/people';
import type { Pickable } from '../acts/asking';

/** Rows of what is found for a word, of which one is chosen. */
const MOST_FOUND = 30;

/** Bureaus, the city's first. */
export async function bureaus(context: Reading): Promise<Pickable[]> {
  const { items } = await listJurisdictions.read(context, {});
  return items.map(({ id, name, bureauName }) => ({ value: id, label: bureauName, hint: name }));
}

/** Organisations whose name has the word, and those that are chosen already. */
export async function organisationsFound(
  context: Reading,
  word: string,
  chosen: readonly (string | null | undefined)[] = [],
): Promise<Pickable[]> {
  const kept = await Promise.all(idsOf(chosen).map((id) => readOrganisation.read(context, { params: { id } })));
  const found = word.trim()
    ? (await listOrganisations.read(context, { query: { search: word.trim(), limit: MOST_FOUND } })).items
    : [];
  return once(
    [...kept, ...found].map(({ id, name, creditCode }) => ({ value: id, label: name, hint: creditCode ?? undefined })),
  );
}

/** The same of people. */
export async function peopleFound(
  context: Reading,
  word: string,
  chosen: readonly (string | null | undefined)[] = [],
): Promise<Pickable[]> {
  const kept = await Promise.all(idsOf(chosen).map((id) => readPerson.read(context, { params: { id } })));
  const found = word.trim()
    ? (await listPeople.read(context, { query: { search: word.trim(), limit: MOST_FOUND } })).items
    : [];
  return once([...kept, ...found].map(({ id, name, title }) => ({ value: id, label: name, hint: title ?? undefined })));
}

const idsOf = (chosen: readonly (string | null | undefined)[]): string[] =>
  chosen.filter((id): id is string => typeof id === 'string' && id !== '');

const once = (found: readonly Pickable[]): Pickable[] => [
  ...new Map(found.map((each) => [each.value, each] as const)).values(),
];
