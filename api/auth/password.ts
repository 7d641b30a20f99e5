import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Refusal } from '../../domain/errors';
import type { Account } from '../../prisma/generated/client';

/** Characters; the upper limit keeps somebody from making the server hash a book. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/** zxcvbn's scale of 0 to 4: 3 resists 10^8 guesses, enough behind argon2id and a limit on attempts. */
const NEEDED_STRENGTH = 3;

let strength: ZxcvbnFactory | undefined;

/** argon2id with the parameters that OWASP's password storage sheet puts first: 19 MiB, 2 passes, 1 lane. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'));

let hashOfNobody: Promise<string> | undefined;

/** Whether this is the password. Without a hash it takes as long to say no, so that nobody learns which accounts exist. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword('the password of nobody');
  const matches = await verify(passwordHash ?? (await hashOfNobody), password.normalize('NFC'));
  return matches && passwordHash !== null;
}

/** A one-time password is worth nothing after its term. */
export const isPasswordOver = ({ oneTimePasswordUntil }: Pick<Account, 'oneTimePasswordUntil'>, now: Date): boolean =>
  oneTimePasswordUntil !== null && oneTimePasswordUntil <= now;

/**
 * Refuses a password that is soon guessed, be it a common one or made of what is known of the person (OWASP ASVS 5.0, 6.2).
 *
 * @param known login, name and the like
 * @throws Refusal PASSWORD_TOO_WEAK
 */
export function requireStrongPassword(password: string, known: readonly string[]): void {
  const { min } = PASSWORD_LENGTH;
  strength ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  if (password.length < min || strength.check(password, [...known, '档验', 'dangyan']).score < NEEDED_STRENGTH) {
    throw new Refusal('PASSWORD_TOO_WEAK', { field: 'password', allowed: `${min}+` });
  }
}
