import type { ActDefinition } from '../../../activities/acts/define-act';
import type { Sent } from '../page';
import { text as sentText } from '../page';
import type { Asking, Pickable } from './asking';
import { all, inputName, keyOf, type Rows, rowsName, shapeName } from './contents';
import type { Field, Group, List, Variants } from './field';
import { askingOf, fieldOfAct, type Picking } from './picks';

/** A question as `acts/field.hbs` shows it: the field with its words, its input's name and what was given so far. */
export interface Question {
  kind: Field['kind'];
  name: string;
  label: string;
  hint: string | null;
  required: boolean;
  value: string;
  values: readonly string[];
  type?: string;
  long?: boolean;
  many?: boolean;
  /** Few enough to be shown at once; more go into a list that opens. */
  few?: boolean;
  /** Short enough to stand beside each other. */
  short?: boolean;
  /** Its row's legend says what it is. */
  bare?: boolean;
  options?: (Pickable & { chosen: boolean })[];
  questions?: Question[];
  shapes?: { value: string; label: string; chosen: boolean; questions: Question[] }[];
  shapeName?: string;
  rows?: { legend: string; hint?: string; questions: Question[]; name: string; may: boolean }[];
  rowsName?: string;
  /** Rows can be added. */
  grows?: boolean;
}

/** More choices than these go into a list that opens. */
const FEW = 7;

/** How somebody answered by telephone: only who took the call can say. */
const CALL = 'call';

/** Characters of a choice that stands beside others. */
const SHORT = 6;

/** The form that a schema asks for: that of an act, or of any other thing that the API takes. */
export class ActForm implements Rows {
  private constructor(
    readonly field: Field,
    private readonly asking: Asking,
    private readonly picked: ReadonlyMap<string, Pickable[]>,
  ) {}

  /** Reads what may be chosen in it. */
  static of(definition: ActDefinition, picking: Picking, byOfficer: boolean): Promise<ActForm> {
    const field = fieldOfAct(definition);
    if (byOfficer || field.kind !== 'group') return ActForm.ofField(field, askingOf(picking));
    return ActForm.ofField({ ...field, fields: field.fields.filter(({ name }) => name !== CALL) }, askingOf(picking));
  }

  static async ofField(field: Field, asking: Asking): Promise<ActForm> {
    const picked = new Map<string, Pickable[]>();
    for (const name of new Set(picksOf(field))) picked.set(name, await asking.pickables(name));
    return new ActForm(field, asking, picked);
  }

  /** Whether something has to be chosen and there is nothing to choose from. */
  get isBarren(): boolean {
    const fields = this.field.kind === 'group' ? this.field.fields : [];
    return fields.some(
      (each) =>
        (each.required && each.kind === 'pick' && this.#options(each.name).length === 0) ||
        (each.required && each.kind === 'list' && keyOf(each) !== null && this.#keysOf(each)!.length === 0),
    );
  }

  /** How many questions it has, those of a list's row counted once. */
  get size(): number {
    return sizeOf(this.field);
  }

  keys(list: List): readonly string[] | null {
    return this.#keysOf(list)?.map(({ value }) => value) ?? null;
  }

  #keysOf(list: List): Pickable[] | null {
    const key = keyOf(list);
    return key === null ? null : this.#options(key);
  }

  #options(name: string): Pickable[] {
    return this.picked.get(name) ?? [];
  }

