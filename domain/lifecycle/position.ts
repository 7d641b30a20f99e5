import type { RoundStep, Route, Stage } from './stage';

/** The workflows that carry a project; each act and each clock belongs to one. */
export const WORKFLOWS = ['projectAcceptance', 'panelFormation', 'panelReview', 'rectification'] as const;

export type WorkflowKind = (typeof WORKFLOWS)[number];

/** The round under way, if any. */
export interface RoundPosition {
  id: string;
  number: number;
  kind: 'acceptance' | 'reinspection';
  step: RoundStep;
}

/**
 * Where a project stands: all that decides which acts are legal, read from the facts by `loadPosition` and by nothing
 * else. Plain JSON, because workflows carry it.
 */
export interface Position {
  projectId: string;
  code: string;
  /** Code of the jurisdiction, by which workflows can be listed. */
  jurisdiction: string;
  /** Of the installation; a workflow of an older generation is refused. */
  generation: number;
  /** Raised by every act. */
  version: number;
  stage: Stage;
  route: Route | null;
  suspended: boolean;
  round: RoundPosition | null;
  /** Rounds whose rectification items still run, failed and passed-with-items alike. */
  rectifying: { roundId: string; number: number } | null;
  /** Earliest alarm of each workflow: milliseconds from now (0: due), or null for none or for practice time. */
  alarmInMs: Partial<Record<WorkflowKind, number>>;
  /** The same alarms as instants, by which one that moved is known. */
  alarmAt: Partial<Record<WorkflowKind, string>>;
}

/** The id under which Temporal knows the workflow that carries this part of a project. */
export function workflowIdFor(kind: WorkflowKind, position: Pick<Position, 'code' | 'round' | 'rectifying'>): string {
  switch (kind) {
    case 'projectAcceptance':
      return `project/${position.code}`;
    case 'panelFormation':
      return `project/${position.code}/formation/${position.round?.number ?? 0}`;
    case 'panelReview':
      return `project/${position.code}/review/${position.round?.number ?? 0}`;
    case 'rectification':
      return `project/${position.code}/rectification/${position.rectifying?.number ?? 0}`;
    default:
      throw new Error(`Unknown workflow ${String(kind)}`);
  }
}
