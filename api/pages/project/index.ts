import type { Page } from '../page';
import { applicationPage } from './application-page';
import { auditPage } from './audit-page';
import { bagPage } from './bag-page';
import { boardPage } from './board-page';
import { historyPage } from './history-page';
import { itemsPage } from './items-page';
import { mailActions, projectMailsPage } from './mails-page';
import { packagePage } from './package-page';
import { papersPage } from './papers-page';
import { partPage } from './part-page';
import { projectPage, takeCaseAction } from './project-page';
import { hintsPage, searchPage } from './search-page';

/** Pages of projects; `partPage` takes what no other does. */
export const PROJECT_PAGES: readonly Page[] = [
  boardPage,
  searchPage,
  hintsPage,
  projectPage,
  takeCaseAction,
  papersPage,
  bagPage,
  packagePage,
  applicationPage,
  itemsPage,
  projectMailsPage,
  ...mailActions,
  auditPage,
  historyPage,
];

export const LAST_PAGES: readonly Page[] = [partPage];
