import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from '../../../activities/imports/read/read-file';
import { projectPath } from '../../../activities/project-root';
import { problemOf } from '../../../api/problem';
import { Refusal } from '../../../domain/errors';
import { type ColumnNames, columnNames } from '../../../domain/import/column-names';
import type { KindDefinition, Located } from '../../../domain/import/kind';
import { HOLIDAYS } from '../../../domain/import/kinds/holidays';
import { POOL } from '../../../domain/import/kinds/pool';
import { PROJECTS } from '../../../domain/import/kinds/projects';
import { TAKE_OVER } from '../../../domain/import/kinds/take-over';
import type { Problem } from '../../../domain/import/report';
import { EXPERT_POOLS } from '../../fixtures/imports/expert-pools';
import type { Fixture } from '../../fixtures/imports/fixture';
import { HOLIDAY_NOTICES } from '../../fixtures/imports/holiday-notices';
import { PROJECT_LISTS } from '../../fixtures/imports/project-lists';
import { REFUSED_FILES } from '../../fixtures/imports/refused-files';
import { TAKE_OVERS } from '../../fixtures/imports/take-overs';
import { handmade } from '../../fixtures/imports/workbook';

const seed = (kind: string) =>
  JSON.parse(readFileSync(projectPath('prisma', 'seed', 'import-columns', `${kind}.json`), 'utf8'));
const namesOf = (kind: string): ColumnNames => columnNames({ ...seed('common'), ...seed(kind) });

function read<Rec>(bytes: Uint8Array, kind: KindDefinition<Rec>, name = '清单.xlsx') {
  const records: Located<Rec>[] = [];
  const reading = readFile({ bytes, name, year: 2025 }, kind, namesOf(kind.id), (some) => records.push(...some));
  return { ...reading, records };
}

const said = ({ sheet, row, column, code }: Problem) => `${sheet}!${row}${column ? ` ${column}` : ''} ${code}`;
/** Dates in short, for the eye. */
const short = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each) => (each?.precision ? `${each.value}/${each.precision}` : each));

const KINDS: [KindDefinition<unknown>, readonly Fixture[]][] = [
  [PROJECTS as KindDefinition<unknown>, PROJECT_LISTS],
  [POOL as KindDefinition<unknown>, EXPERT_POOLS],
  [HOLIDAYS as KindDefinition<unknown>, HOLIDAY_NOTICES],
  [TAKE_OVER as KindDefinition<unknown>, TAKE_OVERS],
];
const FIXTURES = KINDS.flatMap(([kind, fixtures]) =>
  fixtures.map((fixture) => [kind.id, fixture.name, kind, fixture] as const),
);

test.each(FIXTURES)('%s: %s is read as it is meant', async (_id, _name, kind, fixture) => {
  const { records, problems, tables, encoding } = read(await fixture.bytes(), kind);
  expect(short(records.map(({ record }) => record))).toMatchObject(fixture.records);
  expect(problems.filter(({ severity }) => severity === 'error').map(said)).toEqual(fixture.errors ?? []);
  expect(problems.filter(({ severity }) => severity === 'note').map(said)).toEqual(fixture.notes ?? []);
  expect(tables).toHaveLength(fixture.tables ?? 1);
  expect(encoding).toBe(fixture.encoding ?? null);
});

test.each(REFUSED_FILES.map((file) => [file.name, file] as const))(
  '%s is refused, in the words of its reader',
  async (_, { bytes, fileName, refusal }) => {
    const given = await bytes();
    try {
      read(given, PROJECTS, fileName);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      const { code, details } = error as Refusal;
      expect({ code, ...details }).toMatchObject(refusal);
      const { title, detail = '', allowed } = problemOf(code, details, 'zh-CN', '');
      expect([title, detail, allowed].flat().join('；')).not.toMatch(/[a-z]+ [a-z]+|\[object/);
      return;
    }
    throw new Error('was read');
  },
);

test('words that merely speak of secrets are no mark', async () => {
  const { bytes } = {
    bytes: new TextEncoder().encode('项目名称,行业\n秘密花园景区工程,文旅\n国家保密学院机密级机房工程,教育\n'),
  };
  expect(read(bytes, PROJECTS).records).toHaveLength(2);
});

test('a formula shared by many cells, texts without a shared table, and prefixes', () => {
  const xml = `<x:sheetData>
    <x:row><x:c t="inlineStr"><x:is><x:t>项目名称</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>行业</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>总投资（万元）</x:t></x:is></x:c></x:row>
    <x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:r><x:t>甲</x:t></x:r><x:r><x:t>工程</x:t></x:r></x:is></x:c><x:c r="B2" t="str"><x:f>"水利"</x:f><x:v>水利</x:v></x:c><x:c r="C2"><x:f t="shared" si="0"/><x:v>12.5</x:v></x:c></x:row></x:sheetData>`;
  const { records } = read(handmade(xml), PROJECTS);
  expect(records).toMatchObject([{ row: 2, record: { name: '甲工程', industry: '水利', investmentWan: 12.5 } }]);
});

test('every shipped name of a column stands for a field of its kind, and for one alone', () => {
  for (const file of readdirSync(projectPath('prisma', 'seed', 'import-columns'))) {
    const headings = Object.values(seed(file.replace('.json', ''))).flat();
    expect([file, new Set(headings).size]).toEqual([file, headings.length]);
  }
});
