import { Refusal } from '../../../domain/errors';
import type { PaperFacts } from '../../../domain/papers/fill-template';
import type { Opinion, OpinionSignature } from '../../../prisma/generated/client';
import { toLocalDate } from '../../database/dates';
import { chineseDate } from '../../mail/chinese-date';
import { word } from '../../mail/words';
import type { PaperContent, PaperSource } from './paper-source';
import { membersOf, type PaperRound, paperRound, roundFacts } from './round-facts';

type SignedOpinion = Opinion & { signatures: OpinionSignature[] };

/**
 * The opinion as its leader wrote it, with who signed it and who did not agree. Before it is issued the newest version, to be
 * signed on paper.
 *
 * @throws Refusal OPINION_STATE while there is none
 */
export async function opinionFacts(source: PaperSource, { opinionId }: PaperContent): Promise<PaperFacts> {
  const where = opinionId === undefined ? { projectId: source.project.id } : { id: String(opinionId) };
  const opinion = await source.tx.opinion.findFirst({
    where,
    orderBy: [{ round: { number: 'desc' } }, { version: 'desc' }],
    include: { signatures: true },
  });
  if (!opinion) throw new Refusal('OPINION_STATE', { field: 'opinion', value: null, allowed: ['signing'] });
  const facts = factsOf(source, opinion, await paperRound(source, opinion.roundId));
  return { ...facts, signing: opinionId === undefined ? opinion.id : '' };
}

function factsOf(source: PaperSource, opinion: SignedOpinion, round: PaperRound): PaperFacts {
  const text = opinion.text as Record<'overview' | 'management' | 'problems' | 'advice', string>;
  const members = membersOf(round).map(({ seatId, ...member }) => {
    const signature = opinion.signatures.find((each) => each.seatId === seatId);
    return {
      ...member,
      opinion: signature ? word('conclusion', signature.dissent === null ? 'agrees' : 'dissents') : '',
    };
  });
  const dissents = membersOf(round).flatMap(({ seatId, name }) => {
    const dissent = opinion.signatures.find((each) => each.seatId === seatId)?.dissent;
    return dissent ? [{ name, dissent }] : [];
  });
  return {
    ...roundFacts(source, round),
    overview: text.overview,
    management: text.management,
    problems: text.problems,
    advice: text.advice,
    againstScoreReason: opinion.againstScoreReason ?? '',
    members,
    dissents,
  };
}

/** What is to be put right after a failed or a conditional acceptance. */
export async function rectificationFacts(source: PaperSource, { roundId }: PaperContent): Promise<PaperFacts> {
  const round = await paperRound(source, String(roundId));
  const rows = await source.tx.rectificationItem.findMany({ where: { roundId: round.id }, orderBy: { number: 'asc' } });
  const term = ruleTerm(source, round.result?.passed ?? false);
  const terms = rows.map(({ days }) => days ?? term);
  return {
    ...roundFacts(source, round),
    items: rows.map(({ number, mark, volumeCode, article, text, days }) => ({
      number: String(number),
      mark: word('conclusion', mark === 'must_fix' ? 'must_fix' : 'fix'),
      volume: volumeCode ?? '—',
      article: article ?? '—',
      text,
      term: word('conclusion', 'term').replace('{n}', String(days ?? term)),
    })),
    itemCount: String(rows.length),
    longestTerm: String(Math.max(0, ...terms)),
  };
}

function ruleTerm({ rules }: PaperSource, passed: boolean): number {
  const outcome = passed ? 'passed' : 'failed';
  return rules.body.clocks.rectification_item.due.find(({ when }) => when === null || when === outcome)?.n ?? 0;
}

/** What an inspection visit found, of the findings that are still open. */
export async function findingNoticeFacts(
  { tx }: PaperSource,
  { findingIds, workingDays }: PaperContent,
): Promise<PaperFacts> {
  const findings = await tx.visitFinding.findMany({
    where: { id: { in: findingIds as string[] } },
    orderBy: [{ visit: { visitedOn: 'asc' } }, { number: 'asc' }],
    include: { visit: true },
  });
  return {
    items: findings.map(({ text, visit }, at) => ({
      number: String(at + 1),
      visitedOn: chineseDate(toLocalDate(visit.visitedOn)),
      text,
    })),
    itemCount: String(findings.length),
    term: String(workingDays),
  };
}

/** Two acceptances that a project failed. Names no expert. */
export async function criticismFacts(source: PaperSource, { roundId, reason }: PaperContent): Promise<PaperFacts> {
  const round = await paperRound(source, String(roundId));
  const results = await source.tx.result.findMany({
    where: { round: { projectId: source.project.id, number: { lte: round.number } }, announcedOn: { not: null } },
    include: { round: true },
    orderBy: { round: { number: 'asc' } },
  });
  return {
    meetings: results.map(({ announcedOn, passed, round: { kind } }) => ({
      on: chineseDate(toLocalDate(announcedOn!)),
      what: word('conclusion', kind),
      conclusion: word('conclusion', passed ? 'passed' : 'failed'),
    })),
    reason: typeof reason === 'string' ? reason : '',
  };
}

/** Seats by role, as a letter to the body that fills one of them says it. */
export async function memberLetterFacts(source: PaperSource, { roundId, role }: PaperContent): Promise<PaperFacts> {
  const round = await paperRound(source, String(roundId));
  return {
    ...roundFacts(source, round),
    seat: word('seat', role as 'department'),
    toDepartment: role === 'department' ? String(role) : '',
    term: String(source.rules.body.clocks.name_member.due[0]?.n ?? ''),
  };
}
