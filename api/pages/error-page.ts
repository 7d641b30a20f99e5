import type { Refusal } from '../../domain/errors';
import type { Problem } from '../problem';
import type { View } from './page';
import type { Visit } from './visit';

/** Where a browser is led instead of being refused: there one does what is missing. */
export function whereInstead({ request }: Visit, { code }: Refusal): string | null {
  switch (code) {
    case 'NOT_SIGNED_IN': {
      const next = request.method === 'GET' ? request.originalUrl : (request.get('referer') ?? '');
      const path = next.startsWith('/') && next !== '/' ? `?next=${encodeURIComponent(next)}` : '';
      return `/sign-in${path}`;
    }
    case 'TOTP_CODE_REQUIRED':
      return '/sign-in/code';
    case 'PASSWORD_CHANGE_REQUIRED':
      return '/account/password';
    case 'TOTP_SET_UP_REQUIRED':
      return '/account/second-factor';
    case 'NOT_DEPUTY':
      // The absence is over: whoever acted for somebody is himself again.
      delete request.session.hat;
      return '/';
    default:
      return null;
  }
}

/** What a person is told of a refusal, and what to do now. */
export function errorView(
  { words }: Visit,
  { status, code, title, detail }: Problem,
  incident: string | undefined,
): View {
  return {
    template: 'error',
    title,
    status,
    width: 'narrow',
    data: {
      heading: title,
      detail: detail ?? null,
      hint: words.find(`error-page.${status}`),
      code,
      incident: incident ?? null,
    },
  };
}
