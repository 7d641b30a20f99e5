import { z } from 'zod';
import { Role } from '../../../prisma/generated/enums';
import { listAccounts, readAccount } from '../../routes/accounts';
import { listGrants } from '../../routes/grants';
import { compact } from '../home/tasks-page';
import { newFormKey, page } from '../page';
import { grantView } from './grant-view';

const ADMIN = { roles: ['admin'] } as const;

/** Everybody who can sign in, found by name, login, address or role. */
export const accountsPage = page({
  ...ADMIN,
  path: '/admin/accounts',
  query: z.object({
    search: z.string().trim().max(100).optional(),
    role: z.string().optional(),
    disabled: z.string().max(5).optional(),
    cursor: z.string().max(1000).optional(),
  }),
  async show(context) {
    const { words, query } = context;
    const { cursor, ...filters } = compact(Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
    const { items, nextCursor } = await listAccounts.read(context, { query: { ...filters, cursor } as object });
    return {
      template: 'admin/accounts',
      title: words.t('admin.accounts.title'),
      data: {
        filters,
        roles: Object.values(Role),
        accounts: items,
        next: nextCursor && `/admin/accounts?${new URLSearchParams({ ...filters, cursor: nextCursor })}`,
      },
    };
  },
});

/** One account: how it enters, which roles its person has, what those see. */
export const accountPage = page({
  ...ADMIN,
  path: '/admin/accounts/:id',
  params: z.strictObject({ id: z.uuid() }),
  async show(context) {
    const { params, actor, occasion } = context;
    const account = await readAccount.read(context, { params });
    const { items } = await listGrants.read(context, { query: { personId: account.person.id, limit: 100 } });
    return {
      template: 'admin/account',
      title: account.person.name,
      data: {
        account,
        own: account.person.id === actor.personId,
        locked: account.lockedUntil !== null && account.lockedUntil > occasion.now.toISOString(),
        grants: items.map((grant) => grantView(grant, occasion.today)),
        key: newFormKey(),
      },
    };
  },
});
