import { personName } from '../content/names';
import type { Directory } from '../directory';
import type { PersonClient } from '../person-client';
import type { PlanLine } from '../plan-lines';
import type { Body } from '../play';
import { AT_ONCE } from './at-once';
import type { Place } from './places';

/** The competent department by industry: of the city, of a district. */
const DEPARTMENTS: Record<string, [city: string, district: string]> = {
  公路: ['交通运输局', '交通运输局'],
  铁路: ['轨道交通局', '交通运输局'],
  轨道交通: ['轨道交通局', '交通运输局'],
  港口码头: ['交通运输局', '交通运输局'],
  水利: ['水利局', '住房城乡建设和水利局'],
  农业: ['农业农村局', '农业农村局'],
  能源电力: ['发展和改革局', '发展和改革局'],
  市政: ['住房和城乡建设局', '住房城乡建设和水利局'],
  环保: ['生态环境局', '生态环境分局'],
  房建公建: ['住房和城乡建设局', '住房城乡建设和水利局'],
  工业: ['工业和信息化局', '经济和科技促进局'],
  信息: ['政务服务和数据管理局', '经济和科技促进局'],
};

const OTHERWISE: [string, string] = ['发展和改革局', '发展和改革局'];

interface BodyOrder {
  place: Place;
  name: string;
  kinds: Body['kinds'];
  industries: string[];
}

/** The departments that are competent for the plan's projects, and the archives of each place, with two people each. */
export async function makeBodies(
  directory: Directory,
  admin: PersonClient,
  places: readonly Place[],
  lines: readonly PlanLine[],
): Promise<Body[]> {
  const orders = places.flatMap((place) =>
    bodiesOf(
      place,
      lines.filter(({ district }) => district === place.name),
    ),
  );
  return Promise.all(orders.map((order, number) => AT_ONCE(() => makeBody(directory, admin, order, number))));
}

function bodiesOf(place: Place, lines: readonly PlanLine[]): BodyOrder[] {
  const prefix = place.parentId ? `佛山市${place.name}` : '佛山市';
  const departments = new Map<string, string[]>();
  for (const industry of new Set(lines.map((line) => line.industry))) {
    const name = prefix + (DEPARTMENTS[industry] ?? OTHERWISE)[place.parentId ? 1 : 0];
    departments.set(name, [...(departments.get(name) ?? []), industry]);
  }
  return [
    ...[...departments].map(([name, industries]) => ({ place, name, kinds: ['department'] as const, industries })),
    { place, name: `${prefix}城建档案馆`, kinds: ['archives', 'receiver'], industries: [] },
    { place, name: `${prefix}档案馆`, kinds: ['receiver'], industries: [] },
  ];
}

/** Numbers of people start behind those of the bureaus. */
const FIRST_PERSON = 130;

async function makeBody(
  directory: Directory,
  admin: PersonClient,
  { place, name, kinds, industries }: BodyOrder,
  number: number,
): Promise<Body> {
  const { id } = await admin.send<{ id: string }>('post', '/api/v1/organisations', { name, kinds });
  const roles = [
    ...(kinds.includes('receiver') ? ['receiver'] : []),
    ...(kinds.includes('receiver') && kinds.length === 1 ? [] : ['department']),
  ];
  const enter = async (what: 'liaison' | 'delegate', at: number) => {
    const person = personName(FIRST_PERSON + number * 2 + at);
    const grants = what === 'liaison' ? roles.map((role) => ({ role, organisationId: id })) : [];
    const { client } = await directory.open(admin, {
      person: { name: person, title: at === 0 ? '科长' : '高级工程师' },
      name: person,
      login: `${place.code.toLowerCase()}-body-${number}-${what}`,
      grants,
    });
    const employment = { personId: client.personId, organisationId: id, kind: 'employment', from: '2018-07-01' };
    await admin.send('post', '/api/v1/memberships', employment);
    return client;
  };
  const [liaison, delegate] = await Promise.all([enter('liaison', 0), enter('delegate', 1)]);
  return { organisationId: id, name, jurisdictionId: place.id, kinds, industries, liaison, delegate };
}
