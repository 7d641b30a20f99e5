import type { Fields, FieldType } from '../../domain/mail/fields';
import { definitionOf, type MessageKind } from '../../domain/mail/message-kind';
import type { Facts } from '../../domain/wordings/fill-text';
import { chineseDate, chineseDaysLeft, chineseDeadline, chineseSpan } from './chinese-date';
import type { MailContext } from './mail-context';
import { wordOf } from './words';

type Value = Facts[string];

/**
 * What a message's wording may name, in words: the fields of its kind and who sends it. A date `due` is also there as `dueBy`, 'until
 * when', and as `dueLeft`, the working days that are left; a list `items` also as `itemsCount`. Addresses of pages are not
 * among them: buttons and lists lead there by themselves.
 *
 * @param data as `checkMessage` gives it
 */
export function mailFacts(kind: MessageKind, data: object, context: MailContext): Facts {
  return { bureau: context.bureau, ...factsOf(definitionOf(kind).fields, data, context) };
}

function factsOf(fields: Fields, data: object, context: MailContext): Facts {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, type]) =>
      factOf(name, type, (data as Record<string, unknown>)[name], context),
    ),
  );
}

function factOf(name: string, type: FieldType, value: unknown, context: MailContext): [string, Value][] {
  if (typeof type === 'object' && 'oneOf' in type) return [[name, wordOf(name, String(value))]];
  if (typeof type === 'object') return listOf(name, type[0], value as object[], context);
  switch (type.replace('?', '')) {
    case 'date':
    case 'instant':
      return datesOf(name, value as string | null, context);
    case 'count':
      return [[name, (value as number | null) ?? '']];
    case 'flag':
      return [[name, Boolean(value)]];
    case 'path':
      return [];
    default:
      return [[name, (value as string | null) ?? '']];
  }
}

/** Half-days are told in one line, other lists row by row. */
function listOf(name: string, row: Fields, values: readonly object[], context: MailContext): [string, Value][] {
  if ('startsAt' in row && 'endsAt' in row) {
    const spans = values as { startsAt: string; endsAt: string }[];
    return [[name, spans.map(({ startsAt, endsAt }) => chineseSpan(startsAt, endsAt)).join('；')]];
  }
  return [
    [name, values.map((each) => factsOf(row, each, context))],
    [`${name}Count`, values.length],
  ];
}

function datesOf(name: string, value: string | null, { now, calendar }: MailContext): [string, string][] {
  return [
    [name, value ? chineseDate(value) : ''],
    [`${name}By`, value ? chineseDeadline(value) : ''],
    [`${name}Left`, value ? chineseDaysLeft(value, now, calendar) : ''],
  ];
}
