import type { Tx } from '../../activities/database/database';
import { frozenCataloguesStay, samplesCoverTheirCatalogue } from './catalogues';
import { clocksFollowTheirRules } from './clocks';
import { auditChainsAreWhole } from './database-audit';
import { openedValuesAreProven } from './database-sealed';
import { drawNumbersHaveNoGaps, drawsVerify } from './draws';
import { initialsFollowNames } from './initials';
import { keysAreFacts } from './keys';
import { factsHaveTheirMails } from './mails';
import { panelsAreLawful, seatsAreFilledLawfully } from './panels';
import { panelsHaveNobodyRecused, panelsObeyTheirQuotas } from './panels-in-force';
import { opinionsFollowResults, talliesEqualBallots } from './results';
import { stagesHaveHistories } from './stages';
import { twoPeople } from './two-people';
import type { Invariant, Violation } from './violation';

/** What must always hold, in the order of the specification. */
export const INVARIANTS: readonly Invariant[] = [
  stagesHaveHistories,
  panelsAreLawful,
  panelsObeyTheirQuotas,
  panelsHaveNobodyRecused,
  seatsAreFilledLawfully,
  drawsVerify,
  drawNumbersHaveNoGaps,
  frozenCataloguesStay,
  samplesCoverTheirCatalogue,
  openedValuesAreProven,
  talliesEqualBallots,
  opinionsFollowResults,
  twoPeople,
  factsHaveTheirMails,
  clocksFollowTheirRules,
  initialsFollowNames,
  keysAreFacts,
  auditChainsAreWhole,
];

/** Everything that is wrong with a live database; empty when all is well. To be asked of a `snapshot`: it has to see one moment. */
export async function checkInvariants(tx: Tx): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { name, check } of INVARIANTS) {
    for (const found of await check(tx)) violations.push({ invariant: name, ...found });
  }
  return violations;
}
