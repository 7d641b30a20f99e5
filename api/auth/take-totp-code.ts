import type { Account } from '../../prisma/generated/client';
import type { ApiDeps } from '../deps';
import { openTotpSecret, totpStep } from './totp';

/**
 * Whether the code is right and new: its time step is used up by the same statement that compares it with the last one, so
 * one code works once however many send it at the same moment.
 */
export async function takeTotpCode(
  { database, config, machineClock }: ApiDeps,
  { id, personId, totpSecret }: Pick<Account, 'id' | 'personId' | 'totpSecret'>,
  code: string,
): Promise<boolean> {
  if (totpSecret === null) return false;
  const step = totpStep(openTotpSecret(config.totpKey, id, totpSecret), code, machineClock.now());
  if (step === null) return false;
  const { count } = await database.withPerson(personId, (tx) =>
    tx.account.updateMany({
      where: { id, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
      data: { totpLastStep: step },
    }),
  );
  return count === 1;
}
