/** A file of a bag as it is read, once and in order. */
export interface BagFile {
  /** From the bag's own folder, with strokes. */
  path: string;
  /** Null: no file that could be read, such as a link. */
  chunks: AsyncIterable<Uint8Array> | null;
}
