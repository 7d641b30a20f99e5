import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { linkKey } from './link-key';

/**
 * The token of a one-time link, made from the link's id with the server's key. So it is stored nowhere, not even in the outbox: the
 * row of the link keeps its hash, the sender makes it again when the mail leaves.
 *
 * @returns 43 characters of base64url
 */
export function loginLinkToken(hmacKey: string | Buffer, linkId: string): string {
  const key = Buffer.from(hkdfSync('sha256', hmacKey, '', 'dangyan/login-link', 32));
  return createHmac('sha256', key).update(linkId).digest('base64url');
}

/** What is stored of a token that somebody shows: SHA-256 in hexadecimal. Enough for tokens of 256 random bits. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The page of a link as messages name it: by its id, which opens nothing. */
export const loginLinkPath = (linkId: string): string => `/links/${linkId}`;

const LINK_PATH = /^\/links\/([0-9a-f-]{36})$/;

/** A path as it leaves in a mail: that of a one-time link with its token, any other as it is. */
export function pathInMail(path: string): string {
  const linkId = LINK_PATH.exec(path)?.[1];
  return linkId ? `/links/${loginLinkToken(linkKey(), linkId)}` : path;
}
