/** Files as their links name them: by a number, for their names say nothing. */
export const numberedFiles = (hashes: readonly string[]) => hashes.map((sha256, at) => ({ sha256, number: at + 1 }));
