import { Refusal } from '../../domain/errors';
import type { ActContext } from '../process/process-context';
import { staffOf } from './recipients';

/**
 * What a director does by himself, without a proposal, is his own bureau's to do. The director above does it only where the
 * bureau has none who may, or after the bureau let its term pass.
 *
 * @param except who may not, though he is director
 * @throws Refusal ACT_NOT_YOURS
 */
export async function requireOwnDirector(
  ctx: ActContext,
  { except = [], termPassed = false }: { except?: readonly string[]; termPassed?: boolean } = {},
): Promise<void> {
  if (ctx.roles.includes('director') || termPassed) return;
  const able = (await staffOf(ctx, 'director')).filter((id) => !except.includes(id));
  if (able.length > 0) throw new Refusal('ACT_NOT_YOURS', { field: 'actor', allowed: 'the bureau’s own director' });
}
