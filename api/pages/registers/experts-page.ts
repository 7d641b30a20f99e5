import { z } from 'zod';
import { PoolStatus } from '../../../prisma/generated/enums';
import { hasRole } from '../../actor';
import { listJurisdictions } from '../../routes/jurisdictions';
import { admitMember, changeMember, listMembers, readMember } from '../../routes/pool-members';
import { type FormShowing, routeForm } from '../forms/route-form';
import { compact } from '../home/tasks-page';
import { page } from '../page';
import { bureaus, peopleFound } from './found';
import { KEEPERS, registerTabs, STAFF } from './register-tabs';

/** The expert pools that the reader's bureau keeps or sees. */
const list = page({
  ...STAFF,
  path: '/registers/experts',
  query: z.object({
    search: z.string().trim().max(50).optional(),
    specialty: z.string().trim().max(50).optional(),
    status: z.string().max(20).optional(),
    jurisdictionId: z.string().max(40).optional(),
    cursor: z.string().max(1000).optional(),
  }),
  async show(context) {
    const { words, query, hat, actor } = context;
    const given = compact(Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
    const { items, nextCursor } = await listMembers.read(context, { query: given });
    const { items: pools } = await listJurisdictions.read(context, {});
    const names = new Map(pools.map(({ id, name }) => [id, name]));
    const { cursor: _, ...filters } = given;
    return {
      template: 'registers/experts',
      title: words.t('registers.experts.title'),
      data: {
        listed: given.jurisdictionId ?? hat?.jurisdictionId,
        ...{ filters, pools, statuses: Object.values(PoolStatus), keeper: hasRole(actor, KEEPERS.roles) },
        experts: items.map((each) => ({ ...each, pool: names.get(each.jurisdictionId) })),
        tabs: registerTabs('experts', hat, words),
        next: nextCursor && `/registers/experts?${new URLSearchParams({ ...filters, cursor: nextCursor })}`,
      },
    };
  },
});

const params = z.strictObject({ id: z.uuid() });
const toList = '/registers/experts';

const admit = routeForm({
  ...KEEPERS,
  path: '/registers/experts/new',
  route: admitMember,
  own: 'registers.expert-new',
  first: 'personId',
  seeks: true,
  about: async ({ words }) => ({ path: toList, name: words.t('registers.experts.title') }),
  pickables: {
    personId: (context, word) => peopleFound(context, word, [String(context.query.personId ?? '')]),
    jurisdictionId: (context) => bureaus(context),
  },
  next: () => toList,
});

async function about(context: FormShowing<typeof params>) {
  const { person } = await readMember.read(context, { params: context.params });
  return { path: `/registers/people/${person.id}`, name: person.name };
}

const change = routeForm({
  ...KEEPERS,
  path: '/registers/experts/:id/change',
  params,
  route: changeMember,
  own: 'registers.expert-change',
  about,
  async known(context) {
    const member = await readMember.read(context, { params: context.params });
    const { specialties, titleLevel, yearsInField, birthDate, regulatorStaff, status } = member;
    return {
      ...{ titleLevel, status, birthDate: birthDate ?? '' },
      specialties: specialties.join('\n'),
      yearsInField: String(yearsInField),
      regulatorStaff: String(regulatorStaff),
    };
  },
  next: () => toList,
});

export const EXPERT_POOL_PAGES = [list, admit, change];
