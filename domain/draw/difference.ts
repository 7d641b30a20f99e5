import type { Fault } from './checks';

/** What is wrong with a value that should be what follows from others, or null. */
export function unlike(expected: unknown, found: unknown): Fault | null {
  const first = difference(expected, found);
  return first && { code: 'DIFFERENT', ...first };
}

/** Where two values first differ, e.g. `[1].id`, and what is there; a missing part is undefined. */
export interface Difference {
  at: string;
  expected: unknown;
  found: unknown;
}

/** The first difference between two JSON values, null when they are alike. Members are compared whatever their order. */
export function difference(expected: unknown, found: unknown, at = ''): Difference | null {
  if (!isContainer(expected) || !isContainer(found) || Array.isArray(expected) !== Array.isArray(found)) {
    return Object.is(expected, found) ? null : { at, expected, found };
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  for (const key of keys) {
    const path = Array.isArray(expected) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`;
    const inside = difference(own(expected, key), own(found, key), path);
    if (inside) return inside;
  }
  return null;
}

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const own = (value: Container, key: string): unknown =>
  Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
