import type { Route } from '../route';
import { ABSENCE_ROUTES } from './absences';
import { ACT_ROUTES } from './acts';
import { CATALOGUE_ROUTES } from './catalogues';
import { LINK_ROUTES } from './links';
import { ME_ROUTES } from './me';
import { PROJECT_PART_ROUTES } from './project-parts';
import { PROJECT_ROUTES } from './projects';
import { ROUND_ROUTES } from './rounds';
import { SESSION_ROUTES } from './session';
import { SESSIONS_ROUTES } from './sessions';
import { TOKEN_ROUTES } from './tokens';

/** Every route of the API; the router, the document and its page are made from this list. */
export const ROUTES: readonly Route[] = [
  ...ACT_ROUTES,
  ...ROUND_ROUTES,
  ...PROJECT_ROUTES,
  ...PROJECT_PART_ROUTES,
  ...CATALOGUE_ROUTES,
  ...SESSION_ROUTES,
  ...SESSIONS_ROUTES,
  ...LINK_ROUTES,
  ...ME_ROUTES,
  ...TOKEN_ROUTES,
  ...ABSENCE_ROUTES,
];
