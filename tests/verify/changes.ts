import fc from 'fast-check';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import type { DrawBundle } from '../../domain/draw/draw-bundle';
import { drawRoot } from '../../domain/draw/draw-document';
import { drawPanel } from '../../domain/draw/draw-panel';
import { refillPanel } from '../../domain/draw/refill';
import { sealBundle } from '../../domain/draw/sealed-bundle';
import { drawSample } from '../../domain/sampling/draw-sample';
import type { SampleBundle } from '../../domain/sampling/sample-bundle';
import { sampleRoot } from '../../domain/sampling/sample-document';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** How far a forger goes to make a change look true. */
const FORGERIES = ['sealed anew', 'under a root of its own', 'drawn anew'] as const;
type Forgery = (typeof FORGERIES)[number];

/** A change of one field of a record. */
interface FieldChange {
  /** Which of all fields, and which way to change it. */
  field: number;
  way: number;
  forgery: Forgery;
}

export const anyFieldChange: fc.Arbitrary<FieldChange> = fc.record({
  field: fc.nat(),
  way: fc.nat(),
  forgery: fc.constantFrom(...FORGERIES),
});

/** A true record with one field changed, and then as much of the rest as the forgery covers. */
export function changeField(record: string, { field, way, forgery }: FieldChange): string {
  const body = JSON.parse(record) as { [name: string]: Json };
  delete body.digest;
  const places = placesIn(body);
  const [parent, name] = places[field % places.length]!;
  const value = (parent as Record<string | number, Json>)[name]!;
  const ways = changesOf(value).filter((other) => canonicalJson(other) !== canonicalJson(value));
  (parent as Record<string | number, Json>)[name] = ways[way % ways.length]!;
  return sealBundle(forged(body as unknown as DrawBundle | SampleBundle, forgery));
}

/** Where every value of a record stands. */
function placesIn(value: Json): [Json, string | number][] {
  if (value === null || typeof value !== 'object') return [];
  const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return names.flatMap((name): [Json, string | number][] => [
    [value, name],
    ...placesIn((value as Record<string | number, Json>)[name]!),
  ]);
}

function changesOf(value: Json): Json[] {
  if (typeof value === 'number') return [value + 1, value - 1, value + 0.5, `${value}`, 2 ** 53];
  if (typeof value === 'string') return changesOfText(value);
  if (Array.isArray(value)) {
    return [value.slice(1), value.slice(0, -1), [...value].reverse(), [...value, value[0] ?? null], [...value, {}], {}];
  }
  if (value === null) return [0, {}, ''];
  if (typeof value === 'boolean') return [!value];
  const names = Object.keys(value);
  const { [names[0] ?? '']: _, ...fewer } = value;
  return [{ ...value, remark: 1 }, fewer, [], null];
}

function changesOfText(value: string): string[] {
  const other = (digit: string): string => (digit === '0' ? '1' : '0');
  const changed = value.replace(/[0-9]/, other);
  return ['', `${value}0`, changed === value ? `${value}x` : changed, value.slice(1), `${value.slice(0, -1)}9`];
}

function forged(body: DrawBundle | SampleBundle, forgery: Forgery): object {
  if (forgery === 'sealed anew') return body;
  const { randomness, secret } = body;
  try {
    if ('items' in body) {
      const root = sampleRoot(body.document);
      if (forgery !== 'drawn anew') return { ...body, root };
      return { ...body, root, items: drawSample(body.document, randomness, secret, body.additions) };
    }
    const root = drawRoot(body.document);
    if (forgery !== 'drawn anew') return { ...body, root };
    const result = drawPanel(body.document, randomness, secret);
    const events = body.refills.map(({ event }) => event);
    return { ...body, root, result, ...refillPanel(body.document, result, events) };
  } catch {
    // What cannot be drawn at all stays as it is.
    return body;
  }
}
