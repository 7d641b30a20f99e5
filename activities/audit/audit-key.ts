import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** What names a signing key in the roots it signed: the start of the SHA-256 of its public half (SPKI, DER). */
export function auditKeyId(key: KeyObject): string {
  const publicHalf = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicHalf.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}
