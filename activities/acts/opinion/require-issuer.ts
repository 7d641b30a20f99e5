import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { requireOwnDirector } from '../../people/require-own-director';
import type { ActContext } from '../../process/process-context';
import type { RoundWithPanel } from '../../process/require-round';

/**
 * Who checks the form of an opinion and issues it: the director, not the leader, nor anybody in the leader's place. The
 * parent bureau's director once the matter was raised to him.
 *
 * @throws Refusal SAME_PERSON, ACT_NOT_YOURS
 */
export async function requireIssuer(ctx: ActContext, { id, seats }: RoundWithPanel): Promise<void> {
  const leader = seats.find(({ role }) => role === 'leader')?.holders[0]?.personId;
  const issuers = [ctx.actorId, ctx.envelope.deputyForId];
  if (leader && issuers.includes(leader))
    throw new Refusal('SAME_PERSON', { field: 'issuer', allowed: 'not the leader' });
  const [clock] = await openClocks(ctx, 'issue_opinion', id);
  const raised = clock?.steps.some(({ action, state }) => action === 'escalate-parent' && state === 'fired');
  await requireOwnDirector(ctx, { except: leader ? [leader] : [], termPassed: raised });
}
