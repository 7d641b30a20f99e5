import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { MailContext } from '../activities/mail/mail-context';
import { createMailRenderer, type Message } from '../activities/mail/render';
import { projectPath } from '../activities/project-root';
import { buildCalendar } from '../domain/calendar/calendar';
import { type HolidayNotice, validateHolidayNotice } from '../domain/calendar/holiday-notice';
import { definitionOf, isMessageKind, MESSAGE_KINDS, type MessageKind } from '../domain/mail/message-kind';

const TEMPLATES = projectPath('templates', 'mail');

/** The sample that lies beside a kind's template. */
export function sampleMessage(kind: MessageKind): Message {
  return { kind, data: JSON.parse(readFileSync(join(TEMPLATES, 'messages', `${kind}.json`), 'utf8')) };
}

/** The State Council's notice as it is seeded. */
function readNotice(year: number): HolidayNotice {
  return validateHolidayNotice(
    JSON.parse(readFileSync(projectPath('prisma', 'seed', 'calendars', `${year}.json`), 'utf8')),
  );
}

/** A message of 20 November 2026 to a verified address. */
export const SAMPLE_CONTEXT: MailContext = {
  bureau: '佛山市档案局',
  contact: { name: '王敏', phone: '0757-8300 0000' },
  recipient: { name: '温永坚', verified: true, notMinePath: null },
  baseUrl: 'https://dangyan.example.cn',
  now: '2026-11-20T01:00:00.000Z',
  calendar: buildCalendar([readNotice(2026)]),
  practice: false,
};

/** Writes each kind, or the one named, as `<kind>.html` and `<kind>.txt`, and a mail of several reminders. */
function preview(kind: string | undefined, options: { out: string; practice: boolean }): void {
  if (kind !== undefined && !isMessageKind(kind)) {
    throw new Error(`no such kind: ${kind}. One of: ${MESSAGE_KINDS.join(', ')}`);
  }
  const folder = resolve(options.out);
  mkdirSync(folder, { recursive: true });
  const renderer = createMailRenderer(TEMPLATES);
  const write = (name: string, messages: [Message, ...Message[]]) => {
    const mail = renderer.render(messages, { ...SAMPLE_CONTEXT, practice: options.practice });
    writeFileSync(join(folder, `${name}.html`), mail.html);
    writeFileSync(join(folder, `${name}.txt`), `${mail.subject}\n\n${mail.text}`);
    for (const { filename, content } of mail.attachments) writeFileSync(join(folder, `${name}-${filename}`), content);
  };
  const kinds = kind === undefined ? MESSAGE_KINDS : [kind];
  for (const each of kinds) write(each, [sampleMessage(each)]);
  const [first, ...rest] = kinds.filter((each) => definitionOf(each).timing === 'grouped').map(sampleMessage);
  if (first && rest.length > 0) write('several-reminders', [first, ...rest]);
  process.stdout.write(`${kinds.length} kinds of mail in ${folder}\n`);
}

if (require.main === module) {
  new Command('mail-preview')
    .description('writes every kind of mail, filled with samples')
    .argument('[kind]', 'one kind only')
    .option('--out <dir>', 'folder to write to', 'dist/mail-preview')
    .option('--practice', 'as an installation on practice time sends it', false)
    .action(preview)
    .parse();
}
