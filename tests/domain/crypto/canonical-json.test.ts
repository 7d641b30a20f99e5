import fc from 'fast-check';
import { canonicalBytes, canonicalJson, toNfc } from '../../../domain/crypto/canonical-json';
import { digestOf } from '../../../domain/crypto/sha256';

const double = (bits: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
};

describe('RFC 8785', () => {
  it('serialises the example of §3.2.2 to the bytes of §3.2.4', () => {
    const sample = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
        "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(Buffer.from(canonicalBytes(sample)).toString('hex')).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e3333333333' +
        '33332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c' +
        '5c5c5c222f227d',
    );
  });

  it('sorts member names by UTF-16 code units (§3.2.3)', () => {
    const sample = JSON.parse(
      String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
        "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    ) as { [name: string]: string };
    const order = [...canonicalJson(sample).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (bits, text) => {
    expect(canonicalJson(double(bits))).toBe(text);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('appendix B: %s is refused', (bits) => {
    expect(() => canonicalJson({ n: double(bits) })).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
  });
});

describe('canonicalBytes', () => {
  it('gives composed and decomposed text one digest', () => {
    expect(digestOf({ 'Ame\u0301lie': ['e\u0301'] })).toBe(digestOf({ Amélie: ['é'] }));
    expect(canonicalJson('e\u0301')).not.toBe(canonicalJson('é'));
  });

  it('refuses lone surrogates in text and names', () => {
    expect(() => canonicalJson(['\ud800'])).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
  });

  it('keeps a member named __proto__', () => {
    const value = JSON.parse('{"__proto__":{"a":1},"b":2}');
    expect(canonicalJson(toNfc(value))).toBe('{"__proto__":{"a":1},"b":2}');
  });

  it.each([[undefined], [[undefined]], [10n], [() => 1], [new Date(0)], [new Map()]])('refuses %p', (value) => {
    expect(() => canonicalJson(toNfc(value))).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson(toNfc({ a: undefined, b: 1 }))).toBe('{"b":1}');
  });

  it('is a fixed point of parsing and does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const text = Buffer.from(canonicalBytes(value)).toString();
        expect(Buffer.from(canonicalBytes(JSON.parse(text))).toString()).toBe(text);
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(Buffer.from(canonicalBytes(reversed)).toString()).toBe(text);
      }),
    );
  });
});
