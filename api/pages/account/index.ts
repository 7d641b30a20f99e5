import type { Page } from '../page';
import { absenceActions, absencesPage } from './absences-page';
import { accountPage } from './account-page';
import { addressActions } from './address-actions';
import { hatsPage } from './hats-page';
import { passwordPage } from './password-page';
import { secondFactorActions, secondFactorPage } from './second-factor-page';
import { sessionsPage } from './sessions-page';

export const ACCOUNT_PAGES: readonly Page[] = [
  accountPage,
  ...addressActions,
  passwordPage,
  secondFactorPage,
  ...secondFactorActions,
  sessionsPage,
  absencesPage,
  ...absenceActions,
  hatsPage,
];
