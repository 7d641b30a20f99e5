import pLimit from 'p-limit';

/** Accounts in the making at once: each costs the server two password hashes, and waits for a mail. */
export const AT_ONCE = pLimit(12);
