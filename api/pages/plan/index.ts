import type { Page } from '../page';
import { planPage } from './plan-page';

export const PLAN_PAGES: readonly Page[] = [planPage];
