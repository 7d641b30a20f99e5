import type { Tx } from '../database/database';

/** Tells whoever waits for news of `topic`, once the transaction is committed. It says that there is news and nothing of it. */
export async function tellChange(tx: Tx, topic: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('changes', ${topic})`;
}
