import { personName } from '../content/names';
import type { Directory } from '../directory';
import type { PersonClient } from '../person-client';
import type { Bureau, Expert } from '../play';
import { AT_ONCE } from './at-once';
import { expertList, type ListedExpert } from './expert-list';

/** A small demo makes do with a part of them, so that it begins sooner. */
const SMALL = { projects: 40, share: 0.6 };

/** Where experts work. */
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
  const share = projects < SMALL.projects ? SMALL.share : 1;
  return Promise.all(
    expertList(share).map((listed) => AT_ONCE(() => makeExpert(directory, admin, bureaus, employers, listed))),
  );
}

/** 70, the number that `expertList` gives people to. */
async function makeEmployers(admin: PersonClient): Promise<string[]> {
  const names = EMPLOYER_KINDS.flatMap((kind) => EMPLOYER_NAMES.map((name) => name + kind));
  const made = names.map((name) =>
    admin.send<{ id: string }>('post', '/api/v1/organisations', { name, kinds: ['employer'] }),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}

async function makeExpert(
  directory: Directory,
  admin: PersonClient,
  bureaus: readonly Bureau[],
  employers: readonly string[],
  { pools: codes, number, at, specialties, employer }: ListedExpert,
): Promise<Expert> {
  const pools = codes.map((code) => bureaus.find((bureau) => bureau.code === code)!);
  const employerId = employers[employer]!;
  const home = pools[0]!;
  const officer = home.officers[0]!;
  const name = personName(FIRST_PERSON + at);
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
