let key: string | Buffer | null = null;

/** The key that tokens of one-time links are made with. Called once when a process starts, by what composes it. */
export function useLinkKey(given: string | Buffer): void {
  key = given;
}

/** @throws Error when the process was not given the key */
export function linkKey(): string | Buffer {
  if (key === null) throw new Error('This process was not given the key of one-time links');
  return key;
}
