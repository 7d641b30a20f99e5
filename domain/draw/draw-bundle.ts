import type { Instant } from '../calendar/local-time';
import { type DrawDocument, drawRoot } from './draw-document';
import { type DrawResult, drawPanel } from './draw-panel';
import type { PublicRandomness } from './randomness';
import { continuePanel, type PanelEvent, type Refill, refillPanel } from './refill';
import { sealBundle } from './sealed-bundle';

export const DRAW_BUNDLE_FORMAT = 'dangyan-draw-bundle-1';

/** The public record of a draw, with which anybody can repeat it. People are salted ids. */
export interface DrawBundle {
  format: typeof DRAW_BUNDLE_FORMAT;
  document: DrawDocument;
  root: string;
  committedAt: Instant;
  randomness: PublicRandomness;
  enteredAt: Instant;
  secret: string;
  result: DrawResult;
  /** Members in the end. */
  members: string[];
  refills: Refill[];
}

export interface DrawnPanel {
  document: DrawDocument;
  committedAt: Instant;
  randomness: PublicRandomness;
  enteredAt: Instant;
  /** 32 bytes in hexadecimal. */
  secret: string;
  events: readonly PanelEvent[];
}

/** The public record as text, to be published byte by byte. Throws as `drawPanel` and `refillPanel` do. */
export function makeDrawBundle({ events, ...draw }: DrawnPanel): string {
  const { document, randomness, secret } = draw;
  const result = drawPanel(document, randomness, secret);
  const bundle: DrawBundle = {
    format: DRAW_BUNDLE_FORMAT,
    ...draw,
    root: drawRoot(document),
    result,
    ...refillPanel(document, result, events),
  };
  return sealBundle(bundle);
}

/**
 * The record with these events after those it has; nothing that it says already is worked out again.
 *
 * @param bundle one that was made here
 * @throws as `refillPanel` does
 */
export function extendDrawBundle(bundle: DrawBundle, events: readonly PanelEvent[]): string {
  const { format, document, root, committedAt, randomness, enteredAt, secret, result } = bundle;
  const before = { format, document, root, committedAt, randomness, enteredAt, secret, result };
  return sealBundle({ ...before, ...continuePanel(document, result, bundle, events) } satisfies DrawBundle);
}
