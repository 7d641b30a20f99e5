import { z } from 'zod';
import type { ActDefinition } from '../../activities/acts/define-act';
import { ACTS, actDefinition } from '../../activities/acts/index';
import { inputName, keyOf, type Rows, readContents, rowsName, shapeName } from '../../api/pages/acts/contents';
import { faultsOf } from '../../api/pages/acts/faults';
import { type Field, fieldOf } from '../../api/pages/acts/field';
import { ActForm } from '../../api/pages/acts/form';
import { fieldOfAct } from '../../api/pages/acts/picks';
import { Format } from '../../api/pages/format';
import { wordsOf } from '../../api/pages/words';
import type { ActKind } from '../../domain/lifecycle/act-table';

const ID = '3f2a91bc-0000-4000-8000-000000000001';
const HASH = 'a'.repeat(64);
/** The one thing to choose from: by its id, or by its number where a rubric has it. */
const picked = (name: string | null) => (name === 'item' ? '1.1' : ID);
const ROWS: Rows = { keys: (list) => (keyOf(list) === null ? null : [picked(keyOf(list))]) };

/** What a careful person sends: every field filled in, of several shapes the one at `shape`, each list with one row. */
function filled(field: Field, shape: number, name = ''): Record<string, string | string[]> {
  const inner = (fields: readonly Field[], at: string) =>
    Object.assign({}, ...fields.map((each) => filled(each, shape, inputName(at, each.name))));
  switch (field.kind) {
    case 'text': {
      if (field.name === 'creditCode') return { [name]: '91440600MA4UL12345' };
      const texts = { text: '示例', email: 'a@example.cn', date: '2026-11-23', 'datetime-local': '2026-11-23T09:00' };
      return { [name]: field.type === 'number' ? '10' : texts[field.type] };
    }
    case 'choice':
      return { [name]: field.values[0]! };
    case 'yes-no':
      return { [name]: 'true' };
    case 'pick':
      return { [name]: field.name === 'catalogue' ? JSON.stringify({ id: ID, sha256: HASH }) : picked(field.name) };
    case 'files':
      return { [name]: [HASH] };
    case 'lines':
      return { [name]: '示例\r\n\r\n第二行 ' };
    case 'group':
      return inner(field.fields, name);
    case 'variants': {
      const { value, fields } = field.variants[shape % field.variants.length]!;
      return { [shapeName(name)]: value, ...inner(fields, name) };
    }
    case 'list':
      return { [rowsName(name)]: '2', ...filled(field.item, shape, inputName(name, 0)) };
  }
}

/** Contents whose rules go beyond what a schema says: a date that depends on another, a code that a rubric knows. */
const NEEDS_MORE = ['report.submit'];

describe.each(ACTS.map((act) => [act.kind, act] as const))(
  'the form of %s',
  (kind, { body, sealed }: ActDefinition) => {
    const schema = sealed?.body ?? body;
    const field = fieldOfAct({ kind, body, sealed });

    test.each([0, 1, 2, 3, 4])('filled in with shape %s gives contents that the API takes', (shape) => {
      const contents = readContents(field, filled(field, shape), ROWS);
      const parsed = schema.safeParse(contents.value);
      const issues = parsed.error?.issues.filter(({ code }) => code !== 'custom' || !NEEDS_MORE.includes(kind)) ?? [];
      expect(issues).toEqual([]);
    });

    test('left empty names an input for everything that is missing', () => {
      const contents = readContents(field, {}, ROWS);
      const faults = faultsOf(schema, contents, wordsOf('zh-CN'));
      const inputs = new Set(contents.inputs.values());
      expect(faults.filter((fault) => !inputs.has(fault.field))).toEqual([]);
      expect(faults.length === 0).toBe(schema.safeParse(contents.value ?? {}).success);
    });
  },
);

/** The form of an act, where these are all that there is to choose from. */
function formOf(kind: ActKind, pickables: { value: string; label: string }[]): Promise<ActForm> {
  const words = wordsOf('zh-CN');
  const asking = { words, format: new Format(words), own: `acts.${kind}`, pickables: async () => pickables };
  return ActForm.ofField(fieldOfAct(actDefinition(kind)), asking);
}

test('what every shape of a form asks is asked once, and answered whichever is chosen', async () => {
  const form = await formOf('report.submit', [{ value: '2026Q1', label: '2026年第一季度' }]);
  const [asked] = form.questions({});
  expect(asked!.questions!.map(({ name }) => name)).toEqual(['period']);
  expect(asked!.shapes!.flatMap(({ questions }) => questions.map(({ name }) => name))).not.toContain('period');
  for (const as of ['true', 'false']) {
    expect(form.answers({ as, period: '2026Q1' })).toContainEqual(
      expect.objectContaining({ name: 'period', answer: ['2026年第一季度'] }),
    );
  }
});

test('answers of a group say which it is', async () => {
  const form = await formOf('registration.submit', []);
  const answers = form.answers({ 'form.completion.value': '2027-06-30' });
  expect(answers).toContainEqual({
    label: '计划竣工验收日期：日期',
    answer: ['2027年6月30日'],
    name: 'form.completion.value',
  });
});

test('of each kind that is handed over its counts are asked; differences are listed freely', async () => {
  const kinds = ['volumes', 'drawings'].map((value) => ({ value, label: value }));
  const form = await formOf('hand_over.submit', kinds);
  const rows = (name: string) => form.questions({}).find((each) => each.name === name)!;
  expect(rows('counts').rows).toHaveLength(2);
  expect(rows('counts').grows).toBe(false);
  expect(rows('differences').grows).toBe(true);
});

test('an empty row is left out, and a fault of a later one stands beside its own input', () => {
  const schema = z.object({ items: z.array(z.object({ text: z.string(), days: z.number().optional() })) });
  const sent = {
    'items.rows': '3',
    'items.0.text': '',
    'items.1.text': '一',
    'items.2.text': '二',
    'items.2.days': '三天',
  };
  const contents = readContents(fieldOf(schema), sent, ROWS);
  expect(contents.value).toEqual({ items: [{ text: '一' }, { text: '二', days: '三天' }] });
  expect(faultsOf(schema, contents, wordsOf('zh-CN'))).toEqual([{ field: 'items.2.days', text: '请填写数字' }]);
});

test('a part that may be absent is absent when all of it is empty, and null where the schema has it so', () => {
  const part = z.object({ place: z.string().min(1).optional(), at: z.string().optional() });
  const schema = z.object({ meeting: part.optional(), completed: part.nullable() });
  expect(readContents(fieldOf(schema), { 'meeting.place': ' ' }, ROWS).value).toEqual({ completed: null });
  expect(readContents(fieldOf(schema), { 'meeting.at': '9:00' }, ROWS).value).toEqual({
    meeting: { at: '9:00' },
    completed: null,
  });
});

test('a time of day is Shanghai’s', () => {
  const schema = z.object({ startsAt: z.iso.datetime() });
  expect(readContents(fieldOf(schema), { startsAt: '2026-11-23T09:30' }, ROWS).value).toEqual({
    startsAt: '2026-11-23T01:30:00.000Z',
  });
});

test('a form of many rows is not read for ever', () => {
  const schema = z.object({ items: z.array(z.object({ text: z.string() })).max(10) });
  const sent = { 'items.rows': '999999999', 'items.0.text': '一' };
  expect(readContents(fieldOf(schema), sent, ROWS).value).toEqual({ items: [{ text: '一' }] });
});
