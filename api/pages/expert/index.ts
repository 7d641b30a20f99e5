import type { Page } from '../page';
import { seatPage } from './seat-page';

export const EXPERT_PAGES: readonly Page[] = [seatPage];
