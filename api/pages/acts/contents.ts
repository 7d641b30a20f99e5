import { hundredths, isPoints } from '../../../domain/scoring/points';
import { type Sent, text as sentText } from '../page';
import type { Field, Group, List, Variants } from './field';

/** Rows that a list's form shows, and the key of each where a row belongs to one of the project's things. */
export interface Rows {
  keys(list: List, name: string): readonly string[] | null;
}

/** The contents that a form asks for, and which input each part of them came from. */
export interface Contents {
  value: unknown;
  /** From the path of a value, as an error names it, to the name of its input. */
  inputs: Map<string, string>;
}

export const inputName = (...parts: readonly (string | number)[]): string =>
  parts.filter((part) => part !== '').join('.');

/** How many rows a list's form has. */
export const rowsName = (list: string): string => `${list}.rows`;

/** Which of several shapes was chosen. */
export const shapeName = (variants: string): string => inputName(variants, 'as');

/**
 * The member of a list's rows that names one of the project's things, so that there is a row for each; null: rows are free, as
 * where a choice tells them apart besides.
 */
export function keyOf({ item }: List): string | null {
  const fields = item.kind === 'group' ? item.fields : (item.variants[0]?.fields ?? []);
  const picks = fields.filter((each) => each.kind === 'pick' && !each.many && each.required);
  const alone = !fields.some((each) => each.kind === 'choice' && each.required);
  return picks.length === 1 && alone && fields.length > 1 ? picks[0]!.name : null;
}

/** Reads a form's fields into the contents of an act. What is left empty is left out. */
export function readContents(field: Field, sent: Sent, rows: Rows, prefix = ''): Contents {
  const inputs = new Map<string, string>();
  const value = read(field, prefix, '');
  return { value, inputs };

  function read(each: Field, name: string, path: string): unknown {
    inputs.set(path, name);
    const value = readFilled(each, name, path);
    if (value !== undefined) return value;
    return each.nullable ? null : undefined;
  }

  function readFilled(each: Field, name: string, path: string): unknown {
    switch (each.kind) {
      case 'text': {
        const given = sentText(sent, name).trim().replace(/\r\n/g, '\n');
        if (given === '') return each.required && each.mayBeEmpty ? '' : undefined;
        if (each.type === 'number') return each.points ? pointsOf(given) : numberOf(given);
        return each.type === 'datetime-local' ? instantOf(given) : given;
      }
      case 'choice': {
        if (!each.many) return sentText(sent, name) || undefined;
        const given = all(sent, name).filter(Boolean);
        return given.length > 0 || each.required ? given : undefined;
      }
      case 'yes-no': {
        const given = sentText(sent, name);
        return given === '' ? undefined : given === 'true';
      }
      case 'pick':
      case 'files': {
        const given = all(sent, name).filter(Boolean).map(objectOf);
        if (!each.many) return given[0];
        return given.length > 0 || each.required ? given : undefined;
      }
      case 'lines': {
        const given = sentText(sent, name)
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean);
        return given.length > 0 || each.required ? given : undefined;
      }
      case 'group':
        return object(each, name, path);
      case 'variants':
        return shape(each, name, path);
      case 'list':
        return list(each, name, path);
    }
  }

  function object({ fields, required }: Pick<Group, 'fields' | 'required'>, name: string, path: string): unknown {
    const entries = fields.map((each) => [
      each.name,
      read(each, inputName(name, each.name), path ? `${path}.${each.name}` : each.name),
    ]);
    const given = entries.filter(([, value]) => value !== undefined);
    const filled = given.some(([, value]) => !isEmpty(value));
    return filled || required ? Object.fromEntries(given) : undefined;
  }

  function shape({ by, variants, required }: Variants, name: string, path: string): unknown {
    const chosen = variants.find(({ value }) => value === sentText(sent, shapeName(name)));
    inputs.set(by ? (path ? `${path}.${by}` : by) : path, shapeName(name));
    if (!chosen) return required ? {} : undefined;
    const rest = object({ fields: chosen.fields, required: true }, name, path) as object;
    return by ? { [by]: chosen.constant, ...rest } : rest;
  }

  function list(each: List, name: string, path: string): unknown {
    const keys = rows.keys(each, name);
    const key = keyOf(each);
    const count = keys ? keys.length : Math.min(Number(sentText(sent, rowsName(name))) || 0, MOST_ROWS);
    const values: unknown[] = [];
    for (let row = 0; row < count; row += 1) {
      const value = read({ ...each.item, required: false }, inputName(name, row), `${path}[${values.length}]`);
      if (value === undefined) continue;
      values.push(keys && key ? { ...(value as object), [key]: keys[row] } : value);
    }
    return values.length > 0 || each.required ? values : undefined;
  }
}

/** Whether nobody wrote anything there. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value as object).every(isEmpty);
}

/** A form has no more rows than this, whatever it says of itself. */
const MOST_ROWS = 1_000;

const numberOf = (given: string): unknown => {
  const number = Number(given.replace(/[,，\s]/g, ''));
  return Number.isFinite(number) ? number : given;
};

const pointsOf = (given: string): unknown => {
  const points = numberOf(given);
  return isPoints(points) ? hundredths(points) : given;
};

/** What a browser writes for a time of day in Shanghai. */
const instantOf = (given: string): string => {
  const at = new Date(`${given}+08:00`);
  return Number.isNaN(at.getTime()) ? given : at.toISOString();
};

/** Things that have no id of their own are chosen by their contents. */
const objectOf = (given: string): unknown => {
  if (!given.startsWith('{')) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
};

export function all(sent: Sent, name: string): readonly string[] {
  const value = sent[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
