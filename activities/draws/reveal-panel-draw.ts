import { projectChain } from '../../domain/audit/audit-event';
import type { DrawBundle } from '../../domain/draw/draw-bundle';
import { makeDrawBundle } from '../../domain/draw/draw-bundle';
import type { DrawDocument } from '../../domain/draw/draw-document';
import type { PublicRandomness } from '../../domain/draw/randomness';
import { type PanelEvent, VACANCY_CODES } from '../../domain/draw/refill';
import { Refusal } from '../../domain/errors';
import type { Ceremony, Draw } from '../../prisma/generated/client';
import { appendAudits } from '../audit/append-audit';
import type { ActContext } from '../process/process-context';
import type { RoundWithPanel } from '../process/require-round';
import { ceremonyChain } from './ceremony-chain';
import { type OpenDraw, saltedIdOf } from './draw-in-force';
import { personIdsOf, revealDrawSecret } from './draw-secret';
import { settlePanel } from './settle-panel';

export type CommittedDraw = Draw & { ceremony: Ceremony };

/** The draw of a round that waits for its randomness, its ceremony locked. @throws Refusal NO_DRAW_FROZEN */
export async function committedDraw(ctx: ActContext, roundId: string): Promise<CommittedDraw> {
  const draw = await ctx.tx.draw.findFirst({ where: { roundId, purpose: 'panel', state: 'committed' } });
  if (!draw?.ceremonyId) throw new Refusal('NO_DRAW_FROZEN', { field: 'draw' });
  await ctx.tx.$queryRaw`SELECT 1 FROM "Ceremony" WHERE id = ${draw.ceremonyId}::uuid FOR UPDATE`;
  const ceremony = await ctx.tx.ceremony.findUniqueOrThrow({ where: { id: draw.ceremonyId } });
  return { ...draw, ceremony };
}

/**
 * Opens the secret of a draw whose randomness is in, draws, seats and asks the members, and puts the public record in
 * place. Members of before who left while the draw was frozen are replaced from it at once.
 *
 * @throws Refusal DIGITS_MISSING, CORRECTION_UNCONFIRMED; CEREMONY_VOID when its digits turned out to be wrong
 * @throws Refusal EARLIER_DRAW_FIRST while an earlier draw of the ceremony waits: each sees the seats that those before it gave,
 *   so their order is that of their numbers and nobody's choice
 */
export async function revealPanelDraw(
  ctx: ActContext,
  round: RoundWithPanel,
  draw: CommittedDraw,
): Promise<DrawBundle> {
  const { ceremony } = draw;
  if (ceremony.digits === null || ceremony.enteredAt === null)
    throw new Refusal('DIGITS_MISSING', { field: 'ceremony' });
  if (ceremony.correctionNote !== null && ceremony.correctionConfirmedById === null) {
    throw new Refusal('CORRECTION_UNCONFIRMED', {
      field: 'ceremony',
      allowed: 'draw.confirm_correction by the officer',
    });
  }
  if (await isVoid(ctx, ceremony.id)) {
    throw new Refusal('CEREMONY_VOID', { field: 'ceremony', value: ceremony.id, allowed: 'another ceremony' });
  }
  const earlier = await ctx.tx.draw.findFirst({
    where: { ceremonyId: ceremony.id, state: 'committed', number: { lt: draw.number } },
    orderBy: { number: 'asc' },
    select: { number: true },
  });
  if (earlier) {
    throw new Refusal('EARLIER_DRAW_FIRST', { field: 'draw', value: draw.number, allowed: earlier.number });
  }
  const secret = await revealDrawSecret(ctx.tx, draw.id);
  const document = draw.commitment as unknown as DrawDocument;
  const committed = await ctx.tx.fact.findUniqueOrThrow({ where: { id: draw.committedFactId } });
  const text = makeDrawBundle({
    document,
    committedAt: committed.actedAt.toISOString(),
    randomness: { kind: document.source.kind, value: ceremony.digits } satisfies PublicRandomness,
    enteredAt: ceremony.enteredAt.toISOString(),
    secret: secret.secret,
    events: [],
  });
  const bundle = JSON.parse(text) as DrawBundle;
  await ctx.tx.draw.update({
    where: { id: draw.id },
    data: { state: 'revealed', bundle: text, revealedFactId: ctx.factId },
  });
  const open: OpenDraw = { row: draw, bundle, secret, personIds: personIdsOf(secret), validUntil: ctx.today };
  const settled = await settlePanel(ctx, open, await leftMeanwhile(ctx, round, open));
  await record(ctx, draw, settled);
  return settled;
}

/** Whether the digits of a ceremony turned out to be others than were thrown. */
export async function isVoid(ctx: ActContext, ceremonyId: string): Promise<boolean> {
  return (await ctx.tx.draw.count({ where: { ceremonyId, state: 'void' } })) > 0;
}

/** Kept members whose seat fell vacant between commitment and reveal, in the order in which they left. */
async function leftMeanwhile(ctx: ActContext, round: RoundWithPanel, draw: OpenDraw): Promise<PanelEvent[]> {
  const kept = new Set(draw.bundle.document.kept.map(({ id }) => id));
  const left = await ctx.tx.seatHolder.findMany({
    where: { endedAt: { not: null }, seat: { roundId: round.id, role: 'expert' } },
    orderBy: [{ endedAt: 'asc' }, { id: 'asc' }],
  });
  return left.flatMap(({ personId, endReason }): PanelEvent[] => {
    const id = saltedIdOf(draw, personId);
    const code = VACANCY_CODES.find((known) => known === endReason) ?? 'WITHDREW';
    return id && kept.has(id) ? [{ kind: 'vacancy', id, code }] : [];
  });
}

/** The ceremony's first reveal fixes its digits for all its draws. */
async function record(ctx: ActContext, draw: CommittedDraw, bundle: DrawBundle): Promise<void> {
  const { ceremony } = draw;
  const { digest } = bundle as DrawBundle & { digest: string };
  const by = { actorId: ctx.actorId, at: ctx.now };
  const revealed = {
    chain: projectChain(ctx.project.code),
    event: {
      ...by,
      type: 'draw.revealed' as const,
      payload: { drawId: draw.id, number: draw.number, digits: ceremony.digits!, bundleSha256: digest },
    },
  };
  if (ceremony.revealedAt !== null) return appendAudits(ctx.tx, [revealed]);
  await ctx.tx.ceremony.update({ where: { id: ceremony.id }, data: { revealedAt: ctx.now } });
  const draws = await ctx.tx.draw.count({ where: { ceremonyId: ceremony.id, state: { not: 'abandoned' } } });
  const opened = {
    chain: await ceremonyChain(ctx, ceremony),
    event: { ...by, type: 'ceremony.revealed' as const, payload: { ceremonyId: ceremony.id, draws } },
  };
  await appendAudits(ctx.tx, [opened, revealed]);
}
