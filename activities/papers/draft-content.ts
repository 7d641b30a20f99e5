import { Refusal } from '../../domain/errors';
import type { PaperKind } from '../../domain/papers/paper-kind';
import type { PaperContent, PaperSource } from './facts/paper-source';

/**
 * What a paper that has not been issued would be about: the round under way, or what a second person has before him.
 *
 * @throws Refusal NOT_FOUND where there is nothing of the kind
 */
export async function draftContent({ tx, project }: PaperSource, kind: PaperKind): Promise<PaperContent> {
  const round = await tx.round.findFirst({ where: { projectId: project.id }, orderBy: { number: 'desc' } });
  const proposed = (of: string) =>
    tx.proposal.findFirst({
      where: { projectId: project.id, kind: of, state: 'open' },
      orderBy: { proposedAt: 'desc' },
    });
  switch (kind) {
    case 'reply': {
      const proposal = await proposed('application');
      if (proposal) return { ...(proposal.content as object), applicationId: proposal.subjectId };
      break;
    }
    case 'rectification_notice': {
      const proposal = await proposed('finding_notice');
      if (proposal) return proposal.content as PaperContent;
      if (round) return { roundId: round.id };
      break;
    }
    case 'member_letter':
      if (round) return { roundId: round.id, role: 'department' };
      break;
    case 'meeting_notice':
    case 'criticism_request':
      if (round) return { roundId: round.id };
      break;
    default:
      return {};
  }
  throw new Refusal('NOT_FOUND', { field: 'kind', value: kind, allowed: 'a paper that there is something to say in' });
}
