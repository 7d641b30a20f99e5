import { createHash } from 'node:crypto';
import type { FileUpload } from '../../prisma/generated/client';
import type { Tx } from './database';

export interface NewFile {
  content: Uint8Array;
  mediaType: string;
  /** As the giver named it; shown, never used as a path. */
  name: string;
  /** Null: of no project, or of none yet. */
  projectId: string | null;
  /** Null: made by the system. */
  uploadedById: string | null;
  /** Whoever gives it acts for the project's owner: owner and panel read it. */
  byOwner?: boolean;
}

/**
 * Stores a file's bytes once by their SHA-256 and notes who gave them for what. Reading goes by uploads, so that two who
 * give the same bytes learn nothing of each other.
 */
export async function storeFile(tx: Tx, { content, mediaType, ...upload }: NewFile): Promise<FileUpload> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  await tx.$executeRaw`SELECT access.store_file(${sha256}, ${mediaType}, ${content.length}, ${Buffer.from(content)})`;
  return tx.fileUpload.create({ data: { ...upload, sha256 } });
}
