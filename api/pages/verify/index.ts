import type { Page } from '../page';
import { lookupPage } from './lookup-page';
import { paperPage } from './paper-page';

/** Where a stranger checks an opinion or a certificate; `lookupPage` is no check code. */
export const VERIFY_PAGES: readonly Page[] = [lookupPage, paperPage];
