import type { RandomnessSource } from './randomness';

type PublicLottery = Extract<RandomnessSource, { kind: 'public-lottery' }>;

/** Whether both wait for one and the same public result, however its name was typed: `双色球 2026025 期` is `双色球２０２６０２５期`. */
export function isSameLottery(one: PublicLottery, other: PublicLottery): boolean {
  return one.date === other.date && bare(one.name) === bare(other.name);
}

const bare = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
