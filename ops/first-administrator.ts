import { randomInt } from 'node:crypto';
import { appendAudits } from '../activities/audit/append-audit';
import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import { hashPassword } from '../api/auth/password';
import { INSTALLATION_CHAIN } from '../domain/audit/audit-event';

/** Who starts an installation is at the machine: an hour is enough, and the next start gives another one. */
const TERM_MS = 3_600_000;

const LOGIN = 'admin';

/** Letters and digits that are not taken for each other; four groups of five hold more than 95 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** The first person who can sign in. */
export interface FirstAdministrator {
  login: string;
  /** Opens nothing but the setting of a password of one's own, within the hour. */
  oneTimePassword: string;
}

/**
 * Makes the administrator of a new installation, or gives a new one-time password to one who never chose a password; null
 * when somebody has.
 *
 * @param owner as `dangyan_owner`
 */
export async function firstAdministrator(owner: Database, machineClock: Clock): Promise<FirstAdministrator | null> {
  const oneTimePassword = randomPassword();
  const given = {
    passwordHash: await hashPassword(oneTimePassword),
    oneTimePasswordUntil: new Date(machineClock.now().getTime() + TERM_MS),
  };
  return owner.transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('first administrator'))::text`;
    const { count } = await tx.account.updateMany({
      where: { login: LOGIN, oneTimePasswordUntil: { not: null } },
      data: { ...given, failedLogins: 0, lockedUntil: null },
    });
    if (count === 0) {
      if ((await tx.account.count()) > 0) return null;
      const { now } = await processTime(tx, machineClock);
      const person = await tx.person.create({ data: { name: '系统管理员' } });
      const account = await tx.account.create({ data: { personId: person.id, login: LOGIN, ...given } });
      await tx.grant.create({ data: { personId: person.id, role: 'admin', from: now } });
      const event = { type: 'account.created', actorId: null, at: now, payload: { accountId: account.id } } as const;
      await appendAudits(tx, [{ chain: INSTALLATION_CHAIN, event }]);
    }
    return { login: LOGIN, oneTimePassword };
  });
}

/** As it is told to whoever starts the installation, once. */
export const sayAdministrator = ({ login, oneTimePassword }: FirstAdministrator): string =>
  `administrator  ${login}, one-time password ${oneTimePassword}`;

function randomPassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
