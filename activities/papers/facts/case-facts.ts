import type { PaperFacts } from '../../../domain/papers/fill-template';
import { toLocalDate } from '../../database/dates';
import { chineseDate } from '../../mail/chinese-date';
import type { PaperContent, PaperSource } from './paper-source';
import { paperRound, roundFacts } from './round-facts';

/** The reply to an application, whether it accepts or refuses. */
export async function replyFacts({ tx }: PaperSource, { applicationId, reasons }: PaperContent): Promise<PaperFacts> {
  const application = await tx.application.findUniqueOrThrow({ where: { id: String(applicationId) } });
  return {
    receivedOn: chineseDate(toLocalDate(application.receivedOn)),
    reasons: ((reasons ?? []) as { title: string; reason: string }[]).map((each, at) => ({
      ...each,
      number: String(at + 1),
    })),
  };
}

/** The notice of a meeting: how many come, and not who. */
export async function meetingNoticeFacts(
  source: PaperSource,
  { roundId, bring, prepare }: PaperContent,
): Promise<PaperFacts> {
  const { meetingTime, meetingPlace, panelSize, meetingName } = roundFacts(
    source,
    await paperRound(source, String(roundId)),
  );
  const of = (value: unknown) => (typeof value === 'string' ? value : '');
  return { meetingTime, meetingPlace, panelSize, meetingName, bring: of(bring), prepare: of(prepare) } as PaperFacts;
}
