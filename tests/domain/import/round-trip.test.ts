import fc from 'fast-check';
import { readFile } from '../../../activities/imports/read/read-file';
import type { ListedVolume } from '../../../domain/catalogue/catalogue-digest';
import { columnNames } from '../../../domain/import/column-names';
import type { Located } from '../../../domain/import/kind';
import { CATALOGUE } from '../../../domain/import/kinds/catalogue';
import { isMarkedSecret } from '../../../domain/import/secrecy';
import { isDitto, tidy } from '../../../domain/import/text';
import shippedCatalogue from '../../../prisma/seed/import-columns/catalogue.json';
import { type Value, xlsx } from '../../fixtures/imports/workbook';

const NAMES = columnNames(shippedCatalogue);
const FIELDS = ['code', 'title', 'pages', 'drawings', 'retention', 'phase', 'stratum', 'receiver'] as const;
const TERMS = { permanent: '永久', years30: '30年', years10: '10年' };

/** Text as a register holds it: tidy, and neither a ditto mark, a heading, a total nor a mark of secrecy. */
const text = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'档案卷第工程施工日志0189aZ-（）·𬭩 '), minLength: 1, maxLength: max })
    .map(tidy)
    .filter((each) => each !== '' && !isDitto(each) && !isMarkedSecret(each) && !NAMES.has(each));

const volume: fc.Arbitrary<ListedVolume> = fc.record({
  code: fc.nat(1e9).map((n) => `A-${n}`),
  title: text(60),
  pages: fc.nat(9_999),
  drawings: fc.nat(999),
  retention: fc.constantFrom('permanent', 'years30', 'years10'),
  phase: text(20),
  stratum: text(20),
  receiver: fc.option(text(30)),
});

/** A catalogue as its columns are printed. */
function exported(volumes: readonly ListedVolume[]): Value[][] {
  const head = FIELDS.map((field) => shippedCatalogue[field][0]!);
  return [
    head,
    ...volumes.map((each) => FIELDS.map((field) => (field === 'retention' ? TERMS[each.retention] : each[field]))),
  ];
}

function read(bytes: Uint8Array) {
  const records: Located<ListedVolume>[] = [];
  const { problems } = readFile({ bytes, name: '目录' }, CATALOGUE, NAMES, (some) => records.push(...some));
  return { volumes: records.map(({ record }) => record), problems };
}

const volumes = fc.uniqueArray(volume, { selector: ({ code }) => code, minLength: 1, maxLength: 12 });

test('a catalogue that is written out and read in is the same', async () => {
  await fc.assert(
    fc.asyncProperty(volumes, async (given) => {
      const { volumes, problems } = read(await xlsx({ rows: exported(given) }));
      expect(problems).toEqual([]);
      expect(volumes).toEqual(given);
    }),
    { numRuns: 40 },
  );
});

test('so it is as CSV, in either order of its columns', () => {
  fc.assert(
    fc.property(volumes, fc.boolean(), (given, reversed) => {
      const rows = exported(given).map((row) => (reversed ? [...row].reverse() : row));
      const csv = rows
        .map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      const { volumes, problems } = read(new TextEncoder().encode(`\ufeff${csv}`));
      expect(problems).toEqual([]);
      expect(volumes).toEqual(given);
    }),
    { numRuns: 200 },
  );
});
