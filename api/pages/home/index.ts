import type { Page } from '../page';
import { homePage } from './home-page';
import { taskActions, tasksPage } from './tasks-page';

export const HOME_PAGES: readonly Page[] = [homePage, tasksPage, ...taskActions];
