import { ACT_KINDS, actRule } from './act-table';
import { type Position, type WorkflowKind, workflowIdFor } from './position';
import { isOpen } from './transition';

/** A workflow that carries a project, or one part of its life. */
export interface Carrying {
  kind: WorkflowKind;
  workflowId: string;
}

/** The child workflows that a position calls for. */
export function partsOf(position: Position): Carrying[] {
  const kinds: WorkflowKind[] = [];
  if (position.stage === 'closed') return [];
  const step = position.round?.step;
  if (step === 'days' || step === 'seats' || step === 'frozen' || step === 'inviting') kinds.push('panelFormation');
  else if (step && step !== 'announced' && step !== 'ended') kinds.push('panelReview');
  if (position.rectifying) kinds.push('rectification');
  return kinds.map((kind) => carrying(kind, position));
}

/** The project's own workflow and those of its parts. */
export function workflowsFor(position: Position): Carrying[] {
  return [carrying('projectAcceptance', position), ...partsOf(position)];
}

/**
 * Ids of the workflows that must look at the facts again when the project moved from `before` to `after`: those whose
 * alarm moved, that may hear other acts now, or that are no longer, or for the first time, called for.
 *
 * @param by the kind of workflow in which it moved, which knows already
 */
export function whoMustHear(before: Position, after: Position, by: WorkflowKind): string[] {
  return workflowsFor(before)
    .filter(({ kind }) => kind !== by)
    .filter(
      ({ kind, workflowId }) =>
        before.alarmAt[kind] !== after.alarmAt[kind] ||
        actsOpen(kind, before) !== actsOpen(kind, after) ||
        (kind === 'projectAcceptance'
          ? ids(partsOf(before)) !== ids(partsOf(after))
          : !partsOf(after).some((part) => part.workflowId === workflowId)),
    )
    .map(({ workflowId }) => workflowId);
}

function carrying(kind: WorkflowKind, position: Position): Carrying {
  return { kind, workflowId: workflowIdFor(kind, position) };
}

const ids = (workflows: readonly Carrying[]) => workflows.map(({ workflowId }) => workflowId).join();

const actsOpen = (workflow: WorkflowKind, position: Position) =>
  ACT_KINDS.filter((kind) => actRule(kind).workflow === workflow && isOpen(position, kind)).join();
