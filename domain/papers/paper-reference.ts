import { Refusal } from '../errors';

/**
 * A paper's number 文号 as GB/T 9704-2012 writes it: office code, series, year in 〔〕, number without leading zeros.
 *
 * @param series the bureau's characters by kind of paper
 * @throws Refusal PAPER_KIND_UNKNOWN for a kind that has no series
 */
export function paperReference(
  office: string,
  series: Readonly<Record<string, string>>,
  { kind, year, number }: { kind: string; year: number; number: number },
): string {
  const mark = series[kind];
  if (mark === undefined)
    throw new Refusal('PAPER_KIND_UNKNOWN', { field: 'kind', value: kind, allowed: Object.keys(series) });
  return `${office}${mark}〔${year}〕${number}号`;
}
