import type { Page } from '../page';
import { ceremoniesPage } from './ceremonies-page';
import { drawPage } from './draw-page';
import { drawsPage } from './draws-page';
import { projectDrawPage } from './project-draw-page';
import { projectDrawsPage } from './project-draws-page';
import { publicProjectsPage } from './public-projects-page';
import { rootsPage } from './roots-page';
import { verifyPage } from './verify-page';

/** Draws as everybody, the bureau and the witness read them, and what else is public; `verifyPage` is no number of a draw. */
export const DRAW_PAGES: readonly Page[] = [
  publicProjectsPage,
  drawsPage,
  verifyPage,
  drawPage,
  rootsPage,
  ceremoniesPage,
  projectDrawsPage,
  projectDrawPage,
];
