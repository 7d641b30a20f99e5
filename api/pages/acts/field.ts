import { z } from 'zod';

/** One question of a form, made from the schema of an act's contents. */
export type Field = Text | Choice | YesNo | Pick | Files | Lines | Group | List | Variants;

interface Common {
  /** Own name in its object; empty for the item of a list. */
  name: string;
  required: boolean;
  /** Left empty it is null, not absent. */
  nullable: boolean;
}

export interface Text extends Common {
  kind: 'text';
  type: 'text' | 'email' | 'date' | 'datetime-local' | 'number';
  /** Long enough for a text of several lines. */
  long: boolean;
  whole: boolean;
  /** Written in points, kept in hundredths of one. */
  points: boolean;
  /** Left empty it is an empty text, which the schema takes. */
  mayBeEmpty: boolean;
}

export interface Choice extends Common {
  kind: 'choice';
  values: readonly string[];
  many: boolean;
}

export interface YesNo extends Common {
  kind: 'yes-no';
}

/** One or several of the things that the project has, by their ids. */
export interface Pick extends Common {
  kind: 'pick';
  many: boolean;
}

export interface Files extends Common {
  kind: 'files';
  many: boolean;
}

/** Short texts, one a line. */
export interface Lines extends Common {
  kind: 'lines';
}

export interface Group extends Common {
  kind: 'group';
  fields: readonly Field[];
}

export interface List extends Common {
  kind: 'list';
  item: Group | Variants;
  min: number;
}

/** One of several shapes, told apart by the value of one member, or by a member that only one of them has. */
export interface Variants extends Common {
  kind: 'variants';
  /** The member whose value tells; null: the form alone knows. */
  by: string | null;
  variants: readonly { value: string; constant: unknown; fields: readonly Field[] }[];
}

interface Schema {
  type?: string | readonly string[];
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  'x-unit'?: string;
}

/** From here on a text is written in several lines. */
const LONG = 200;

/** Objects that are chosen as a whole among those that the project has. */
const PICKED_WHOLE = ['catalogue'];

/** The questions that a schema asks. @throws Error for a schema that no form can be made of */
export function fieldOf(schema: z.ZodType): Field {
  return field('', z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, true)!;
}

function field(name: string, schema: Schema, required: boolean): Field | null {
  const options = schema.oneOf ?? schema.anyOf;
  const common = { name, required, nullable: false };
  if (options) return union(name, options, required);
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  if (Array.isArray(schema.type)) Object.assign(common, { nullable: true, required: false });
  if (schema.enum) return { ...common, kind: 'choice', values: schema.enum.map(String), many: false };
  switch (type) {
    case 'string':
      return string(common, schema);
    case 'integer':
    case 'number':
      return text(common, { type: 'number', whole: type === 'integer', points: schema['x-unit'] === 'hundredths' });
    case 'boolean':
      return { ...common, kind: 'yes-no' };
    case 'array':
      return array(common, schema);
    case 'object':
      if (PICKED_WHOLE.includes(name)) return { ...common, kind: 'pick', many: false };
      return { ...common, kind: 'group', fields: members(schema) };
    case undefined:
      // Any value at all: an answer that a form can't ask for.
      return null;
    default:
      throw new Error(`No form for ${name}: ${JSON.stringify(schema)}`);
  }
}

function members({ properties = {}, required = [] }: Schema, except: string | null = null): Field[] {
  return Object.entries(properties)
    .filter(([name]) => name !== except)
    .flatMap(([name, schema]) => field(name, schema, required.includes(name)) ?? []);
}

const text = (common: Common, rest: Partial<Text>): Text => ({
  ...{ ...common, kind: 'text', type: 'text', long: false, whole: false, points: false, mayBeEmpty: false },
  ...rest,
});

function string(common: Common, { format, maxLength = 0, minLength = 0 }: Schema): Field {
  if (format === 'uuid') return { ...common, kind: 'pick', many: false };
  if (format === 'sha256_hex') return { ...common, kind: 'files', many: false };
  if (format === 'date') return text(common, { type: 'date' });
  if (format === 'date-time') return text(common, { type: 'datetime-local' });
  if (format === 'email') return text(common, { type: 'email' });
  return text(common, { long: maxLength > LONG, mayBeEmpty: minLength === 0 });
}

function array(common: Common, { items = {}, minItems = 0 }: Schema): Field {
  const item = field('', items, true);
  if (item?.kind === 'pick' || item?.kind === 'files') return { ...common, kind: item.kind, many: true };
  if (item?.kind === 'choice') return { ...common, kind: 'choice', values: item.values, many: true };
  if (item?.kind === 'group' || item?.kind === 'variants') return { ...common, kind: 'list', item, min: minItems };
  return { ...common, kind: 'lines' };
}

function union(name: string, options: readonly Schema[], required: boolean): Field {
  const some = options.filter(({ type }) => type !== 'null');
  const nullable = some.length < options.length;
  const [first] = some;
  // A value of several plain types is written as text.
  if (some.length === 1 || some.some(({ type }) => type !== 'object')) {
    return { ...field(name, first!, required && !nullable)!, nullable };
  }
  const by = tellingMember(some);
  const variants = some.flatMap((option, at) => {
    const fields = members(option, by);
    const told = by ? option.properties![by]! : null;
    const constants = told ? (told.enum ?? [told.const]) : [ownMember(some, at)];
    return constants.map((constant) => ({ value: String(constant), constant, fields }));
  });
  return { name, required, nullable, kind: 'variants', by, variants };
}

/** The member that has a constant in each of the shapes. */
function tellingMember(options: readonly Schema[]): string | null {
  const told = ({ properties = {} }: Schema) =>
    Object.keys(properties).filter((name) => properties[name]!.const !== undefined || properties[name]!.enum);
  const [first, ...others] = options.map(told);
  return first!.find((name) => others.every((names) => names.includes(name))) ?? null;
}

/** A member that one shape needs and no other has. */
function ownMember(options: readonly Schema[], at: number): string {
  const others = options.filter((_, index) => index !== at).flatMap(({ properties = {} }) => Object.keys(properties));
  return options[at]!.required?.find((name) => !others.includes(name)) ?? String(at);
}