  /** @param prefix before the names of all inputs */
  questions(sent: Sent, prefix = ''): Question[] {
    const fields = this.field.kind === 'group' ? this.field.fields : [this.field];
    const questions = fields.map((each) => this.#question(each, sent, inputName(prefix, each.name), each.name));
    // A form that is one group is that group's questions.
    const [only] = questions;
    return questions.length === 1 && only?.kind === 'group' ? only.questions! : questions;
  }

  /** @param path of the field in the schema, without the numbers of rows */
  #question(field: Field, sent: Sent, name: string, path: string): Question {
    const { kind, required } = field;
    // A form that is all of several shapes is asked for by what tells them apart.
    const own = field.name || (field.kind === 'variants' ? (field.by ?? '') : '');
    const { label, hint } = this.#words(path, own);
    const value = sentText(sent, name);
    const question: Question = { kind, name, label, hint, required, value, values: all(sent, name) };
    switch (field.kind) {
      case 'text':
        return { ...question, type: field.type, long: field.long };
      case 'choice': {
        const options = field.values.map((each) => ({
          value: each,
          ...this.#valueWords(path, field.name, each),
          chosen: question.values.includes(each),
        }));
        const short = options.every((each) => each.label.length <= SHORT && !each.hint);
        return { ...question, options, many: field.many, few: field.many || options.length <= FEW, short };
      }
      case 'pick': {
        const options = this.#options(field.name);
        const sole = required && options.length === 1;
        return {
          ...question,
          many: field.many,
          few: field.many || options.length <= FEW,
          options: options.map((each) => ({ ...each, chosen: sole || question.values.includes(each.value) })),
        };
      }
      case 'files':
        return { ...question, many: field.many };
      case 'group':
        return { ...question, questions: this.#members(field, sent, name, path) };
      case 'variants':
        return { ...question, ...this.#shapes(field, sent, name, path) };
      case 'list':
        return { ...question, ...this.#rows(field, sent, name, path) };
      default:
        return question;
    }
  }

  #members({ fields }: Pick<Group, 'fields'>, sent: Sent, name: string, path: string, except: string | null = null) {
    return fields
      .filter((each) => each.name !== except)
      .map((each) => this.#question(each, sent, inputName(name, each.name), path ? `${path}.${each.name}` : each.name));
  }

  #shapes({ by, variants, name: own }: Variants, sent: Sent, name: string, path: string, except: string | null = null) {
    const as = shapeName(name);
    const chosen = sentText(sent, as);
    const [first, ...others] = variants;
    // What every shape asks is asked once.
    const shared = first!.fields.filter(({ name }) =>
      others.every(({ fields }) => fields.some((each) => each.name === name)),
    );
    const ofAll = (field: Field) => shared.some((each) => each.name === field.name);
    return {
      shapeName: as,
      questions: this.#members({ fields: shared }, sent, name, path, except),
      shapes: variants.map(({ value, fields }) => ({
        value,
        label: this.#valueWords(by ? `${path}.${by}` : path, by ?? leafOf(path, own), value).label,
        chosen: value === chosen,
        questions: this.#members({ fields: fields.filter((each) => !ofAll(each)) }, sent, name, path, except),
      })),
    };
  }

  #rows(list: List, sent: Sent, name: string, path: string) {
    const { item, min } = list;
    const keys = this.#keysOf(list);
    const key = keyOf(list);
    const count = keys?.length ?? Math.max(Number(sentText(sent, rowsName(name))) || 0, min, 1);
    const row = (at: number) => {
      const own = inputName(name, at);
      const questions =
        item.kind === 'group'
          ? this.#members(item, sent, own, path, key)
          : [{ ...this.#question(item, sent, own, path), ...this.#shapes(item, sent, own, path, key), bare: true }];
      const legend = keys?.[at]?.label ?? this.asking.words.t('form.row', { n: at + 1 });
      return { legend, hint: keys?.[at]?.hint, questions, name: own, may: keys === null && count > Math.max(min, 1) };
    };
    return {
      rowsName: rowsName(name),
      rows: Array.from({ length: count }, (_, at) => row(at)),
      grows: keys === null,
      value: String(count),
    };
  }

  #words(path: string, own: string): { label: string; hint: string | null } {
    const { words, own: node } = this.asking;
    const name = leafOf(path, own);
    const key = [`${node}.fields.${path}`, `fields.${path}`, `fields.${name}`].find((each) =>
      words.find(`${each}.label`),
    );
    return { label: words.t(`${key ?? `fields.${name}`}.label`), hint: words.find(`${key}.hint`) };
  }

  #valueWords(path: string, name: string, value: string): { label: string; hint?: string } {
    const { words, own: node } = this.asking;
    if (name === 'act') return { label: words.t(`acts.${value}.title`) };
    const label = words.find(`${node}.values.${path}.${value}`) ?? words.t(`values.${name}.${value}`);
    return { label, hint: words.find(`values.${name}-hint.${value}`) ?? undefined };
  }

  /** What was answered, for the page on which one checks it. */
  answers(sent: Sent, prefix = ''): { label: string; answer: string[]; name: string }[] {
    return this.questions(sent, prefix).flatMap((each) => this.#answer(each, ''));
  }

  #answer(question: Question, before: string): { label: string; answer: string[]; name: string }[] {
    const { kind, name, value, values, options, questions, shapes, rows } = question;
    const label = [before, question.label].filter(Boolean).join(this.asking.words.t('list.of'));
    const one = (answer: string[]) => (answer.length > 0 && answer[0] !== '' ? [{ label, answer, name }] : []);
    if (rows) {
      const given = rows.flatMap((row) => row.questions.flatMap((each) => this.#answer(each, row.legend)));
      // That there is nothing to declare is an answer, too.
      return given.length === 0 && question.required ? one([this.asking.words.t('form.none')]) : given;
    }
    if (shapes) {
      const chosen = shapes.find((each) => each.chosen);
      if (!chosen) return [];
      const asked = [...(questions ?? []), ...chosen.questions];
      return [...one([chosen.label]), ...asked.flatMap((each) => this.#answer(each, before))];
    }
    if (questions) return questions.flatMap((each) => this.#answer(each, label));
    if (options) return one(options.filter(({ chosen }) => chosen).map((each) => each.label));
    if (kind === 'yes-no') return value === '' ? [] : one([this.asking.words.t(`form.${value}`)]);
    if (kind === 'files')
      return one(
        values.filter(Boolean).map((hash) => this.asking.words.t('form.file-hash', { hash: hash.slice(0, 8) })),
      );
    if (question.type === 'date' && value) return one([this.asking.format.date(value)]);
    if (question.type === 'datetime-local' && value) return one([this.asking.format.localTime(value)]);
    return one([value]);
  }
}

function sizeOf(field: Field): number {
  const sum = (fields: readonly Field[]) => fields.reduce((size, each) => size + sizeOf(each), 0);
  if (field.kind === 'group') return sum(field.fields);
  if (field.kind === 'variants') return Math.max(...field.variants.map(({ fields }) => 1 + sum(fields)));
  return field.kind === 'list' ? sizeOf(field.item) : 1;
}

/** A row has no name of its own: it is called as its list. */
const leafOf = (path: string, name: string): string => name || path.split('.').at(-1)!;

/** Names of all that is picked anywhere in a form. */
function picksOf(field: Field): string[] {
  switch (field.kind) {
    case 'pick':
      return [field.name];
    case 'group':
      return field.fields.flatMap(picksOf);
    case 'variants':
      return field.variants.flatMap(({ fields }) => fields.flatMap(picksOf));
    case 'list':
      return picksOf(field.item);
    default:
      return [];
  }
}
