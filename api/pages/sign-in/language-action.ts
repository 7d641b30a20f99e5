import { isSecure } from '../../auth/session';
import { LOCALES } from '../../locale';
import { localPath, openPage, text } from '../page';
import { LANGUAGE_COOKIE } from '../visit';

const YEAR_MS = 365 * 24 * 3_600_000;

/** Keeps the language that a person chose in the browser. */
export const languageAction = openPage({
  path: '/language',
  async submit({ deps, response, sent }) {
    const chosen = LOCALES.find((locale) => locale === text(sent, 'to'));
    const secure = isSecure(deps.config);
    if (chosen) response.cookie(LANGUAGE_COOKIE, chosen, { httpOnly: true, sameSite: 'lax', secure, maxAge: YEAR_MS });
    return { to: localPath(text(sent, '_back')) };
  },
});
