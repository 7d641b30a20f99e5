import { pinyin } from 'pinyin-pro';
import type { Tx } from '../database/database';

/**
 * Pinyin initials of what a project is called, `cqljzx cj` of 长青路净水厂 and its short name: what people type to find it. Latin
 * letters and digits stand for themselves, other signs are left out; a character of several readings has that of its word.
 */
export function initialsOf({ name, shortName }: { name: string; shortName?: string | null }): string {
  return [name, shortName ?? ''].map(lettersOf).join(' ').trim();
}

const lettersOf = (text: string): string =>
  pinyin(text.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Makes those of the projects that an earlier version left without. */
export async function fillInitials(tx: Tx): Promise<void> {
  const projects = await tx.project.findMany({
    where: { initials: null },
    select: { id: true, name: true, shortName: true },
  });
  for (const { id, ...names } of projects) {
    await tx.project.update({ where: { id }, data: { initials: initialsOf(names) } });
  }
}
