/** Put on the global object by tests/support/environment.js. */
declare const openResources: Map<{ name: string }, () => Promise<void>>;

/**
 * Notes that a test opened something; the file fails when it is not closed by the file's last hook.
 *
 * @returns what closes it, once: further calls do nothing.
 */
export function track(name: string, close: () => Promise<void>): () => Promise<void> {
  const key = { name };
  openResources.set(key, close);
  return async () => {
    if (openResources.delete(key)) await close();
  };
}
