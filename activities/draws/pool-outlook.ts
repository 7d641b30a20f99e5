import { type Designation, designationIn } from '../../domain/draw/designation';
import { planDraw } from '../../domain/draw/plan-draw';
import type { PanelPlan } from '../../domain/draw/plan-seats';
import type { EligiblePerson, FilterStep } from '../../domain/eligibility/filter-pool';
import { Refusal } from '../../domain/errors';
import type { ActContext } from '../process/process-context';
import type { RoundWithPanel } from '../process/require-round';
import { drawnMembers } from './drawn-members';
import { filterPoolFor } from './filter-pool-for';

/** What a draw from a pool would be if it were frozen now. */
export interface PoolOutlook {
  steps: FilterStep[];
  /** People who could be drawn. */
  size: number;
  /** Null when no panel could be drawn, or the pool is too varied for a table. */
  designation: Designation | null;
}

/** Looks at a pool as a freeze would, and commits to nothing. */
export async function poolOutlook(
  ctx: ActContext,
  round: RoundWithPanel,
  plan: PanelPlan,
  poolId: string,
): Promise<PoolOutlook> {
  const { eligible, steps } = await filterPoolFor(ctx, round, plan, poolId);
  const kept = await drawnMembers(ctx, round);
  const designation = designationOf(ctx, plan, eligible, kept);
  return { steps, size: eligible.length, designation };
}

type Person = Omit<EligiblePerson, 'load'>;

function designationOf(
  ctx: ActContext,
  { constraints }: PanelPlan,
  eligible: readonly Person[],
  kept: readonly Person[],
): Designation | null {
  const candidate = ({ id, tags, employerId }: Person) => ({ id, tags, employer: employerId ?? id });
  const question = { candidates: eligible.map(candidate), kept: kept.map(candidate), constraints };
  try {
    return designationIn(planDraw(question, ctx.tableFor).chances);
  } catch (error) {
    if (error instanceof Refusal && ['POOL_INFEASIBLE', 'POOL_TOO_VARIED', 'BAD_INPUT'].includes(error.code))
      return null;
    throw error;
  }
}
