import type { Cell } from './cell';
import { plain } from './text';

export const MONEY_UNITS = ['亿元', '万元', '元'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];

/** Decimal places by which a unit is larger than 万元. */
const SHIFT: Record<MoneyUnit, number> = { 亿元: 4, 万元: 0, 元: -4 };

/** The unit in a column's heading, `总投资（亿元）` or `total_investment_wan`; null when it names none. */
export function unitIn(heading: string): MoneyUnit | null {
  const narrowed = plain(heading);
  if (narrowed.endsWith('_wan')) return '万元';
  return (/亿元|万元|\(元\)/.exec(narrowed)?.[0].replace(/[()]/g, '') as MoneyUnit | undefined) ?? null;
}

/** The unit that a line above a table sets for all of it: `单位：万元`. */
export function unitOfTable(title: string): MoneyUnit | null {
  return (/单位:?(亿元|万元|元)/.exec(plain(title))?.[1] as MoneyUnit | undefined) ?? null;
}

/** A plain number as people write it: full-width digits, thousands marks, 约. Null when it is none. */
export function parseNumber(text: string): number | null {
  const narrowed = plain(text).replace(/^约|左右$|多$/g, '');
  const digits = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(narrowed) ? narrowed.replaceAll(',', '') : narrowed;
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : null;
}

export type Amount = { wan: number } | { problem: 'CELL_INVALID' | 'UNIT_UNKNOWN' };

/**
 * An amount in 万元. A unit in the cell goes before that of the header; a number with neither says nothing.
 *
 * @param ofHeader unit of the column, or of the whole table
 */
export function parseAmount({ text, number }: Cell, ofHeader: MoneyUnit | null): Amount {
  const said = /^(?<figure>.*?)(?<unit>亿元?|万元?|元)(?:人民币)?$/.exec(plain(text))?.groups;
  const figure = said ? parseNumber(said.figure!) : (number ?? parseNumber(text));
  if (figure === null || figure < 0) return { problem: 'CELL_INVALID' };
  const unit = said ? (said.unit!.replace(/元?$/, '元') as MoneyUnit) : ofHeader;
  if (!unit) return { problem: 'UNIT_UNKNOWN' };
  return { wan: shifted(figure, SHIFT[unit]) };
}

/** By powers of ten on the decimal text, so that 5.4 亿元 is 54000 and no neighbour of it; to the 元. */
function shifted(figure: number, places: number): number {
  return Number(Number(`${figure}e${places}`).toFixed(4));
}
