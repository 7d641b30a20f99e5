import { join } from 'node:path';
import { localDateOf } from '../../domain/calendar/local-time';
import { Refusal } from '../../domain/errors';
import { oneLine } from '../../domain/mail/fields';
import { fillMailText, type MailDocument, type MailText } from '../../domain/mail/mail-text';
import { checkMessage, deadlineOf, definitionOf, type MessageKind } from '../../domain/mail/message-kind';
import { shippedWording } from '../wordings/shipped-wordings';
import { calendarFile, type Meeting } from './calendar-file';
import { chineseDate } from './chinese-date';
import type { MailContext } from './mail-context';
import { mailFacts } from './mail-facts';
import { createMailFormat } from './mail-format';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; contentType: string; content: string }[];
}

/** One message: its kind and its data as a row of the outbox stores them. */
export interface Message {
  kind: MessageKind;
  data: unknown;
  /** Its words; those that ship unless given. */
  wording?: { body: MailText };
}

export interface MailRenderer {
  /**
   * The mail that tells of these messages: one, or the reminders of one person that share a mail.
   *
   * @throws Refusal `MAIL_FIELD_MISSING`, `MAIL_FIELD_INVALID`, `MAIL_KIND_UNKNOWN`; `MAIL_ADDRESS_NOT_VERIFIED` when a
   * message may not go to a never-verified address
   */
  render(messages: readonly [Message, ...Message[]], context: MailContext): RenderedMail;
}

/** Reads and compiles the parts of mails in `folder` (templates/mail), so that a broken one is found at start. */
export function createMailRenderer(folder: string): MailRenderer {
  const html = createMailFormat('html', join(folder, 'html'));
  const text = createMailFormat('text', join(folder, 'text'));

  return {
    render(messages, context) {
      const sections = messages.map((message) => {
        checkRecipient(message.kind, context);
        const data: object = checkMessage(message.kind, message.data);
        const { subject, heading, blocks } = documentOf(message, data, context);
        return {
          ...{ data, subject, heading },
          html: html.body(blocks, data, context),
          text: text.body(blocks, data, context),
        };
      });
      const first = sections[0]!;
      const single = sections.length === 1;
      const heading = single ? first.heading : groupHeading(sections.map(({ data }) => data));
      const subject = single ? first.subject : heading;
      const frame = { single, heading, sections, sentOn: localDateOf(context.now), preview: preview(first.text) };
      return {
        subject: oneLine(`${context.practice ? '【演练】' : ''}${subject}`),
        text: text.layout(frame, context),
        html: html.layout(frame, context),
        attachments: sections.flatMap(({ data }) => calendarOf(data, context)),
      };
    },
  };
}

/** A wording was checked when it was proposed; one that a later release's fields no longer fit costs no mail: what ships is said instead. */
function documentOf({ kind, wording }: Message, data: object, context: MailContext): MailDocument {
  const facts = mailFacts(kind, data, context);
  const shipped = () => fillMailText(shippedWording('mail', kind), facts);
  if (!wording) return shipped();
  try {
    return fillMailText(wording.body, facts);
  } catch (error) {
    if (error instanceof Refusal) return shipped();
    throw error;
  }
}

function checkRecipient(kind: MessageKind, { recipient }: MailContext): void {
  if (recipient.verified) return;
  if (definitionOf(kind).needsVerifiedAddress) throw new Refusal('MAIL_ADDRESS_NOT_VERIFIED', { kind });
  if (recipient.notMinePath === null) throw new Refusal('MAIL_FIELD_MISSING', { kind, field: 'recipient.notMinePath' });
}

function groupHeading(data: object[]): string {
  const dates = data.map(deadlineOf).filter((due) => due !== null);
  return `您有${data.length}项事项待办，最早的期限是${chineseDate(dates.sort()[0]!)}`;
}

/** What a mail program shows beside the subject: the first sentences of the message. */
const preview = (text: string): string => text.split('\n')[0]!.slice(0, 120);

/** Messages that change the reader's calendar carry the fields of `Meeting`. */
function calendarOf(data: object, context: MailContext): RenderedMail['attachments'] {
  const meeting = data as Partial<Meeting> & { project?: string };
  if (!meeting.meetingId) return [];
  const title = `${meeting.project ?? ''}档案验收会议`;
  const filled = { sessions: [], formerSessions: [], place: null, title, ...meeting } as unknown as Meeting;
  const method = filled.sessions.length > 0 ? 'PUBLISH' : 'CANCEL';
  const contentType = `text/calendar; charset=utf-8; method=${method}`;
  return [{ filename: 'meeting.ics', contentType, content: calendarFile(filled, context) }];
}
