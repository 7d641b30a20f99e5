import type { BagFault } from './bag-fault';

/**
 * What is listed against what is there, each a hash by path, compared in Unicode NFC: systems write one name in two ways. A file that is
 * missing under its name and there under another is renamed, and neither missing nor extra.
 */
export function compareFiles(
  listed: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): { tampered: BagFault[]; others: BagFault[] } {
  const there = new Map([...found].map(([path, hash]) => [path.normalize('NFC'), { path, hash }]));
  const tampered: BagFault[] = [];
  const missing: [string, string][] = [];
  for (const [path, hash] of listed) {
    const file = there.get(path.normalize('NFC'));
    if (!file) missing.push([path, hash]);
    else if (file.hash !== hash) tampered.push({ code: 'tampered', path });
    there.delete(path.normalize('NFC'));
  }
  const extra = new Map<string, string[]>();
  for (const { path, hash } of there.values()) extra.set(hash, [...(extra.get(hash) ?? []), path]);
  const others = missing.map(([path, hash]): BagFault => {
    const now = extra.get(hash)?.shift();
    return now === undefined ? { code: 'missing', path } : { code: 'renamed', path, found: now };
  });
  for (const paths of extra.values()) for (const path of paths) others.push({ code: 'extra', path });
  return { tampered, others };
}
