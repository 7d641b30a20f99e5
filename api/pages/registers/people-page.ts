import { z } from 'zod';
import { hasRole } from '../../actor';
import { listAccounts } from '../../routes/accounts';
import { listGrants } from '../../routes/grants';
import { addMembership, endMembership, listMemberships } from '../../routes/memberships';
import { changeAddress, changePerson, createPerson, eraseDetails, listPeople, readPerson } from '../../routes/people';
import { listMembers } from '../../routes/pool-members';
import { grantView } from '../admin/grant-view';
import { type FormShowing, routeForm } from '../forms/route-form';
import { compact } from '../home/tasks-page';
import { page } from '../page';
import { organisationsFound } from './found';
import { isStaff, KEEPERS, READERS, registerTabs, STAFF } from './register-tabs';

/** People whom the reader may see, by name. */
const list = page({
  ...READERS,
  path: '/registers/people',
  query: z.object({ search: z.string().trim().max(50).optional(), cursor: z.string().max(1000).optional() }),
  async show(context) {
    const { words, query, hat } = context;
    const given = compact(Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
    const { items, nextCursor } = await listPeople.read(context, { query: given });
    const { cursor: _, ...filters } = given;
    return {
      template: 'registers/people',
      title: words.t('registers.people.title'),
      data: {
        ...{ filters, people: items, staff: isStaff(hat) },
        tabs: registerTabs('people', hat, words),
        next: nextCursor && `/registers/people?${new URLSearchParams({ ...filters, cursor: nextCursor })}`,
      },
    };
  },
});

const params = z.strictObject({ id: z.uuid() });
const pathOf = (id: string): string => `/registers/people/${id}`;

/** One person: employments, pools, roles; how to reach him, for the bureau that keeps the record. */
const one = page({
  ...READERS,
  path: '/registers/people/:id',
  params,
  async show(context) {
    const { params, occasion, actor } = context;
    const person = await readPerson.read(context, { params });
    const query = { personId: params.id, limit: 100 };
    const admin = hasRole(actor, ['admin']);
    const staff = hasRole(actor, STAFF.roles);
    const memberships = await listMemberships.read(context, { query });
    const grants = await listGrants.read(context, { query });
    const pools = staff ? (await listMembers.read(context, { query })).items : [];
    const account = admin ? (await listAccounts.read(context, { query: { personId: params.id } })).items[0] : null;
    return {
      template: 'registers/person',
      title: person.name,
      data: {
        ...{ person, pools, account, staff, admin, keeper: hasRole(actor, KEEPERS.roles) },
        memberships: memberships.items.map((each) => ({
          ...each,
          over: each.until !== null && each.until < occasion.today,
        })),
        grants: grants.items.map((grant) => grantView(grant, occasion.today)),
      },
    };
  },
});

const about = async (context: FormShowing<typeof params>) => ({
  path: pathOf(context.params.id),
  name: (await readPerson.read(context, { params: context.params })).name,
});

const add = routeForm({
  ...STAFF,
  path: '/registers/people/new',
  route: createPerson,
  own: 'registers.person-new',
  about: async ({ words }) => ({ path: '/registers/people', name: words.t('registers.people.title') }),
  next: (_, { body }) => pathOf((body as { id: string }).id),
});

const change = routeForm({
  ...STAFF,
  path: '/registers/people/:id/change',
  params,
  route: changePerson,
  own: 'registers.person-change',
  about,
  async known(context) {
    const { name, title, phone } = await readPerson.read(context, { params: context.params });
    return { name, title: title ?? '', phone: phone ?? '' };
  },
  next: ({ params: { id } }) => pathOf(id),
});

const address = routeForm({
  ...STAFF,
  path: '/registers/people/:id/address',
  params,
  route: changeAddress,
  own: 'registers.person-address',
  about,
  next: ({ params: { id } }) => pathOf(id),
});

const erase = routeForm({
  ...STAFF,
  path: '/registers/people/:id/erase',
  params,
  route: eraseDetails,
  own: 'registers.person-erase',
  about,
  next: ({ params: { id } }) => pathOf(id),
});

const join = routeForm({
  ...READERS,
  path: '/registers/people/:id/memberships/new',
  params,
  route: addMembership,
  own: 'registers.membership-new',
  without: ['personId'],
  seeks: true,
  about,
  fixed: ({ params: { id } }) => ({ personId: id }),
  pickables: { organisationId: (context, word) => organisationsFound(context, word) },
  next: ({ params: { id } }) => pathOf(id),
});

const leave = routeForm({
  ...READERS,
  path: '/registers/people/:personId/memberships/:id/end',
  params: params.extend({ personId: z.uuid() }),
  route: endMembership,
  own: 'registers.membership-end',
  async about(context) {
    const { personId, id } = context.params;
    const { items } = await listMemberships.read(context, { query: { personId, limit: 200 } });
    const found = items.find((each) => each.id === id);
    const { words } = context;
    const facts = found ? [{ label: words.t('registers.organisation'), value: found.organisation }] : [];
    return { path: pathOf(personId), name: found?.person.name ?? '', facts };
  },
  next: ({ params: { personId } }) => pathOf(personId),
});

export const PEOPLE_PAGES = [list, add, one, change, address, erase, join, leave];
