import { hkdfSync } from 'node:crypto';
import type { KeyMaterial } from './config';

export type KeyPurpose = 'session-cookie' | 'csrf' | 'request-body' | 'cursor' | 'totp';

/**
 * A 32-byte key for one purpose (HKDF-SHA-256, RFC 5869), so that no secret of the installation is used for two.
 */
export function deriveKey(secret: KeyMaterial, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `dangyan/${purpose}`, 32));
}
