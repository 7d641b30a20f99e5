import { Refusal } from '../errors';
import type { DrawDocument } from './draw-document';
import { type DrawResult, drawPanel } from './draw-panel';
import type { PublicRandomness } from './randomness';

/** A committed draw and its secret, revealed after the randomness was entered. */
export interface RevealedDraw {
  document: DrawDocument;
  secret: string;
}

/**
 * Several draws from one throw. Each has its own root and its own secret, so their results are independent although the
 * digits are the same. Results come in the order given.
 *
 * @throws Refusal SECRET_MISMATCH when two draws share a secret: revealing one would have revealed the other
 */
export function drawCeremony(randomness: PublicRandomness, draws: readonly RevealedDraw[]): DrawResult[] {
  if (new Set(draws.map(({ document }) => document.secretHash)).size !== draws.length) {
    throw new Refusal('SECRET_MISMATCH', { field: 'secret', allowed: 'a secret of its own for each draw' });
  }
  return draws.map(({ document, secret }) => drawPanel(document, randomness, secret));
}
