import type { Page } from '../page';
import { codePage } from './code-page';
import { forgottenPage, forgottenSentPage } from './forgotten-page';
import { languageAction } from './language-action';
import { linkPage } from './link-page';
import { signInPage } from './sign-in-page';
import { signOutAction } from './sign-out-action';

export const SIGN_IN_PAGES: readonly Page[] = [
  signInPage,
  codePage,
  signOutAction,
  forgottenPage,
  forgottenSentPage,
  linkPage,
  languageAction,
];
