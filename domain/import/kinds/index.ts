import type { ImportKindId, KindDefinition } from '../kind';
import { CATALOGUE } from './catalogue';
import { PLAN } from './plan';
import { PROJECTS } from './projects';

/** Every kind of spreadsheet that can be read in. */
export const KIND_DEFINITIONS = {
  projects: PROJECTS,
  plan: PLAN,
  catalogue: CATALOGUE,
} as const satisfies Record<ImportKindId, unknown> as unknown as Record<ImportKindId, KindDefinition<unknown>>;
