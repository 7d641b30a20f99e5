import { Carrier } from './carrier';
import type { CarrierInput } from './contract';

/** The items one round left to be fixed, each with a deadline and a state of its own, until the last one is closed. */
export async function rectification(input: CarrierInput): Promise<void> {
  const items = new Carrier('rectification', input);
  while (await items.isCalledFor()) await items.somethingHappens();
  await items.finish();
}
