import { createDatabase, type Database } from '../activities/database/database';

/** Runs `use` as `dangyan_owner`, for what is done once and by nobody who serves people. */
export async function withOwner<T>(ownerUrl: string, use: (owner: Database) => Promise<T>): Promise<T> {
  const owner = createDatabase({ url: ownerUrl, poolSize: 1 });
  try {
    return await use(owner);
  } finally {
    await owner.close();
  }
}
