import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { fromHex, toHex, utf8 } from '../../../domain/crypto/bytes';
import { compareBytes, sortByBytes } from '../../../domain/crypto/compare-bytes';
import { hkdfExpand, hkdfExtract } from '../../../domain/crypto/hkdf';
import { inclusionPath, merkleRoot } from '../../../domain/crypto/merkle-root';
import { sha256Hex } from '../../../domain/crypto/sha256';
import { uniformIndex } from '../../../domain/crypto/uniform-index';

const range = (from: number, until: number): string =>
  toHex(Uint8Array.from({ length: until - from + 1 }, (_, i) => from + i));

describe('HKDF', () => {
  it.each([
    {
      name: 'RFC 5869 A.1',
      ikm: '0b'.repeat(22),
      salt: range(0x00, 0x0c),
      info: range(0xf0, 0xf9),
      length: 42,
      prk: '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
      okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    },
    {
      name: 'RFC 5869 A.2',
      ikm: range(0x00, 0x4f),
      salt: range(0x60, 0xaf),
      info: range(0xb0, 0xff),
      length: 82,
      prk: '06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244',
      okm:
        'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09' +
        'da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    },
    {
      name: 'RFC 5869 A.3',
      ikm: '0b'.repeat(22),
      salt: '',
      info: '',
      length: 42,
      prk: '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
      okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    },
  ])('$name', ({ ikm, salt, info, length, prk, okm }) => {
    const key = hkdfExtract(fromHex(salt), fromHex(ikm));
    expect(toHex(key)).toBe(prk);
    expect(toHex(hkdfExpand(key, fromHex(info), length))).toBe(okm);
  });
});

describe('merkleRoot', () => {
  // The reference tree of Certificate Transparency's own tests (RFC 6962 hashing, unchanged in RFC 9162).
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((leaf) => fromHex(leaf));

  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('%i leaves', (count, root) => {
    expect(toHex(merkleRoot(leaves.slice(0, count)))).toBe(root);
  });

  const hash = (...parts: Uint8Array[]) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest());

  /** RFC 9162 §2.1.3.2, as a stranger reads it. */
  function rootFrom(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Uint8Array | null {
    let [fn, sn, r] = [index, size - 1, hash(Uint8Array.of(0), leaf)];
    for (const p of path) {
      if (sn === 0) return null;
      if (fn % 2 === 1 || fn === sn) {
        r = hash(Uint8Array.of(1), p, r);
        while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
      } else r = hash(Uint8Array.of(1), r, p);
      [fn, sn] = [fn >> 1, sn >> 1];
    }
    return sn === 0 ? r : null;
  }

  it('is found from any leaf and its path, and from no other leaf', () => {
    const lists = fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(lists, fc.nat(), (list, number) => {
        const index = number % list.length;
        const path = inclusionPath(
          list.map((leaf) => hash(Uint8Array.of(0), leaf)),
          index,
        );
        const root = merkleRoot(list);
        expect(rootFrom(list[index]!, index, list.length, path)).toEqual(root);
        expect(rootFrom(Uint8Array.of(...list[index]!, 1), index, list.length, path)).not.toEqual(root);
      }),
    );
  });
});

describe('bytes', () => {
  it('agrees with the platform on SHA-256', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });

  it.each(['0', 'AB', 'zz', ' 00', '0x00'])('refuses %j as hexadecimal', (text) => {
    expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'BAD_HEX' }));
  });

  it('refuses a wrong length without echoing the value', () => {
    try {
      fromHex('abcd', 32);
      throw new Error('accepted');
    } catch (error) {
      expect(error).toMatchObject({ code: 'BAD_HEX' });
      expect(JSON.stringify(error)).not.toContain('abcd');
    }
  });

  it('sorts like the UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(utf8(a)), Buffer.from(utf8(b))));
      }),
      { numRuns: 2_000 },
    );
    expect(sortByBytes(['\u{1f600}', '\uff5e', '档', 'a'], (item) => item)).toEqual(['a', '档', '\uff5e', '\u{1f600}']);
  });
});

describe('uniformIndex', () => {
  const prk = new Uint8Array(32).fill(7);

  it('is a fixed function of key and label', () => {
    expect(uniformIndex(prk, 'row', 10_000)).toBe(uniformIndex(prk, 'row', 10_000));
    const picked = Array.from({ length: 50 }, (_, i) => uniformIndex(prk, `row ${i}`, 10_000));
    expect(new Set(picked).size).toBeGreaterThan(45);
  });

  it('reaches every index about equally often', () => {
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 7_000; i++) counts[uniformIndex(prk, `draw ${i}`, 7)]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chiSquare).toBeLessThan(22.46); // 0.1 % of the chi-square distribution with 6 degrees of freedom
  });
});
