import type { Page } from '../page';
import { statisticsRowsPage } from './rows-page';
import { statisticsPage } from './statistics-page';

export const STATISTICS_PAGES: readonly Page[] = [statisticsPage, statisticsRowsPage];
