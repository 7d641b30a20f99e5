import { personName } from '../content/names';
import type { Directory, MadeAccount } from '../directory';
import type { PersonClient } from '../person-client';
import type { Bureau } from '../play';
import type { Place } from './places';

const OFFICERS = { city: 5, district: 3 };
const DIRECTORS = 2;
const SECTION = '业务科';

/**
 * The archives bureaus with their people. The first director is confirmed by a second administrator; he confirms his
 * colleagues and the directors of the districts, and every director his own bureau.
 */
export async function makeBureaus(
  directory: Directory,
  admin: PersonClient,
  places: readonly Place[],
): Promise<Bureau[]> {
  const second = await directory.open(admin, {
    person: { name: '陈系统' },
    name: '陈系统',
    login: 'admin2',
    grants: [{ role: 'admin' }],
  });
  const [city, ...districts] = places;
  const cityDirector = await openStaff(directory, admin, city!, 'director', 1);
  await confirm(second.client, cityDirector);
  const bureaus = [await fillBureau(directory, admin, city!, cityDirector.client)];
  for (const district of districts) {
    const director = await openStaff(directory, admin, district, 'director', 1);
    await confirm(cityDirector.client, director);
    bureaus.push(await fillBureau(directory, admin, district, director.client));
  }
  return bureaus;
}

type StaffRole = 'officer' | 'director' | 'recorder' | 'witness';

const TITLES: Record<StaffRole, string> = {
  officer: '四级调研员',
  director: '局长',
  recorder: '科员',
  witness: '法规科科长',
};

/** Everybody of a bureau beside the director who confirms them. */
async function fillBureau(
  directory: Directory,
  admin: PersonClient,
  place: Place,
  director: PersonClient,
): Promise<Bureau> {
  const enter = async (role: StaffRole, number: number) => {
    const made = await openStaff(directory, admin, place, role, number);
    await confirm(director, made);
    return made.client;
  };
  const officers = Array.from({ length: place.parentId ? OFFICERS.district : OFFICERS.city }, (_, at) => at + 1);
  const directors = Array.from({ length: DIRECTORS - 1 }, (_, at) => at + 2);
  const [witness, recorder, ...others] = await Promise.all([
    enter('witness', 1),
    enter('recorder', 1),
    ...officers.map((number) => enter('officer', number)),
    ...directors.map((number) => enter('director', number)),
  ]);
  return {
    jurisdictionId: place.id,
    code: place.code,
    name: place.bureauName,
    parentId: place.parentId,
    officers: others.slice(0, officers.length),
    directors: [director, ...others.slice(officers.length)],
    witness: witness!,
    recorder: recorder!,
  };
}

const ROLES: readonly StaffRole[] = ['director', 'officer', 'recorder', 'witness'];

async function openStaff(
  directory: Directory,
  admin: PersonClient,
  { id, code, number: place }: Place,
  role: StaffRole,
  number: number,
): Promise<MadeAccount> {
  const name = personName(place * 20 + ROLES.indexOf(role) * 5 + number);
  return directory.open(admin, {
    person: { name, title: TITLES[role] },
    name,
    login: `${code.toLowerCase()}-${role}-${number}`,
    grants: [{ role, jurisdictionId: id, section: role === 'witness' ? '法规科' : SECTION }],
  });
}

async function confirm(by: PersonClient, { grantIds }: MadeAccount): Promise<void> {
  for (const id of grantIds) await by.send('post', `/api/v1/grants/${id}/confirmation`);
}
