import type { Page } from '../page';
import { editPage } from './edit-page';
import { listPage } from './list-page';
import { versionMailPage, versionPage } from './version-page';
import { inForceMailPage, wordingPage } from './wording-page';

export const WORDING_PAGES: readonly Page[] = [
  listPage,
  versionPage,
  versionMailPage,
  inForceMailPage,
  wordingPage,
  editPage,
];
