import { personName } from '../content/names';
import type { Directory } from '../directory';
import type { PersonClient } from '../person-client';
import type { Bureau, Expert } from '../play';
import { AT_ONCE } from './at-once';

/** Experts by the bureau in whose pool they are at home: 160. */
const HOMES: Record<string, number> = { FS: 44, NH: 26, SD: 26, GM: 22, SS: 22, CC: 20 };

/** A small demo makes do with a part of them, so that it begins sooner. */
const SMALL = { projects: 40, share: 0.6 };

/** Every so manieth expert of a district is a member of the city's pool as well. */
const IN_CITY_TOO = 3;

/** What the experts of a pool know, in turn. */
const TURNS = [
  ...['archives', 'transport', 'industrial', 'archives', 'building', 'power', 'archives', 'municipal', 'water'],
  ...['archives', 'transport', 'industrial', 'archives', 'building', 'information'],
];

/** What an expert knows besides. Whoever knows archives is asked for that alone. */
const BESIDES: Record<string, string> = {
  transport: 'municipal',
  industrial: 'power',
  building: 'water',
  power: 'information',
  municipal: 'building',
  water: 'transport',
  information: 'industrial',
};

/** Where experts work; not more than two of a pool at one place, so that one a panel is no bottleneck. */
const EMPLOYER_KINDS = ['设计研究院', '工程咨询有限公司', '监理咨询有限公司', '档案馆', '职业技术学院'];
const EMPLOYER_NAMES = [
  '岭南',
  '佛山',
  '珠江',
  '南粤',
  '汾江',
  '西樵',
  '季华',
  '粤中',
  '东平',
  '北江',
  '绿岛',
  '千灯',
  '祖庙',
  '石湾',
];
const EMPLOYERS = EMPLOYER_KINDS.length * EMPLOYER_NAMES.length;

/** Numbers of people start behind those of the departments. */
const FIRST_PERSON = 300;

/** The pool of 160 experts, entered by the officers of the bureaus; everyone has an employer and an account. */
export async function makeExperts(
  directory: Directory,
  admin: PersonClient,
  bureaus: readonly Bureau[],
  projects: number,
): Promise<Expert[]> {
  const employers = await makeEmployers(admin);
  const city = bureaus.find(({ parentId }) => parentId === null)!;
  const share = projects < SMALL.projects ? SMALL.share : 1;
  const orders = bureaus.flatMap((home) =>
    Array.from({ length: Math.round((HOMES[home.code] ?? 0) * share) }, (_, number) => ({ home, number })),
  );
  return Promise.all(
    orders.map(({ home, number }, at) => {
      const pools = home === city || number % IN_CITY_TOO > 0 ? [home] : [home, city];
      const order = { pools, number, employerId: employers[at % EMPLOYERS]!, at };
      return AT_ONCE(() => makeExpert(directory, admin, order));
    }),
  );
}

async function makeEmployers(admin: PersonClient): Promise<string[]> {
  const names = EMPLOYER_KINDS.flatMap((kind) => EMPLOYER_NAMES.map((name) => name + kind));
  const made = names.map((name) =>
    admin.send<{ id: string }>('post', '/api/v1/organisations', { name, kinds: ['employer'] }),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}

interface ExpertOrder {
  pools: readonly Bureau[];
  /** Within the home pool, and among all. */
  number: number;
  at: number;
  employerId: string;
}

async function makeExpert(
  directory: Directory,
  admin: PersonClient,
  { pools, number, at, employerId }: ExpertOrder,
): Promise<Expert> {
  const home = pools[0]!;
  const officer = home.officers[0]!;
  const name = personName(FIRST_PERSON + at);
  const specialty = TURNS[number % TURNS.length]!;
  const specialties = BESIDES[specialty] ? [specialty, BESIDES[specialty]] : [specialty];
  const senior = number % 4 > 0;
  const person = { name, title: senior ? '高级工程师' : '工程师' };
  const { id: personId } = await officer.send<{ id: string }>('post', '/api/v1/people', person);
  for (const { jurisdictionId, officers } of pools) {
    await officers[0]!.send('post', '/api/v1/pool-members', {
      personId,
      jurisdictionId,
      specialties,
      titleLevel: senior ? 'senior' : 'intermediate',
      yearsInField: 9 + (number % 20),
      birthDate: `${1962 + (number % 24)}-0${1 + (number % 9)}-15`,
      joinedOn: '2024-03-01',
    });
  }
  const employment = { personId, organisationId: employerId, kind: 'employment', from: '2015-07-01' };
  await officer.send('post', '/api/v1/memberships', employment);
  const login = `${home.code.toLowerCase()}-expert-${number + 1}`;
  const grants = [{ role: 'expert' }];
  const { client } = await directory.open(admin, { person: { id: personId }, name, login, grants });
  return { client, employerId, specialties, jurisdictionIds: pools.map(({ jurisdictionId }) => jurisdictionId) };
}
