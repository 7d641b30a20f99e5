import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { KeyMaterial } from '../config';
import { deriveKey } from '../keys';

/** Seconds a code is shown; one step before and after is taken as well, for clocks that differ (RFC 6238 §5.2). */
const PERIOD = 30;
const WINDOW = 1;

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A new secret of 160 bits in base32, as people type it into their device. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What a device reads from a QR code. */
export const totpAddress = (secret: string, login: string): string => totp(secret, login).toString();

/**
 * The time step to which a code belongs, or null for a wrong code. A step may be used once: the caller compares it with the
 * last one (RFC 6238 §5.2).
 */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret, '').validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: '档验', label, secret, period: PERIOD, digits: 6, algorithm: 'SHA1' });
}

/** AES-256-GCM, bound to its account so that a secret can't be moved to another row. */
export function sealTotpSecret(totpKey: KeyMaterial, accountId: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(totpKey, 'totp'), iv).setAAD(Buffer.from(accountId));
  const sealed = [iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64url');
}

/** @throws Error when the text was not sealed with this key for this account */
export function openTotpSecret(totpKey: KeyMaterial, accountId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const tag = bytes.subarray(-TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(totpKey, 'totp'), bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(accountId)).setAuthTag(tag);
  return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
