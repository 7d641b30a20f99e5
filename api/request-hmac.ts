import { createHmac } from 'node:crypto';
import { canonicalBytes } from '../domain/crypto/canonical-json';
import type { KeyMaterial } from './config';
import { deriveKey } from './keys';

/**
 * HMAC-SHA-256, in hexadecimal, over all that a request asks for, in canonical form. Tells whether a repeated key asks for the
 * same thing without keeping what was asked: bodies may hold sealed values.
 */
export function requestHmac(hmacKey: KeyMaterial, asked: Readonly<Record<string, unknown>>): string {
  return createHmac('sha256', deriveKey(hmacKey, 'request-body')).update(canonicalBytes(asked)).digest('hex');
}
