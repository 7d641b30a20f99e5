import { Carrier } from './carrier';
import type { CarrierInput } from './contract';

/**
 * One round's meeting: notice → check-in → sample → inspection and sheets → deliberation → ballot → announcement. No
 * timer ever tallies: the act that completes the ballot does.
 */
export async function panelReview(input: CarrierInput): Promise<void> {
  const meeting = new Carrier('panelReview', input);
  while (await meeting.isCalledFor()) await meeting.somethingHappens();
  await meeting.finish();
}
