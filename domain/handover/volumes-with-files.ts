export interface ElectronicVolumes {
  /** Codes 档号 of volumes without any file, and paths that belong to no volume, in their order. */
  without: string[];
  strays: string[];
}

/**
 * Which volumes electronic files belong to: to the one whose code is a folder of the path, or the file's name or what it begins with,
 * `A-12/1.pdf`, `A-12.pdf`, `A-12_1.pdf`. A stroke in a code may be a folder's end.
 */
export function volumesWithFiles(codes: readonly string[], paths: Iterable<string>): ElectronicVolumes {
  const known = new Map(codes.map((code) => [plain(code), code]));
  const longest = Math.max(0, ...codes.map((code) => code.split('/').length));
  const filled = new Set<string>();
  const strays: string[] = [];
  for (const path of paths) {
    const code = volumeOf(path, known, longest);
    if (code === undefined) strays.push(path);
    else filled.add(code);
  }
  return { without: codes.filter((code) => !filled.has(code)), strays };
}

function volumeOf(path: string, known: ReadonlyMap<string, string>, longest: number): string | undefined {
  const parts = path.split('/').map(plain);
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    for (let length = Math.min(longest, parts.length - at); length > 0; length -= 1) {
      const name = parts.slice(at, at + length).join('/');
      const found = known.get(name) ?? beginningOf(name, known);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The longest beginning that is a code, up to a mark that ends one. */
function beginningOf(name: string, known: ReadonlyMap<string, string>): string | undefined {
  for (let end = name.length - 1; end > 0; end -= 1) {
    if (!/[._ (（-]/.test(name[end]!)) continue;
    const found = known.get(name.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
