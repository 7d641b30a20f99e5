import { randomBytes } from 'node:crypto';
import type { Request } from 'express';

/** Begins every token, so that scanners of source code recognise one that was committed by mistake. */
const PREFIX = 'dangyan_';

/** A new token for a program: 256 random bits. */
export const newAccessToken = (): string => PREFIX + randomBytes(32).toString('base64url');

/** The token of `Authorization: Bearer …` (RFC 6750), or null. */
export function bearerToken(request: Request): string | null {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.get('authorization') ?? '') ?? [];
  return token ?? null;
}
