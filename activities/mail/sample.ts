import { readFileSync } from 'node:fs';
import { buildCalendar } from '../../domain/calendar/calendar';
import { validateHolidayNotice } from '../../domain/calendar/holiday-notice';
import type { Fields, FieldType } from '../../domain/mail/fields';
import { definitionOf, type MessageKind } from '../../domain/mail/message-kind';
import type { Facts } from '../../domain/wordings/fill-text';
import { projectPath } from '../project-root';
import type { MailContext } from './mail-context';
import { mailFacts } from './mail-facts';
import type { Message } from './render';

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(projectPath(...path), 'utf8'));

/** The sample of a kind. */
export function sampleMessage(kind: MessageKind): Message {
  return { kind, data: readJson('templates', 'mail', 'samples', `${kind}.json`) as Message['data'] };
}

/** A message of 20 November 2026 to a verified address. */
export const SAMPLE_CONTEXT: MailContext = {
  bureau: '佛山市档案局',
  contact: { name: '王敏', phone: '0757-8300 0000' },
  recipient: { name: '温永坚', verified: true, notMinePath: null },
  baseUrl: 'https://dangyan.example.cn',
  now: '2026-11-20T01:00:00.000Z',
  calendar: buildCalendar([validateHolidayNotice(readJson('prisma', 'seed', 'calendars', '2026.json'))]),
  practice: false,
};

/** What a wording of a kind may name, with something in every field: of the sample, else something of its sort. */
export function sampleMailFacts(kind: MessageKind): Facts {
  const { fields } = definitionOf(kind);
  const data = { ...fullOf(fields), ...filledIn(sampleMessage(kind).data as object) };
  return mailFacts(kind, data, SAMPLE_CONTEXT);
}

const fullOf = (fields: Fields): object =>
  Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, sampleOf(name, type)]));

const filledIn = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => value && !(Array.isArray(value) && value.length === 0)),
  );

function sampleOf(name: string, type: FieldType): unknown {
  if (typeof type === 'object') return 'oneOf' in type ? type.oneOf[0] : [fullOf(type[0])];
  const { now } = SAMPLE_CONTEXT;
  const sorts: Record<string, unknown> = { date: now.slice(0, 10), instant: now, count: 1, flag: true };
  return sorts[type.replace('?', '')] ?? `〔${name}〕`;
}
