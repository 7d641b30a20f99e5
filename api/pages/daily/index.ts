import type { Page } from '../page';
import { bulkPage } from './bulk-page';
import { callsPage } from './calls-page';
import { quickActions, quickPage } from './quick-page';
import { reportsPage } from './reports-page';

/** What an officer does thirty times a day. */
export const DAILY_PAGES: readonly Page[] = [quickPage, ...quickActions, callsPage, reportsPage, bulkPage];
