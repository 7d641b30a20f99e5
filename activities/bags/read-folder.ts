import { createReadStream } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BagFile } from './bag-file';

/** The files below a folder, one after the other; links are told and not followed. */
export async function* readFolder(folder: string, below = ''): AsyncGenerator<BagFile> {
  for await (const entry of await opendir(join(folder, below))) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* readFolder(folder, path);
    else yield { path, chunks: entry.isFile() ? createReadStream(join(folder, path)) : null };
  }
}
