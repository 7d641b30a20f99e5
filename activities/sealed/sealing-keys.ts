/** AES-256 keys of 32 bytes, kept outside the database. */
export interface SealingKeys {
  /** For sheets and ballots: API and worker hold it. */
  sealKey: Buffer;
  /** For the secrets of draws: the worker alone holds it, so that nobody who takes over the API can tell a draw. */
  drawKey: Buffer | null;
}

let keys: SealingKeys | null = null;

/** Called once when a process starts, by what composes it. */
export function useSealingKeys(given: SealingKeys): void {
  keys = given;
}

/** @throws Error when the process was not given the key */
export function sealingKey(name: keyof SealingKeys): Buffer {
  const key = keys?.[name];
  if (!key) throw new Error(`This process was not given the ${name}`);
  return key;
}
