import type { PublicRandomness, RandomnessSource } from '../../domain/draw/randomness';
import { isSameLottery } from '../../domain/draw/same-lottery';
import { Refusal } from '../../domain/errors';
import type { ActContext } from '../process/process-context';

type PublicLottery = Extract<RandomnessSource, { kind: 'public-lottery' }>;

/**
 * A public lottery has one result, whichever bureau enters it for its draws. A draw that is void for its numbers no longer
 * speaks for them.
 *
 * @throws Refusal LOTTERY_RESULT_DIFFERS, naming the draw for which other numbers were entered
 */
export async function requireAgreedResult(
  ctx: ActContext,
  source: PublicLottery,
  { value }: PublicRandomness,
): Promise<void> {
  // Who enters a result at the same time waits here, and then sees this one.
  await ctx.tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`lottery/${source.date}`}, 0))::text`;
  const draws = await ctx.tx.draw.findMany({
    where: {
      state: 'revealed',
      ceremony: { digits: { not: null }, source: { path: ['kind'], equals: source.kind } },
    },
    include: { ceremony: true },
    orderBy: { number: 'asc' },
  });
  const other = draws.find(
    ({ ceremony }) => ceremony!.digits !== value && isSameLottery(source, ceremony!.source as unknown as PublicLottery),
  );
  if (other) {
    throw new Refusal('LOTTERY_RESULT_DIFFERS', {
      field: 'first',
      value,
      allowed: other.ceremony!.digits,
      draw: other.number,
    });
  }
}
