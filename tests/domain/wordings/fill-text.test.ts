import { Refusal } from '../../../domain/errors';
import { emptied, type Facts, fillText, holds, inPart, rowsOf } from '../../../domain/wordings/fill-text';

const FACTS: Facts = { project: '甲工程', open: 2, none: 0, passed: true, place: '', items: [{ title: '一' }] };
const filled = (text: string, facts = FACTS) => fillText(text, facts, '＿');

function refusalOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.details };
  }
  throw new Error('nothing was refused');
}

test.each([
  ['{project}的整改', '甲工程的整改'],
  ['共{open}项，{none}项', '共2项，0项'],
  ['地点：{place}', '地点：＿'],
  ['结论{passed?合格|不合格}', '结论合格'],
  ['{none?还有{none}项|全部销号}', '全部销号'],
  ['{open?还有{open}项|全部销号}', '还有2项'],
  ['{place?在{place}}。', '。'],
  ['{open？是｜否}', '是'],
  ['a|b？', 'a|b？'],
])('%s says %s', (text, said) => expect(filled(text)).toBe(said));

test('what is said only where something is missing is found with nothing in the fields', () => {
  expect(filled('{passed?合格|不合格}{open?有|无}', emptied(FACTS))).toBe('不合格无');
  expect(holds(FACTS, 'items')).toBe(true);
  expect(holds(emptied(FACTS), '!items')).toBe(true);
});

test.each([
  ['{nobody}', 'nobody', ['none', 'open', 'place', 'project']],
  ['{项目}', '项目', ['none', 'open', 'place', 'project']],
  // A flag says nothing by itself, and a list is not a text.
  ['{passed}', 'passed', ['none', 'open', 'place', 'project']],
  ['{items}', 'items', ['none', 'open', 'place', 'project']],
  // Also in words that are not said now.
  ['{passed?好|{ghost}}', 'ghost', ['none', 'open', 'place', 'project']],
  ['{ghost?好}', 'ghost', Object.keys(FACTS).sort()],
  ['{__proto__}', '__proto__', ['none', 'open', 'place', 'project']],
])('%s names what there is not', (text, value, allowed) => {
  expect(refusalOf(() => filled(text))).toEqual({ code: 'WORDING_FIELD_UNKNOWN', field: 'text', value, allowed });
});

test.each(['{project', 'project}', '{passed?好|', '{passed?好|{open}', '{project{open}}'])(
  '%s is not well formed',
  (text) => {
    expect(refusalOf(() => filled(text))).toMatchObject({ code: 'WORDING_INVALID', value: text });
  },
);

test('a refusal names the part', () => {
  expect(refusalOf(() => inPart('blocks[3]', () => filled('{x}')))).toMatchObject({ field: 'blocks[3].text' });
  expect(refusalOf(() => rowsOf(FACTS, 'project'))).toMatchObject({ value: 'project', allowed: ['items'] });
});
