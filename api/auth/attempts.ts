import type { Request, RequestHandler } from 'express';
import rateLimit from 'express-rate-limit';
import { appendAudit } from '../../activities/audit/append-audit';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { Account } from '../../prisma/generated/client';
import type { ApiConfig } from '../config';
import type { ApiDeps } from '../deps';
import { occasionNow } from '../route';

const MINUTE_MS = 60_000;

/** How long an account is locked after too many failures in a row. */
export const LOCK_MS = 15 * MINUTE_MS;

const WINDOW_MS = 15 * MINUTE_MS;

/** While locked, even the right password is wrong: a caller can't tell a locked account from one that doesn't exist. */
export const isLocked = ({ lockedUntil }: Pick<Account, 'lockedUntil'>, now: Date): boolean =>
  lockedUntil !== null && lockedUntil > now;

/**
 * Counts a wrong password or code, in a transaction of its own since the request itself is refused.
 *
 * @returns whether the account is locked now
 */
export async function countFailure(
  { database, config, clock, machineClock }: ApiDeps,
  { id, personId }: Pick<Account, 'id' | 'personId'>,
  factor: 'password' | 'code',
): Promise<boolean> {
  return database.withPerson(personId, async (tx) => {
    const { failedLogins } = await tx.account.update({ where: { id }, data: { failedLogins: { increment: 1 } } });
    const locked = failedLogins >= config.limits.failuresPerLogin;
    if (locked) {
      const lockedUntil = new Date(machineClock.now().getTime() + LOCK_MS);
      await tx.account.update({ where: { id }, data: { failedLogins: 0, lockedUntil } });
    }
    const { now: at } = await occasionNow(tx, clock);
    await appendAudit(
      tx,
      INSTALLATION_CHAIN,
      locked
        ? { type: 'account.locked', actorId: null, at, payload: { accountId: id } }
        : { type: 'session.refused', actorId: null, at, payload: { accountId: id, factor } },
    );
    return locked;
  });
}

/**
 * A limit on failures per address. Counted in this process's memory: what protects an account is its lock, which is in the
 * database; this only slows one address that tries many accounts, and each process may count for itself.
 */
export function failuresPerAddress({ limits }: ApiConfig): RequestHandler {
  return rateLimit({ ...COMMON, limit: limits.failuresPerAddress, skipSuccessfulRequests: true });
}

/** A limit on requests per address that succeed whatever is asked, such as asking for a mail. */
export function requestsPerAddress(limit: number): RequestHandler {
  return rateLimit({ ...COMMON, limit });
}

const COMMON = {
  windowMs: WINDOW_MS,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  handler: (request: Request, _response: unknown, next: (error: Refusal) => void) => {
    const { rateLimit } = request as Request & { rateLimit?: { resetTime?: Date } };
    const until = rateLimit?.resetTime?.getTime() ?? Date.now() + WINDOW_MS;
    next(new Refusal('RATE_LIMITED', { retryAfter: Math.max(1, Math.ceil((until - Date.now()) / 1000)) }));
  },
} as const;
