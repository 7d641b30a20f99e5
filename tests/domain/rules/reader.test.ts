import { choice, integer, listOf, nullable, recordOf, shape, text } from '../../../domain/rules/reader';
import { refusalOf } from '../refusal-of';

describe('readers', () => {
  const read = shape<{ name: string; parts: { n: number }[]; kind: 'a' | 'b' | null }>({
    name: text,
    parts: listOf(shape({ n: integer(1, 9) }), 1, ({ n }) => String(n)),
    kind: nullable(choice(['a', 'b'])),
  });

  it('return what they accept', () => {
    const value = { name: '甲', parts: [{ n: 1 }, { n: 9 }], kind: null };
    expect(read(value, 'x')).toEqual(value);
    expect(recordOf(integer(0))({ a: 0, b: 5 }, '')).toEqual({ a: 0, b: 5 });
  });

  it.each<[unknown, string, unknown, unknown]>([
    [{ name: ' ', parts: [{ n: 1 }], kind: 'a' }, 'x.name', ' ', 'text'],
    [{ name: '甲', parts: [], kind: 'a' }, 'x.parts', [], 'list of at least 1'],
    [{ name: '甲', parts: [{ n: 1 }, { n: 10 }], kind: 'a' }, 'x.parts[1].n', 10, 'integer from 1 to 9'],
    [{ name: '甲', parts: [{ n: 1 }, { n: 1 }], kind: 'a' }, 'x.parts[1]', '1', 'an entry not listed before'],
    [{ name: '甲', parts: [{ n: 1 }], kind: 'c' }, 'x.kind', 'c', ['a', 'b']],
    [{ name: '甲', parts: [{ n: 1 }] }, 'x.kind', null, ['a', 'b']],
    [{ name: '甲', parts: [{ n: 1 }], kind: 'a', more: 1 }, 'x.more', 1, ['name', 'parts', 'kind']],
    [null, 'x', null, 'object'],
    [[], 'x', [], 'object'],
  ])('refuse %j at %s', (value, field, wrong, allowed) => {
    expect(refusalOf(() => read(value, 'x'))).toMatchObject({
      code: 'RULE_SET_INVALID',
      details: { field, value: wrong, allowed },
    });
  });

  it('do not take an inherited name for a field', () => {
    expect(refusalOf(() => read(JSON.parse('{"constructor": 1}'), '')).details.field).toBe('constructor');
  });
});
