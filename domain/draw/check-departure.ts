import { Refusal } from '../errors';
import type { Constraints } from './constraints';
import type { DepartureChange } from './departure';
import type { PanelRule } from './panel-rule';
import type { PanelPlan } from './plan-seats';
import type { Relaxation } from './relaxation';

/**
 * Refuses a change that means nothing for this panel, before anybody is asked to approve it.
 *
 * @param plan as approved so far; null when the industry has no specialty group yet
 * @throws Refusal BAD_INPUT with the field at fault, its value and what is allowed
 */
export function checkDeparture(change: DepartureChange, rule: PanelRule, plan: PanelPlan | null): void {
  switch (change.kind) {
    case 'specialty-group':
      requireGroup(rule, 'change.group', change.group);
      break;
    case 'quota':
      requireGroup(rule, 'change.tag', change.tag);
      if (change.max < change.min) refuse('change.max', change.max, `integer from ${change.min}`);
      break;
    case 'only':
      for (const [at, tag] of change.tags.entries()) requireGroup(rule, `change.tags[${at}]`, tag);
      break;
    case 'relaxation':
      if (!plan) refuse('change.kind', change.kind, 'specialty-group first');
      checkMoves(change.moves, plan);
      break;
  }
}

function requireGroup({ groupNames }: PanelRule, field: string, tag: string): void {
  if (!Object.hasOwn(groupNames, tag)) refuse(field, tag, Object.keys(groupNames));
}

function checkMoves(moves: readonly Relaxation[], { constraints, sizes }: PanelPlan): void {
  for (const [at, { kind, tag, from, to }] of moves.entries()) {
    const field = `change.moves[${at}]`;
    if (moves.findIndex((move) => move.kind === kind && move.tag === tag) < at) refuse(field, kind, 'each limit once');
    const now = limitNow(constraints, kind, tag);
    if (now === undefined)
      refuse(
        `${field}.tag`,
        tag,
        constraints.quotas.map((quota) => quota.tag),
      );
    if (from !== now) refuse(`${field}.from`, from, now);
    if (kind === 'seats' && !sizes.includes(to)) refuse(`${field}.to`, to, sizes);
    if (kind === 'min' && to >= from) refuse(`${field}.to`, to, `integer from 0 to ${from - 1}`);
    if ((kind === 'max' || kind === 'employer') && to <= from) refuse(`${field}.to`, to, `integer from ${from + 1}`);
  }
}

function limitNow({ seats, quotas, perEmployer }: Constraints, kind: Relaxation['kind'], tag?: string) {
  if (kind === 'seats') return seats;
  if (kind === 'employer') return perEmployer;
  return quotas.find((quota) => quota.tag === tag)?.[kind];
}

function refuse(field: string, value: unknown, allowed: unknown): never {
  throw new Refusal('BAD_INPUT', { field, value, allowed });
}
