import { Refusal } from '../../domain/errors';
import type { RuleSet } from '../../domain/rules/rule-set';
import type { Sealing } from '../acts/define-act';
import { ruleSetById } from '../rules/rule-set-for';
import type { SealedPlace } from '../sealed/seal';

/** Where a member's sealed value belongs, and what is needed to check it before it is sealed. */
export interface SealingSeat {
  place: SealedPlace;
  rules: RuleSet;
  /** How the sections of the sheet are shared out. */
  shares: unknown;
}

/**
 * The seat for which somebody hands in a sealed value, in the API's transaction: what is wrong with the value must be
 * said now, for afterwards nobody can look at it.
 *
 * @throws Refusal NO_ROUND, SCAN_REQUIRED; ACT_NOT_YOURS for who is not of the panel
 */
export async function sealingSeat(sealing: Sealing): Promise<SealingSeat> {
  const { tx, key, roundId, forPersonId } = sealing;
  const round = roundId ? await tx.round.findUnique({ where: { id: roundId } }) : null;
  if (!round || !roundId) throw new Refusal('NO_ROUND', {});
  if (forPersonId !== sealing.personId && !sealing.scanSha256) {
    throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', allowed: 'a scan of the signed paper' });
  }
  const seat = await tx.seat.findFirst({
    where: { roundId, holders: { some: { personId: forPersonId, endedAt: null, answer: 'accepted' } } },
    select: { id: true },
  });
  if (!seat) throw new Refusal('ACT_NOT_YOURS', { field: 'seat', allowed: 'a member of the panel' });
  const { body } = await ruleSetById(tx, round.ruleSetId);
  return {
    place: { key, roundId, seatId: seat.id, personId: forPersonId },
    rules: body,
    shares: round.sectionShares,
  };
}
