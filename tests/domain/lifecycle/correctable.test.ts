import {
  assertCorrectable,
  type CorrectionReach,
  correctionNeedsDirector,
  statedFields,
} from '../../../domain/lifecycle/correctable';
import { refusalOf } from '../refusal-of';

const SLIP: CorrectionReach = { papers: [], clocks: [], field: 'words', recordIsOut: true };

test.each([
  ['a slip on no paper', {}, false],
  ['what stands on a paper', { papers: ['p'] }, true],
  ['a day that a clock counts from', { clocks: ['c'] }, true],
  ['who owns it', { field: 'owner', recordIsOut: false }, true],
  ['where it is, before any paper', { field: 'location', recordIsOut: false }, false],
  ['where it is, after one', { field: 'location' }, true],
])('%s', (_, reach, needed) => {
  expect(correctionNeedsDirector({ ...SLIP, ...reach })).toBe(needed);
});

test('facts of a draw and of a meeting’s secret parts stand for ever', () => {
  expect(refusalOf(() => assertCorrectable('ballot.cast')).code).toBe('NOT_CORRECTABLE');
  expect(() => assertCorrectable('call.log')).not.toThrow();
});

test('a fact states what its act said one by one, in its form too; lists and groups are no field', () => {
  const detail = {
    period: '2026Q1',
    noChange: false,
    content: { progress: '已封顶', attachments: [] },
    form: { a: null },
  };
  expect(statedFields(detail)).toEqual({ period: '2026Q1', noChange: false, progress: '已封顶', a: null });
  expect(statedFields(null)).toEqual({});
});
