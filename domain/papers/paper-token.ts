/** Without letters that look like figures (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As it stands in an address. */
export const PAPER_TOKEN = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/**
 * The check code 核验码 of a paper: 16 letters of 5 bits each, which nobody guesses and a person can type.
 *
 * @param random at least 16 random bytes
 */
export const tokenOf = (random: Uint8Array): string =>
  Array.from(random.subarray(0, 16), (byte) => LETTERS[byte % 32]).join('');

/** What a person typed, as it was printed: without spaces and dashes, and with the letters that are meant. */
export const readToken = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
