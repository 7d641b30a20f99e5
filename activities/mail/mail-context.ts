import type { Calendar } from '../../domain/calendar/calendar';
import type { Instant } from '../../domain/calendar/local-time';
import { definitionOf, type MessageKind } from '../../domain/mail/message-kind';
import type { EmailAddress } from '../../prisma/generated/client';
import type { ProcessTime } from '../clock';
import type { Tx } from '../database/database';
import { sendingBureau } from './sending-bureau';

/** What a message needs beside its own data: who sends it, to whom, when. */
export interface MailContext {
  /** Name of the bureau that sends, e.g. 佛山市档案局. */
  bureau: string;
  /** Whom to ask; null: the bureau alone is named. */
  contact: { name: string; phone: string } | null;
  recipient: {
    /** As addressed, e.g. 温永坚专家. */
    name: string;
    /** The address was verified by its reader. */
    verified: boolean;
    /** Where a never-verified reader says 'this is not for me'; null for a verified one. */
    notMinePath: string | null;
  };
  /** Origin of the pages, e.g. `https://dangyan.example.cn`. */
  baseUrl: string;
  now: Instant;
  calendar: Calendar;
  /** The installation runs on practice time. */
  practice: boolean;
}

/** Who writes before there is a bureau. */
const SYSTEM_NAME = '档验系统';

/** The context of a message that goes to this address now. */
export async function contextOf(
  tx: Tx,
  { personId, projectId, kind }: { personId: string; projectId: string | null; kind: MessageKind },
  address: Pick<EmailAddress, 'id' | 'verifiedAt'>,
  { time, calendar }: { time: ProcessTime; calendar: Calendar },
): Promise<Omit<MailContext, 'baseUrl'>> {
  const { jurisdiction, contact } = await sendingBureau(tx, personId, projectId);
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } });
  const verified = address.verifiedAt !== null;
  return {
    bureau: jurisdiction?.bureauName ?? SYSTEM_NAME,
    contact,
    recipient: {
      name: definitionOf(kind).audience.join() === 'expert' ? `${name}专家` : name,
      verified,
      notMinePath: verified ? null : `/not-mine/${address.id}`,
    },
    now: time.now.toISOString(),
    calendar,
    practice: time.practice,
  };
}
