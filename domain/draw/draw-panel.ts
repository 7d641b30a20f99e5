import { type DrawDocument, drawRoot, questionOf } from './draw-document';
import { type Commitment, drawKey, inTicketOrder } from './draw-key';
import { lotteryOf } from './lotteries';
import type { PublicRandomness } from './randomness';

/** Salted ids; together they are all candidates. */
export interface DrawResult {
  /** In the order drawn; members kept from before are not among them. */
  drawn: string[];
  /** Everybody else in ticket order, which is the order of replacement. */
  alternates: string[];
}

/** What was published of a document. */
export const commitmentOf = (document: DrawDocument): Commitment => ({
  root: drawRoot(document),
  secretHash: document.secretHash,
  source: document.source,
});

/**
 * The draw: a pure function of the committed document, the public randomness and the revealed secret.
 *
 * @param secret 32 bytes in hexadecimal
 * @throws Refusal SECRET_MISMATCH, RANDOMNESS_SOURCE; see `drawKey`
 */
export function drawPanel(document: DrawDocument, randomness: PublicRandomness, secret: string): DrawResult {
  const prk = drawKey(commitmentOf(document), randomness, secret);
  const order = inTicketOrder(document.candidates, prk, ({ id }) => id);
  const members = lotteryOf(document.plan).pick(questionOf(document), document.plan, { prk, order });
  const drawn = members.map(({ id }) => id);
  return { drawn, alternates: order.map(({ id }) => id).filter((id) => !drawn.includes(id)) };
}
