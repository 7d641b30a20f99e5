import type { Page } from '../page';
import { homePage, seatsPage } from './home-page';
import { taskActions, tasksPage } from './tasks-page';

export const HOME_PAGES: readonly Page[] = [homePage, seatsPage, tasksPage, ...taskActions];
