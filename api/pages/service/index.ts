import type { Page } from '../page';
import { notMineDonePage, notMinePage } from './not-mine-page';
import { noticePage } from './notice-page';

export const SERVICE_PAGES: readonly Page[] = [noticePage, notMinePage, notMineDonePage];
