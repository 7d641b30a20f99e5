import { z } from 'zod';
import type { Answer } from '../../answer';
import { changeAccount, createAccount, readAccount, removeTotp, sendFirstLink } from '../../routes/accounts';
import { type FormShowing, routeForm } from '../forms/route-form';
import { page, text } from '../page';
import { peopleFound } from '../registers/found';
import { ask } from '../visit';

const ADMIN = { roles: ['admin'] } as const;
const params = z.strictObject({ id: z.uuid() });

const pathOf = (id: string): string => `/admin/accounts/${id}`;

const newAccount = routeForm({
  ...ADMIN,
  path: '/admin/accounts/new',
  route: createAccount,
  own: 'admin.account-new',
  without: ['grants'],
  seeks: true,
  about: async ({ words }) => ({ path: '/admin/accounts', name: words.t('admin.accounts.title') }),
  pickables: { id: (context, word) => peopleFound(context, word, [String(context.query['person.id'] ?? '')]) },
  next: (_, { body }: Answer) => pathOf((body as { id: string }).id),
});

async function about(context: FormShowing<typeof params>) {
  const { person, login } = await readAccount.read(context, { params: context.params });
  return { path: pathOf(context.params.id), name: `${person.name} ${login}` };
}

const firstLink = routeForm({
  ...ADMIN,
  path: '/admin/accounts/:id/first-link',
  params,
  route: sendFirstLink,
  own: 'admin.first-link',
  light: true,
  about,
  next: ({ params: { id } }) => pathOf(id),
});

const secondFactor = routeForm({
  ...ADMIN,
  path: '/admin/accounts/:id/second-factor',
  session: true,
  params,
  route: removeTotp,
  own: 'admin.second-factor',
  password: true,
  about,
  next: ({ params: { id } }) => pathOf(id),
});

/** One press: what it does can be taken back by the next. */
const change = (name: 'disable' | 'enable' | 'unlock', body: object) =>
  page({
    ...ADMIN,
    path: `/admin/accounts/:id/${name}`,
    params,
    async submit(visit) {
      const { params, sent, request, words } = visit;
      await ask(visit, changeAccount, { params, body, key: text(sent, '_key') });
      request.session.flash = { tone: 'ok', text: words.t(`admin.account.${name}d`) };
      return { to: pathOf(params.id) };
    },
  });

export const accountActions = [
  newAccount,
  firstLink,
  secondFactor,
  change('disable', { disabled: true }),
  change('enable', { disabled: false }),
  change('unlock', { unlock: true }),
];
