import { z } from 'zod';
import type { Reading } from '../../route';
import { confirmGrant, endGrant, listGrants, proposeGrant, readGrant } from '../../routes/grants';
import { routeForm } from '../forms/route-form';
import { compact } from '../home/tasks-page';
import { page } from '../page';
import { bureaus, organisationsFound, peopleFound } from '../registers/found';
import { grantView } from './grant-view';

const STATES = ['waiting', 'in_force', 'ended'] as const;
/** Who gives roles or confirms them. */
const GIVERS = { roles: ['admin', 'director'] } as const;

/** Who has which role where: what waits for a second person comes first. */
export const grantsPage = page({
  ...GIVERS,
  path: '/grants',
  query: z.object({ state: z.enum(STATES).default('waiting'), cursor: z.string().max(1000).optional() }),
  async show(context) {
    const { words, query, occasion, actor } = context;
    const { items, nextCursor } = await listGrants.read(context, { query });
    return {
      template: 'admin/grants',
      title: words.t('admin.grants.title'),
      data: {
        saved: STATES.map((state) => ({
          path: `/grants?state=${state}`,
          words: words.t(`admin.grants.${state}`),
          current: state === query.state,
        })),
        waiting: query.state === 'waiting',
        grants: items.map((grant) => {
          const mine = [grant.person.id, grant.proposedBy?.id].includes(actor.personId);
          return { ...grantView(grant, occasion.today), mine };
        }),
        next: nextCursor && `/grants?${new URLSearchParams({ ...compact(query), cursor: nextCursor })}`,
      },
    };
  },
});

const newGrant = routeForm({
  roles: ['admin', 'director', 'officer'],
  path: '/grants/new',
  route: proposeGrant,
  own: 'admin.grant-new',
  first: 'personId',
  seeks: true,
  about: async ({ words }) => ({ path: '/grants', name: words.t('admin.grants.title') }),
  pickables: {
    personId: (context, word) => peopleFound(context, word, [String(context.query.personId ?? '')]),
    jurisdictionId: (context) => bureaus(context),
    organisationId: (context, word) => organisationsFound(context, word, [String(context.query.organisationId ?? '')]),
  },
  next: () => '/grants',
});

const params = z.strictObject({ id: z.uuid() });

/** The grant that a form is about, in words. */
async function about(context: Reading & { params: { id: string }; words: { t(key: string): string } }) {
  const { words, params } = context;
  const grant = await readGrant.read(context, { params });
  const fact = (key: string, value: string | null | undefined) =>
    value ? [{ label: words.t(`admin.grants.${key}`), value }] : [];
  return {
    path: '/grants',
    name: words.t('admin.grants.title'),
    facts: [
      ...fact('person', grant.person.name),
      ...fact('role', words.t(`roles.${grant.role}`)),
      ...fact('place', grant.place),
      ...fact('section', grant.section),
      ...fact('proposed-by', grant.proposedBy?.name),
      ...fact('sees', words.t(`admin.sees.${grant.role}`)),
    ],
  };
}

const confirm = routeForm({
  ...GIVERS,
  path: '/grants/:id/confirm',
  params,
  route: confirmGrant,
  own: 'admin.grant-confirm',
  about,
  next: () => '/grants',
});

const end = routeForm({
  ...GIVERS,
  path: '/grants/:id/end',
  params,
  route: endGrant,
  own: 'admin.grant-end',
  about,
  next: () => '/grants?state=in_force',
});

export const grantActions = [newGrant, confirm, end];
