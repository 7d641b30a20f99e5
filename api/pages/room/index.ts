import type { Page } from '../page';
import { deliberationPage } from './deliberation-page';
import { meetingPage } from './meeting-page';
import { opinionPage } from './opinion-page';
import { paperFormPage, paperPage } from './paper-page';
import { volumesPage } from './volumes-page';

export const ROOM_PAGES: readonly Page[] = [
  meetingPage,
  volumesPage,
  deliberationPage,
  opinionPage,
  paperPage,
  paperFormPage,
];
