import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from '../../../domain/export/csv-line';

test('a text that a spreadsheet would compute is put behind an apostrophe, a number is not', () => {
  expect(csvLine(['=1+1', '+7', '-x', '@SUM', -7, '普通', null, { a: 1 }])).toBe(
    `'=1+1,'+7,'-x,'@SUM,-7,普通,,"{""a"":1}"\r\n`,
  );
});

test('a line that is written and read is the same', () => {
  const text = fc.string({ unit: fc.constantFrom(...'甲a,"\n\r 1;') }).filter((each) => !/^[\t\r]/.test(each));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (cells) => {
      expect(parse(csvLine(cells), { record_delimiter: '\r\n' })).toEqual([cells]);
    }),
  );
});
