import { readFileSync } from 'node:fs';
import { Refusal } from '../../domain/errors';
import { headingKey } from '../../domain/import/column-names';
import type { ImportKindId } from '../../domain/import/kind';
import { KIND_DEFINITIONS } from '../../domain/import/kinds/index';
import type { Tx } from '../database/database';
import { projectPath } from '../project-root';

const shipped = new Map<string, Record<string, string[]>>();

/** The headings that come with the software, for one kind and for all. */
export function shippedColumns(kind: ImportKindId): Record<string, string[]> {
  const known = shipped.get(kind);
  if (known) return known;
  const read = (name: string) =>
    JSON.parse(readFileSync(projectPath('prisma', 'seed', 'import-columns', `${name}.json`), 'utf8'));
  const headings = { ...read('common'), ...read(kind) };
  shipped.set(kind, headings);
  return headings;
}

/**
 * What a bureau's people say of headings holds for all their files.
 *
 * @throws Refusal BAD_INPUT for a field that files of this kind don't have
 */
export async function learnColumns(
  tx: Tx,
  { jurisdictionId, kind }: { jurisdictionId: string; kind: ImportKindId },
  columns: readonly { name: string; field: string | null }[],
): Promise<void> {
  const allowed = [...KIND_DEFINITIONS[kind].fields, 'secrecy'];
  const strange = columns.find(({ field }) => field !== null && !allowed.includes(field));
  if (strange) throw new Refusal('BAD_INPUT', { field: 'field', value: strange.field, allowed });
  for (const { name, field } of columns) {
    const key = { jurisdictionId, kind, name: headingKey(name) };
    await tx.importColumn.upsert({
      where: { jurisdictionId_kind_name: key },
      create: { ...key, field },
      update: { field },
    });
  }
}
