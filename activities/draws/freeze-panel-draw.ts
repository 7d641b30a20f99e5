import { randomUUID } from 'node:crypto';
import { projectChain } from '../../domain/audit/audit-event';
import { assertNotDesignated, designationIn } from '../../domain/draw/designation';
import { hashSecret } from '../../domain/draw/draw-key';
import { type FreezeInput, freezeDraw } from '../../domain/draw/freeze-draw';
import type { RandomnessSource } from '../../domain/draw/randomness';
import type { Relaxation } from '../../domain/draw/relaxation';
import { Refusal } from '../../domain/errors';
import type { Draw, Prisma } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import { tellPerson } from '../mail/enqueue';
import { drawPath } from '../mail/paths';
import { word } from '../mail/words';
import { staffOf } from '../people/recipients';
import type { ActContext } from '../process/process-context';
import type { RoundWithPanel } from '../process/require-round';
import { ceremonyFor, type RandomnessOrder } from './ceremony';
import { keepDrawSecret, newDrawSecret } from './draw-secret';
import { drawnMembers } from './drawn-members';
import { filterPoolFor, vacantExpertSeats } from './filter-pool-for';
import { nextDrawNumber } from './next-draw-number';
import { approvedDepartures, panelPlan } from './panel-plan';
import { adviceOn } from './relaxation-words';

/**
 * Freezes a draw for the vacant drawn seats of a round: snapshot of the pool under its lock, filters, chances, commitment.
 * The secret and the salts are put away sealed; root and hash of the secret go to the witness and the directors before any
 * randomness exists.
 *
 * @throws Refusal SEATS_FILLED, NO_PARENT_POOL; those of `panelPlan`, `ceremonyFor`, `freezeDraw` and `assertNotDesignated`
 */
export async function freezePanelDraw(
  ctx: ActContext,
  round: RoundWithPanel,
  order: { pool: 'own' | 'parent'; randomness: RandomnessOrder },
): Promise<Draw> {
  if (vacantExpertSeats(round).length === 0) throw new Refusal('SEATS_FILLED', { field: 'round', value: round.number });
  const poolId = await lockPool(ctx, order.pool);
  const departures = await approvedDepartures(ctx, round.id);
  const plan = await panelPlan(ctx, round.id, departures);
  const { eligible, excluded, steps } = await filterPoolFor(ctx, round, plan, poolId);
  const kept = await drawnMembers(ctx, round);
  const ceremony = await ceremonyFor(ctx, order.randomness);

  const everybody = [...eligible, ...kept, ...excluded];
  const secret = newDrawSecret(
    everybody.map(({ id }) => id),
    [...eligible, ...kept].map(({ employerId }) => employerId),
  );
  const number = await nextDrawNumber(ctx.tx);
  const frozen: FreezeInput = {
    number,
    subject: subjectOf(ctx, round, order.pool),
    committedOn: ctx.today,
    source: ceremony.source as unknown as RandomnessSource,
    secretHash: hashSecret(secret.secret),
    constraints: plan.constraints,
    // Seats that somebody was asked to take stay.
    sizes: round.step === 'inviting' ? [] : plan.sizes,
    departures,
    eligible,
    kept,
    excluded,
    steps,
    salts: secret.salts,
  };
  const { document, root } = advised(ctx, () => freezeDraw(frozen, ctx.tableFor));
  assertNotDesignated(document.plan.chances, departures);
  const draw = await ctx.tx.draw.create({
    data: {
      id: randomUUID(),
      number,
      projectId: ctx.project.id,
      roundId: round.id,
      purpose: 'panel',
      ceremonyId: ceremony.id,
      commitment: document as unknown as Prisma.InputJsonObject,
      root,
      secretHash: document.secretHash,
      committedFactId: ctx.factId,
    },
  });
  await ctx.tx.drawExclusion.createMany({
    data: excluded.map(({ id, filter, code }) => ({ drawId: draw.id, personId: id, filter, code })),
  });
  await keepDrawSecret(ctx.tx, draw.id, secret);
  await announce(ctx, draw, ceremony.witnessId, designationIn(document.plan.chances).people);
  return draw;
}

/** Tells, where a pool can't meet the quotas, what would help in words that an officer understands. */
function advised<T>(ctx: ActContext, freeze: () => T): T {
  try {
    return freeze();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'POOL_INFEASIBLE') throw error;
    const ways = error.details.relaxations as Relaxation[][];
    throw new Refusal(error.code, { ...error.details, advice: adviceOn(ways, ctx.rules.body.panel.groupNames) });
  }
}

/** One freeze of a pool at a time: loads and bookings must not change between snapshot and commitment. */
async function lockPool(ctx: ActContext, pool: 'own' | 'parent'): Promise<string> {
  const { id, parentId } = ctx.project.jurisdiction;
  const poolId = pool === 'own' ? id : parentId;
  if (!poolId) throw new Refusal('NO_PARENT_POOL', { field: 'pool', value: pool, allowed: ['own'] });
  await ctx.tx.$queryRaw`SELECT 1 FROM "Jurisdiction" WHERE id = ${poolId}::uuid FOR NO KEY UPDATE`;
  return poolId;
}

function subjectOf({ project }: ActContext, { number }: RoundWithPanel, pool: 'own' | 'parent'): string {
  return `${project.name}（第${number}轮，${word('pool', pool)}）`;
}

async function announce(ctx: ActContext, draw: Draw, witnessId: string | null, designated: number): Promise<void> {
  const { number, root, secretHash } = draw;
  const committedAt = ctx.now.toISOString();
  const about = { draw: `${number}`, root, secretHash, committedAt, designated, link: drawPath(number) };
  const readers = new Set([...(witnessId ? [witnessId] : []), ...(await staffOf(ctx, 'director'))]);
  for (const personId of readers) {
    await tellPerson(ctx.tx, ctx.now, 'draw-commitment', personId, { draw: `${number}` }, about);
  }
  await appendAudit(ctx.tx, projectChain(ctx.project.code), {
    type: 'draw.committed',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { drawId: draw.id, number, root, secretHash },
  });
}
