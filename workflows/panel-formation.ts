import { Carrier } from './carrier';
import type { CarrierInput } from './contract';

/**
 * One round's panel, from fixing the days to the last confirmed seat: days → appointed seats → freeze → witness and
 * draw → invitations → refills. A vacancy is refilled by the act or the clock that makes it, from the draw's own tickets.
 */
export async function panelFormation(input: CarrierInput): Promise<void> {
  const panel = new Carrier('panelFormation', input);
  while (await panel.isCalledFor()) await panel.somethingHappens();
  await panel.finish();
}
