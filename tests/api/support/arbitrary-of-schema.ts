import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that the OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  format?: string;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** What people and broken programs send where a text is asked for. */
const ODD_TEXTS = ['', ' ', '\u0000', '\ud800', '档案', '0', '-1', '%', "'; --", '../..', '𝒳', 'a'.repeat(300)];

const uuid = (known: readonly string[]) => fc.oneof(fc.constantFrom(...known), fc.uuid());

/**
 * Values of a schema, and now and then one that is not: a wrong type, an odd text, a member too many.
 *
 * @param known ids of rows that are there, so that more than 'not found' is tried
 */
export function arbitraryOf(
  schema: Schema,
  definitions: Record<string, Schema>,
  known: readonly string[],
): Arbitrary<unknown> {
  const of = (part: Schema, depth: number): Arbitrary<unknown> =>
    fc.oneof({ weight: 24, arbitrary: valid(part, depth) }, { weight: 1, arbitrary: wrong });
  const wrong = fc.oneof(
    fc.constant(null),
    fc.constantFrom(...ODD_TEXTS),
    fc.integer(),
    fc.constant([]),
    fc.constant({}),
  );

  function valid(part: Schema, depth: number): Arbitrary<unknown> {
    if (part.$ref) return valid(definitions[part.$ref.split('/').at(-1)!]!, depth + 1);
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const choices = part.anyOf ?? part.oneOf;
    if (choices) return fc.oneof(...choices.map((choice) => valid(choice, depth)));
    if (part.allOf) return fc.tuple(...part.allOf.map((each) => valid(each, depth))).map(merged);
    const [type] = Array.isArray(part.type) ? part.type : [part.type];
    if (type === 'object') return object(part, depth);
    if (type === 'array') {
      const maxLength = depth > 3 ? (part.minItems ?? 0) : Math.max(part.minItems ?? 0, 3);
      return fc.array(of(part.items ?? {}, depth + 1), { minLength: part.minItems ?? 0, maxLength });
    }
    if (type === 'string') return text(part);
    if (type === 'integer') return fc.integer({ min: least(part), max: Math.max(least(part), most(part)) });
    if (type === 'number') return fc.double({ min: least(part), max: most(part), noNaN: true });
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    return fc.jsonValue({ maxDepth: 2 });
  }

  function object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): Arbitrary<unknown> {
    const model = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, of(part, depth + 1)]));
    const whole = fc.record(model, { requiredKeys: required.filter((name) => name in model) });
    if (typeof additionalProperties !== 'object') return whole;
    return fc.dictionary(fc.string({ maxLength: 8 }), of(additionalProperties, depth + 1), { maxKeys: 3 });
  }

  function text({ format, pattern, maxLength = 40 }: Schema): Arbitrary<string> {
    if (format === 'uuid') return uuid(known);
    if (format === 'date')
      return fc
        .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10));
    if (format === 'date-time')
      return fc
        .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
        .map((at) => at.toISOString());
    if (format === 'email') return fc.constantFrom('a@example.test', 'li@example.test');
    if (pattern) return fc.stringMatching(new RegExp(pattern));
    return fc.oneof(fc.string({ maxLength: Math.min(maxLength, 60), unit: 'grapheme' }), fc.constantFrom(...ODD_TEXTS));
  }
  return of(schema, 0);
}

const merged = (parts: unknown[]): unknown =>
  Object.assign({}, ...parts.map((part) => (typeof part === 'object' ? part : {})));
const least = ({ minimum = -1_000 }: Schema): number => Math.max(minimum, -(2 ** 31));
const most = ({ maximum = 1_000_000 }: Schema): number => Math.min(maximum, 2 ** 31 - 1);
