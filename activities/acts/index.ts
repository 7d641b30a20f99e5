import { ACT_KINDS, type ActKind } from '../../domain/lifecycle/act-table';
import { BACKDATING_ACTS } from './backdating/index';
import { COMPLETION_ACTS } from './completion/index';
import { CORRECTION_ACTS } from './correction/index';
import type { ActDefinition } from './define-act';
import { EXTERNAL_ACTS } from './external/index';
import { HAND_OVER_ACTS } from './hand-over/index';
import { OPINION_ACTS } from './opinion/index';
import { OUTCOME_ACTS } from './outcome/index';
import { RECTIFICATION_ACTS } from './rectification/index';
import { SUSPENSION_ACTS } from './suspension/index';

/** Subjects of acts, each a folder that exports its definitions. */
const SUBJECTS: readonly (readonly ActDefinition[])[] = [
  EXTERNAL_ACTS,
  OPINION_ACTS,
  RECTIFICATION_ACTS,
  COMPLETION_ACTS,
  HAND_OVER_ACTS,
  SUSPENSION_ACTS,
  OUTCOME_ACTS,
  CORRECTION_ACTS,
  BACKDATING_ACTS,
];

const byKind = new Map(SUBJECTS.flat().map((definition) => [definition.kind, definition]));

/** Every act that can be asked for, in the order of the lifecycle. */
export const ACTS: readonly ActDefinition[] = ACT_KINDS.flatMap((kind) => byKind.get(kind) ?? []);

/** @throws Error for a kind that no subject defines */
export function actDefinition(kind: ActKind): ActDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new Error(`No act ${kind} is defined`);
  return definition;
}
