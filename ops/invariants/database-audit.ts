import { verifyChains } from '../../activities/audit/verify-chains';
import type { Invariant } from './violation';

/** Every link follows the one before, and the signed roots cover what they say; signatures are for who holds the public key. */
export const auditChainsAreWhole: Invariant = {
  name: 'the audit log’s chains are whole',
  async check(tx) {
    const faults = await verifyChains(tx, null);
    return faults.map(({ kind, chain, sequence }) => ({ subject: chain, detail: `${kind} at ${sequence}` }));
  },
};
