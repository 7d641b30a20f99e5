import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawBundle } from '../../../domain/draw/draw-bundle';
import { fraction, parseFraction } from '../../../domain/draw/fraction';
import { lotteryTable } from '../../../domain/draw/lottery-table';
import { TABLE_TOTAL } from '../../../domain/draw/table-lottery';

const recordOf = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, '../../fixtures/draws', name), 'utf8')) as DrawBundle;

test.each(['tickets.json', 'leximin-of-41.json', 'table-relaxed.json', 'table-kept-overlapping.json'])(
  'groups and rows of %s count everybody once and fill every seat',
  (name) => {
    const { document } = recordOf(name);
    const { kind, groups, rows } = lotteryTable(document);
    const open = document.constraints.seats - document.kept.length;
    expect(kind).toBe(document.plan.kind);
    expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(document.candidates.length);
    const seats = groups.map((group) => parseFraction(group.seats));
    const common = seats.reduce((product, { under }) => product * under, 1n);
    const total = seats.reduce((sum, { over, under }) => sum + (over * common) / under, 0n);
    expect(fraction(total, common)).toEqual(fraction(open));
    for (const { parts } of rows) expect(parts.reduce((sum, part) => sum + part.seats, 0)).toBe(open);
    if (kind === 'tickets') expect(rows).toEqual([]);
    else {
      expect(rows[0]!.from).toBe(0);
      expect(rows.at(-1)!.to).toBe(TABLE_TOTAL - 1);
      for (const [at, row] of rows.slice(1).entries()) expect(row.from).toBe(rows[at]!.to + 1);
    }
  },
);
