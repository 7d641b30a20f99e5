import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../activities/database/database';

/** Saves the public bundle of every draw, each as `draw-7.json`. @returns how many */
export async function saveBundles(worker: Database, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const draws = await worker.transaction((tx) =>
    tx.draw.findMany({ where: { bundle: { not: null } }, select: { number: true, bundle: true } }),
  );
  for (const { number, bundle } of draws) writeFileSync(join(folder, `draw-${number}.json`), bundle!);
  return draws.length;
}
