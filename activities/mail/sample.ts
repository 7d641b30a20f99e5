import { readFileSync } from 'node:fs';
import { buildCalendar } from '../../domain/calendar/calendar';
import { validateHolidayNotice } from '../../domain/calendar/holiday-notice';
import type { MessageKind } from '../../domain/mail/message-kind';
import { projectPath } from '../project-root';
import type { MailContext } from './mail-context';
import type { Message } from './render';

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(projectPath(...path), 'utf8'));

/** The sample that lies beside a kind's template. */
export function sampleMessage(kind: MessageKind): Message {
  return { kind, data: readJson('templates', 'mail', 'messages', `${kind}.json`) as Message['data'] };
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
