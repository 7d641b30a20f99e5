import { randomUUID } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import type { Clock } from '../../activities/clock';
import type { ApiConfig } from '../config';
import { deriveKey } from '../keys';

/** Who signed in with this session, kept in its row. */
export interface SessionLogin {
  /** Names the session to its owner; the session's real id is a secret. */
  id: string;
  accountId: string;
  personId: string;
  /** The password was right and a code is still to come: nothing else is possible until then. */
  awaitsCode: boolean;
  signedInAt: string;
  /** When the password was last asked for. */
  authenticatedAt: string;
  /** When the account's password was set; a session of an older password is void. */
  passwordChangedAt: string | null;
  /** Browser and system as they name themselves, shown to the owner alone. */
  device: string;
}

declare module 'express-session' {
  interface SessionData {
    login?: SessionLogin;
  }
}

const DEVICE_LENGTH = 200;

export const isSecure = (config: ApiConfig): boolean => config.origin.startsWith('https:');

/** `__Host-` cookies are sent to this very host only and never over plain HTTP. */
export const cookieName = (config: ApiConfig, name: string): string =>
  isSecure(config) ? `__Host-dangyan-${name}` : `dangyan-${name}`;

export const SESSION_COOKIE = 'session';

/** How exactly a session's idle time is kept: renewing it with each request would write a row for every read. */
const TOUCH_MS = 60_000;

class SessionStore extends connectPgSimple(session) {
  #since = 0;
  readonly #touched = new Set<string>();

  override touch(sid: string, data: session.SessionData, done?: () => void): void {
    if (Date.now() - this.#since > TOUCH_MS) {
      this.#since = Date.now();
      this.#touched.clear();
    }
    if (this.#touched.has(sid)) {
      done?.();
      return;
    }
    this.#touched.add(sid);
    super.touch(sid, data, done);
  }
}

/** Sessions in Postgres. The store forgets one that was idle for too long; `endOldSession` ends one that is too old. */
export function sessions(config: ApiConfig, pool: Pool): { middleware: RequestHandler; close(): Promise<void> } {
  const store = new SessionStore({ pool, ttl: config.session.idleMinutes * 60, errorLog: () => undefined });
  const middleware = session({
    name: cookieName(config, SESSION_COOKIE),
    secret: deriveKey(config.sessionSecret, 'session-cookie').toString('hex'),
    store,
    resave: false,
    saveUninitialized: false,
    // Without maxAge the cookie ends with the browser and requests renew the row's idle time.
    cookie: { path: '/', httpOnly: true, secure: isSecure(config), sameSite: 'lax' },
  });
  return { middleware, close: async () => store.close() };
}

/** Ends a session that has lasted as long as one may. */
export function endOldSession({ session: { absoluteHours } }: ApiConfig, machineClock: Clock): RequestHandler {
  return async (request, _response, next) => {
    const { login } = request.session;
    const age = login ? machineClock.now().getTime() - Date.parse(login.signedInAt) : 0;
    if (age > absoluteHours * 3_600_000) await renewSession(request);
    next();
  };
}

/** A new session id, so that one fixed or stolen before signing in or out is worth nothing. */
export function renewSession(request: Request, login?: SessionLogin): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => {
      if (error) return reject(error);
      if (!login) return resolve();
      request.session.login = login;
      request.session.save((failure) => (failure ? reject(failure) : resolve()));
    });
  });
}

/** The login that a new session begins with. */
export function newLogin(
  account: { id: string; personId: string; passwordChangedAt: Date | null },
  request: Request,
  now: Date,
  awaitsCode: boolean,
): SessionLogin {
  return {
    id: randomUUID(),
    accountId: account.id,
    personId: account.personId,
    awaitsCode,
    signedInAt: now.toISOString(),
    authenticatedAt: now.toISOString(),
    passwordChangedAt: account.passwordChangedAt?.toISOString() ?? null,
    device: (request.get('user-agent') ?? '').slice(0, DEVICE_LENGTH),
  };
}
