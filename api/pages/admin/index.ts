import type { Page } from '../page';
import { accountActions } from './account-actions';
import { accountPage, accountsPage } from './accounts-page';
import { grantActions, grantsPage } from './grants-page';

export const ADMIN_PAGES: readonly Page[] = [accountsPage, ...accountActions, accountPage, grantsPage, ...grantActions];
