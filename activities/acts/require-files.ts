import { Refusal } from '../../domain/errors';
import type { ProcessContext } from '../process/process-context';

/** The files an act names, where it names any, must have been uploaded. @throws Refusal FILE_UNKNOWN */
export async function requireFiles(
  ctx: ProcessContext,
  field: string,
  named: readonly (string | null | undefined)[],
): Promise<void> {
  const hashes = named.filter((hash) => hash != null);
  if (hashes.length === 0) return;
  const stored = await ctx.tx.storedFile.findMany({
    where: { sha256: { in: hashes } },
    select: { sha256: true },
  });
  const unknown = hashes.find((hash) => !stored.some(({ sha256 }) => sha256 === hash));
  if (unknown !== undefined) throw new Refusal('FILE_UNKNOWN', { field, value: unknown, allowed: 'an uploaded file' });
}
