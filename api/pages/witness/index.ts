import type { Page } from '../page';
import { ceremonyPage, revealAction } from './ceremony-page';

export const WITNESS_PAGES: readonly Page[] = [ceremonyPage, revealAction];
