import type { Page } from '../page';
import { editPage } from './edit-page';
import { approveAction, rulePage, rulesPage } from './rules-pages';

export const RULE_PAGES: readonly Page[] = [rulesPage, rulePage, editPage, approveAction];
