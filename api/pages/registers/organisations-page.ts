import { z } from 'zod';
import { OrganisationKind } from '../../../prisma/generated/enums';
import type { Reading } from '../../route';
import { addMembership, listMemberships } from '../../routes/memberships';
import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
  readOrganisation,
  renameOrganisation,
} from '../../routes/organisations';
import { type FormShowing, routeForm } from '../forms/route-form';
import { compact } from '../home/tasks-page';
import { page } from '../page';
import type { Words } from '../words';
import { organisationsFound, peopleFound } from './found';
import { isStaff, READERS, registerTabs } from './register-tabs';

/** The register of organisations, by any name they have or had. */
const list = page({
  ...READERS,
  path: '/registers/organisations',
  query: z.object({
    search: z.string().trim().max(100).optional(),
    kind: z.string().max(20).optional(),
    cursor: z.string().max(1000).optional(),
  }),
  async show(context) {
    const { words, query, hat } = context;
    const given = compact(Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
    const { items, nextCursor } = await listOrganisations.read(context, { query: given });
    const { cursor: _, ...filters } = given;
    return {
      template: 'registers/organisations',
      title: words.t('registers.organisations.title'),
      data: {
        ...{ filters, organisations: items, kinds: Object.values(OrganisationKind) },
        tabs: registerTabs('organisations', hat, words),
        next: nextCursor && `/registers/organisations?${new URLSearchParams({ ...filters, cursor: nextCursor })}`,
      },
    };
  },
});

const params = z.strictObject({ id: z.uuid() });
const pathOf = (id: string): string => `/registers/organisations/${id}`;

/** One organisation: what it was called, whom it belongs to, who belongs to it. */
const one = page({
  ...READERS,
  path: '/registers/organisations/:id',
  params,
  async show(context) {
    const { params, occasion, hat } = context;
    const organisation = await readOrganisation.read(context, { params });
    const of = async (id: string | null) => (id ? readOrganisation.read(context, { params: { id } }) : null);
    const { items } = await listMemberships.read(context, { query: { organisationId: params.id, limit: 200 } });
    return {
      template: 'registers/organisation',
      title: organisation.name,
      data: {
        organisation,
        group: await of(organisation.parentGroupId),
        predecessor: await of(organisation.successorOfId),
        present: items.filter(({ until }) => until === null || until >= occasion.today),
        past: items.filter(({ until }) => until !== null && until < occasion.today),
        staff: isStaff(hat),
      },
    };
  },
});

const toList = async ({ words }: { words: Words }) => ({
  path: '/registers/organisations',
  name: words.t('registers.organisations.title'),
});

const relations = {
  parentGroupId: relation('parentGroupId'),
  successorOfId: relation('successorOfId'),
};

/** What is found for the word, and what is on record. */
function relation(name: 'parentGroupId' | 'successorOfId') {
  return async (context: Reading & { params?: { id: string } }, word: string) => {
    const id = context.params?.id;
    const known = id ? (await readOrganisation.read(context, { params: { id } }))[name] : null;
    return (await organisationsFound(context, word, [known])).filter(({ value }) => value !== id);
  };
}

const add = routeForm({
  ...READERS,
  path: '/registers/organisations/new',
  route: createOrganisation,
  own: 'registers.organisation-new',
  seeks: true,
  about: toList,
  pickables: relations,
  next: (_, { body }) => pathOf((body as { id: string }).id),
});

const about = async (context: FormShowing<typeof params>) => ({
  path: pathOf(context.params.id),
  name: (await readOrganisation.read(context, { params: context.params })).name,
});

const change = routeForm({
  ...READERS,
  path: '/registers/organisations/:id/change',
  params,
  route: changeOrganisation,
  own: 'registers.organisation-change',
  seeks: true,
  about,
  async known(context) {
    const { kinds, creditCode, parentGroupId, successorOfId } = await readOrganisation.read(context, {
      params: context.params,
    });
    return {
      kinds,
      creditCode: creditCode ?? '',
      parentGroupId: parentGroupId ?? '',
      successorOfId: successorOfId ?? '',
    };
  },
  pickables: relations,
  next: ({ params: { id } }) => pathOf(id),
});

const rename = routeForm({
  ...READERS,
  path: '/registers/organisations/:id/rename',
  params,
  route: renameOrganisation,
  own: 'registers.organisation-rename',
  about,
  next: ({ params: { id } }) => pathOf(id),
});

const join = routeForm({
  ...READERS,
  path: '/registers/organisations/:id/members/new',
  params,
  route: addMembership,
  own: 'registers.membership-new',
  without: ['organisationId'],
  seeks: true,
  about,
  fixed: ({ params: { id } }) => ({ organisationId: id }),
  pickables: { personId: (context, word) => peopleFound(context, word, [String(context.query.personId ?? '')]) },
  next: ({ params: { id } }) => pathOf(id),
});

export const ORGANISATION_PAGES = [list, add, one, change, rename, join];
