import type { Database } from '../activities/database/database';
import { fillInitials } from '../activities/projects/initials';
import { loadDefaults } from '../prisma/seed/load-defaults';

/** What an installation is made for, said once: at the birth of its database. */
export type Birth = { mode: 'real' } | { mode: 'practice'; practiceNow: Date };

/** Says once and for all what this installation is, loads what ships with the software, and makes what an earlier version had not. */
export async function beBorn(owner: Database, birth: Birth): Promise<void> {
  await owner.transaction(async (tx) => {
    await tx.installation.createMany({ data: birth, skipDuplicates: true });
    await loadDefaults(tx);
    await fillInitials(tx);
  });
}
