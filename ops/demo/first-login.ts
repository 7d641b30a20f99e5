import { HttpSession } from './http-session';
import { refusalOf } from './person-client';

/**
 * Follows the one-time link of a first mail as a person does: looks where it leads, then sets the password.
 *
 * @param link path of the page, `/links/…`
 * @returns the login of the account
 * @throws ApiRefusal
 */
export async function followFirstLink(origin: string, link: string, password: string): Promise<string> {
  const http = new HttpSession(origin);
  const path = `/api/v1${link}`;
  const shown = await http.send({ method: 'GET', path });
  if (!shown.ok) throw await refusalOf(shown, `get ${path}`);
  const { login } = (await shown.json()) as { login: string };
  const body = JSON.stringify({ password });
  const used = await http.send({ method: 'POST', path, body, headers: { 'content-type': 'application/json' } });
  if (!used.ok) throw await refusalOf(used, `post ${path}`);
  return login;
}
