import { designationIn } from '../../../domain/draw/designation';
import type { DrawBundle } from '../../../domain/draw/draw-bundle';
import { Refusal } from '../../../domain/errors';
import type { PaperFacts } from '../../../domain/papers/fill-template';
import { toLocalDate } from '../../database/dates';
import { chineseDate } from '../../mail/chinese-date';
import { word } from '../../mail/words';
import { partyNames } from './common-facts';
import type { PaperSource } from './paper-source';
import { membersOf, requireLastRound, roundFacts } from './round-facts';

/**
 * The record of the round's latest draw: what was committed to, what the dice were, who was drawn and what he answered.
 *
 * @throws Refusal NOT_FOUND before anything was drawn
 */
export async function drawRecordFacts(source: PaperSource): Promise<PaperFacts> {
  const { tx } = source;
  const round = await requireLastRound(source);
  const draw = await tx.draw.findFirst({
    where: { roundId: round.id, purpose: 'panel', state: 'revealed' },
    orderBy: { number: 'desc' },
    include: { ceremony: true },
  });
  if (!draw?.bundle)
    throw new Refusal('NOT_FOUND', { field: 'kind', value: 'draw_record', allowed: 'a draw that was revealed' });
  const { document, randomness, secret, committedAt, enteredAt } = JSON.parse(draw.bundle) as DrawBundle;
  const holders = await tx.seatHolder.findMany({
    where: { seat: { roundId: round.id }, drawId: draw.id },
    orderBy: { since: 'asc' },
    include: { person: true, seat: true },
  });
  const units = new Map(membersOf(round).map(({ name, unit }) => [name, unit]));
  const witness = draw.ceremony?.witnessId
    ? await tx.person.findUnique({ where: { id: draw.ceremony.witnessId }, select: { name: true } })
    : null;
  const parties = (['owner', 'agent', 'design', 'construction', 'supervision'] as const).map((role) =>
    partyNames(source, role),
  );
  return {
    ...roundFacts(source, round),
    drawNumber: String(draw.number),
    drawPath: `/api/v1/draws/${draw.number}/bundle`,
    committedAt: chineseDate(committedAt),
    drawnAt: chineseDate(enteredAt),
    ceremonyPlace: draw.ceremony?.place ?? '',
    witness: witness?.name ?? '',
    seats: [...new Set(round.seats.map(({ role }) => role))]
      .map((role) => `${word('seat', role)}${round.seats.filter((seat) => seat.role === role).length}`)
      .join('、'),
    recused: [...new Set((await Promise.all(parties)).flat())].join('、'),
    pool: String(document.candidates.length + document.exclusions.length),
    candidates: String(document.candidates.length),
    steps: document.steps.map(({ filter, removed, left, byCode }, at) => ({
      number: String(at + 1),
      filter: word('filter', filter),
      removed: String(removed),
      left: String(left),
      codes: Object.entries(byCode)
        .map(([code, count]) => `${code} ${count}`)
        .join('、'),
    })),
    root: draw.root,
    secretHash: draw.secretHash,
    randomness: randomness.value,
    secret,
    highestChance: designationIn(document.plan.chances).highestChance,
    drawn: holders.map(({ person, seat, via, since, answer, endReason }, at) => ({
      number: String(at + 1),
      seat: String(seat.number),
      name: person.name,
      unit: units.get(person.name) ?? '',
      via: word('sample', via === 'replacement' ? 'replacement' : 'lot'),
      since: chineseDate(toLocalDate(since)),
      answer: answer ? word('answer', answer) : endReason ? word('answer', 'ended') : '',
    })),
  };
}
