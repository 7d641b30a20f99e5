import fc from 'fast-check';
import { fillTemplate, type PaperHead } from '../../../domain/papers/fill-template';
import { readTemplate, type TemplateBlock } from '../../../domain/papers/paper-template';
import { readToken, tokenOf } from '../../../domain/papers/paper-token';
import { refusalOf } from '../refusal-of';

const HEAD: PaperHead = {
  template: { code: 'letter', version: 1 },
  issuer: '江澜市档案局',
  reference: null,
  date: '2026-11-23',
  draft: true,
  practice: false,
  colophon: '',
};

const template = (...blocks: TemplateBlock[]) => ({
  code: 'letter',
  layout: 'letter' as const,
  title: '关于{name}的函',
  blocks,
});
const filled = (facts: Parameters<typeof fillTemplate>[1], ...blocks: TemplateBlock[]) =>
  fillTemplate(template(...blocks), { name: '甲', ...facts }, HEAD);

it('puts facts in their places, and a gap where there is none in running text', () => {
  const { title, blocks } = filled({ on: '' }, { kind: 'paragraph', text: '{name}于{on}收到' }, { kind: 'closing' });
  expect(title).toBe('关于甲的函');
  expect(blocks).toEqual([
    { kind: 'paragraph', text: '甲于＿＿＿＿收到' },
    { kind: 'closing', issuer: '江澜市档案局', date: '2026-11-23' },
  ]);
});

it('leaves out what nothing is to be said of', () => {
  const blocks: TemplateBlock[] = [
    { kind: 'paragraph', when: 'on', text: '有' },
    { kind: 'paragraph', when: '!on', text: '无' },
    { kind: 'paragraph', when: 'list', text: '列' },
  ];
  expect(filled({ on: '', list: [] }, ...blocks).blocks).toEqual([{ kind: 'paragraph', text: '无' }]);
  expect(filled({ on: '今', list: [{}] }, ...blocks).blocks).toHaveLength(2);
});

it('repeats a block and a row for each of a list, which sees what is around it', () => {
  const rows = [{ n: '1' }, { n: '2' }];
  const { blocks } = filled(
    { rows },
    { kind: 'each', list: 'rows', blocks: [{ kind: 'note', text: '{n}{name}' }] },
    {
      kind: 'table',
      list: 'rows',
      columns: [{ title: '序号', width: 1, align: 'center', text: '{n}' }],
      blank: 1,
      total: ['计'],
    },
  );
  expect(blocks).toEqual([
    { kind: 'note', text: '1甲' },
    { kind: 'note', text: '2甲' },
    { kind: 'table', columns: [{ title: '序号', width: 1, align: 'center' }], rows: [['1'], ['2'], [''], ['计']] },
  ]);
});

it('says which field a paper has not, and which it has', () => {
  expect(refusalOf(() => filled({}, { kind: 'note', text: '{phone}' }))).toMatchObject({
    code: 'WORDING_FIELD_UNKNOWN',
    details: { value: 'phone', allowed: ['name'] },
  });
  expect(refusalOf(() => filled({}, { kind: 'annexes', list: 'name', texts: ['x'] })).code).toBe(
    'WORDING_FIELD_UNKNOWN',
  );
});

it('never reads what a person typed as a field', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const { blocks } = filled({ typed: `{name}${typed}` }, { kind: 'note', text: '{typed}' });
      expect(blocks).toEqual([{ kind: 'note', text: `{name}${typed}` }]);
    }),
  );
});

it.each([
  [{ code: 'x', layout: 'poster', title: 'x', blocks: [{ kind: 'closing' }] }, 'layout'],
  [{ code: 'x', layout: 'letter', title: '', blocks: [{ kind: 'closing' }] }, 'title'],
  [{ code: 'x', layout: 'letter', title: 'x', blocks: [] }, 'blocks'],
  [{ code: 'x', layout: 'letter', title: 'x', blocks: [{ kind: 'script' }] }, 'blocks[0].kind'],
  [{ code: 'x', layout: 'letter', title: 'x', blocks: [{ kind: 'note', text: 'x', run: 1 }] }, 'blocks[0].run'],
])('refuses a wording that is not well formed: %j', (body, field) => {
  expect(refusalOf(() => readTemplate(body))).toMatchObject({ code: 'WORDING_INVALID', details: { field } });
});

it('reads a check code however it was typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
      const token = tokenOf(random);
      expect(token).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      const typed = ` ${token.toLowerCase().match(/.{4}/g)!.join('-')} `.replace(/0/g, 'o').replace(/1/g, 'l');
      expect(readToken(typed)).toBe(token);
    }),
  );
});
