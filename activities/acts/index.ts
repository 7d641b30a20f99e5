import { ACT_KINDS, type ActKind } from '../../domain/lifecycle/act-table';
import type { ActDefinition } from './define-act';

/** Subjects of acts, each a folder that exports its definitions. */
const SUBJECTS: readonly (readonly ActDefinition[])[] = [];

const byKind = new Map(SUBJECTS.flat().map((definition) => [definition.kind, definition]));

/** Every act that can be asked for, in the order of the lifecycle. */
export const ACTS: readonly ActDefinition[] = ACT_KINDS.flatMap((kind) => byKind.get(kind) ?? []);

/** @throws Error for a kind that no subject defines */
export function actDefinition(kind: ActKind): ActDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new Error(`No act ${kind} is defined`);
  return definition;
}
