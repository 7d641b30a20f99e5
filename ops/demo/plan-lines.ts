import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { projectPath } from '../../activities/project-root';

/** A line of the year's plan, as the public list has it; null: not stated. */
export interface PlanLine {
  number: string;
  name: string;
  industry: string;
  district: string;
  owner: string | null;
  investmentWan: number | null;
  startYear: number | null;
  completionYear: number | null;
  level: string | null;
  /** Every column as printed. */
  text: Record<string, string>;
}

/** The demo's own plan: 109 real key projects. */
export const PLAN_FILE = projectPath('ops', 'demo', 'data', 'plan.csv');

/**
 * @param count so many of them, spread over the whole plan; all when left out
 * @throws Error naming what the file lacks
 */
export function readPlan(file: string, count?: number): PlanLine[] {
  const rows = readRows(file);
  const missing = ['number', 'name', 'industry', 'district'].filter((column) => !(column in (rows[0] ?? {})));
  if (missing.length > 0) throw new Error(`${file} has no line with ${missing.join(', ')}`);
  const wanted = Math.min(count ?? rows.length, rows.length);
  return Array.from({ length: wanted }, (_, at) => planLine(rows[Math.floor((at * rows.length) / wanted)]!));
}

function readRows(file: string): Record<string, string>[] {
  try {
    return parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new Error(`${file} can't be read as a plan: ${(error as Error).message}`, { cause: error });
  }
}

function planLine(text: Record<string, string>): PlanLine {
  const number = (column: string) => (text[column] ? Number(text[column]) : null);
  return {
    number: text.number!,
    name: text.name!,
    // The list names road building under transport: 交通 公路.
    industry: text.industry!.split(' ').at(-1)!,
    district: text.district!,
    owner: text.owner || null,
    investmentWan: number('total_investment_wan'),
    startYear: number('start_year'),
    completionYear: number('completion_year'),
    level: text.level || null,
    text,
  };
}
