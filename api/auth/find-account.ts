import { asCredential } from '../../activities/people/as-credential';
import type { Account } from '../../prisma/generated/client';
import type { ApiDeps } from '../deps';

/**
 * The account that a person names by its login, or by a verified address that belongs to one person only.
 */
export function findAccount({ database }: ApiDeps, named: string): Promise<Account | null> {
  const credential = asCredential(named);
  if (credential === '') return Promise.resolve(null);
  return database.withCredential(credential, async (tx) => {
    const byLogin = await tx.account.findFirst({ where: { login: { equals: credential, mode: 'insensitive' } } });
    if (byLogin) return byLogin;
    const addresses = await tx.emailAddress.findMany({
      where: { address: credential, verifiedAt: { not: null }, endedAt: null },
      distinct: ['personId'],
      select: { personId: true },
    });
    const [only, ...others] = addresses;
    return only && others.length === 0 ? tx.account.findUnique({ where: { personId: only.personId } }) : null;
  });
}
