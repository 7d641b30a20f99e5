import type { Page } from '../page';
import { actPage } from './act-page';
import { correctionsPage } from './corrections-page';
import { receiptPage } from './receipt-page';

export const ACT_PAGES: readonly Page[] = [actPage, correctionsPage, receiptPage];
