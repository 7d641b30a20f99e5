import { Refusal } from '../errors';
import { type ActKind, type ActorRole, actRule } from './act-table';
import type { Position } from './position';
import type { Stage } from './stage';

/** An act as the lifecycle sees it: what is to be done and what the person is to the project. */
export interface Act {
  kind: ActKind;
  roles: readonly ActorRole[];
  /** An officer enters it for somebody. */
  onBehalf: boolean;
}

/**
 * Whether an act is legal where the project stands. Says nothing of the act's contents: those are checked by the act
 * itself, in the transaction that records it.
 *
 * @returns the stages that the act may lead to; empty when it never moves the project
 * @throws Refusal CLOSED, SUSPENDED, ACT_NOT_ALLOWED_IN_STAGE, ACT_NOT_YOURS, ENTRY_NOT_ALLOWED
 */
export function transition(position: Position, act: Act): readonly Stage[] {
  const rule = actRule(act.kind);
  const where = { act: act.kind, stage: position.stage, step: position.round?.step };
  if (!rule.stages.includes(position.stage)) {
    throw new Refusal(position.stage === 'closed' ? 'CLOSED' : 'ACT_NOT_ALLOWED_IN_STAGE', {
      ...where,
      field: 'stage',
      value: position.stage,
      allowed: rule.stages,
    });
  }
  if (position.suspended && !rule.whileSuspended) throw new Refusal('SUSPENDED', where);
  if (rule.steps && !(position.round && rule.steps.includes(position.round.step))) {
    throw new Refusal('ACT_NOT_ALLOWED_IN_STAGE', { ...where, field: 'step', value: where.step, allowed: rule.steps });
  }
  if (act.onBehalf && !rule.enterable) throw new Refusal('ENTRY_NOT_ALLOWED', where);
  const entitled = act.onBehalf ? act.roles.includes('officer') : rule.by.some((role) => act.roles.includes(role));
  if (!entitled) throw new Refusal('ACT_NOT_YOURS', { ...where, allowed: rule.by });
  return rule.to;
}

/** Whether the lifecycle hears of such an act at all where the project stands, whoever asks for it. */
export function isOpen({ stage, suspended, round }: Position, kind: ActKind): boolean {
  const { stages, steps, whileSuspended } = actRule(kind);
  const atStep = !steps || (round !== null && steps.includes(round.step));
  return stages.includes(stage) && atStep && (!suspended || whileSuspended === true);
}

/**
 * Guards the one place that writes a stage.
 *
 * @throws Error when the lifecycle has no such move: a defect in an act, never a person's mistake
 */
export function assertMove(kind: ActKind, from: Stage, to: Stage): void {
  if (!actRule(kind).to.includes(to)) throw new Error(`${kind} cannot lead from ${from} to ${to}`);
}
