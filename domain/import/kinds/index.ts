import type { ImportKindId, KindDefinition } from '../kind';
import { CATALOGUE } from './catalogue';
import { HOLIDAYS } from './holidays';
import { PLAN } from './plan';
import { POOL } from './pool';
import { PROJECTS } from './projects';
import { TAKE_OVER } from './take-over';

/** Every kind of spreadsheet that can be read in. */
export const KIND_DEFINITIONS = {
  projects: PROJECTS,
  plan: PLAN,
  pool: POOL,
  catalogue: CATALOGUE,
  'take-over': TAKE_OVER,
  holidays: HOLIDAYS,
} as const satisfies Record<ImportKindId, unknown> as unknown as Record<ImportKindId, KindDefinition<unknown>>;
