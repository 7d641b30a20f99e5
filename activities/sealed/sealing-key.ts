/** Bytes of an AES-256 key. */
const KEY_BYTES = 32;

/**
 * The key that sealed values are encrypted with: `DANGYAN_SEALING_KEY`, 32 bytes in base64, kept outside the database and
 * given to API and worker alone.
 *
 * @throws Error when it is missing or not 32 bytes; its value is in no message
 */
export function sealingKey(): Buffer {
  const key = Buffer.from(process.env.DANGYAN_SEALING_KEY ?? '', 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`DANGYAN_SEALING_KEY must be ${KEY_BYTES} bytes in base64`);
  return key;
}
