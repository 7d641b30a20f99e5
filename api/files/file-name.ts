import { Refusal } from '../../domain/errors';

/** Characters; what file systems take, less what people's own systems add to a name. */
const LENGTH = 150;

// Control and bidirectional characters disguise a name; slashes, colons and the like mean something to a file system.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\\/:*?"<>|]/;

/**
 * The name under which a file is shown and downloaded. It never becomes a path; one that could is refused all the same.
 *
 * @throws Refusal FILE_NAME_INVALID
 */
export function fileName(given: string): string {
  const name = given.trim().normalize('NFC');
  if (name === '' || name.startsWith('.') || name.length > LENGTH || UNSAFE.test(name)) {
    throw new Refusal('FILE_NAME_INVALID', { field: 'file', allowed: LENGTH });
  }
  return name;
}
