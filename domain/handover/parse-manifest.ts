import type { BagFault } from './bag-fault';

export interface Manifest {
  /** Hash in lower-case hexadecimal by path. */
  files: Map<string, string>;
  faults: BagFault[];
}

const LINE = /^([0-9a-fA-F]{32,128})[ \t]+\*?(.+)$/;

/**
 * A manifest as RFC 8493 §2.1.3 and `sha256sum` write it: a hash, blanks and a path a line; in a path CR, LF and % are
 * percent-encoded.
 *
 * @param name of the manifest, where its faults are
 * @param payload whether its paths have to be below `data/`
 */
export function parseManifest(text: string, name: string, payload: boolean): Manifest {
  const files = new Map<string, string>();
  const faults: BagFault[] = [];
  for (const [at, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (raw.trim() === '') continue;
    const [, hash, written] = LINE.exec(raw) ?? [];
    if (!hash || !written) {
      faults.push({ code: 'bad_line', path: name, found: String(at + 1) });
      continue;
    }
    const path = decoded(written).replace(/^\.\//, '');
    if (!isSafe(path) || (payload && !path.startsWith('data/'))) faults.push({ code: 'unsafe_path', path });
    else if (files.has(path) && files.get(path) !== hash.toLowerCase()) faults.push({ code: 'listed_twice', path });
    else files.set(path, hash.toLowerCase());
  }
  return { files, faults };
}

/** As a manifest writes a path. */
export const encodedPath = (path: string): string =>
  path.replace(/[%\r\n]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const decoded = (path: string): string =>
  path.replace(/%(0[DdAa]|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** It leads nowhere but down from the folder, on any system. */
export const isSafe = (path: string): boolean =>
  path !== '' && !/^[/~\\]|^[A-Za-z]:|\\/.test(path) && !path.split('/').some((part) => part === '..' || part === '');
