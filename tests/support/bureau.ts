import { followFirstLink } from '../../ops/demo/first-login';
import { Inbox } from '../../ops/demo/inbox';
import { createPersonClient, type PersonClient } from '../../ops/demo/person-client';

const PASSWORD = 'quilted-harbour-lemon-41';

/** What a start printed. */
export interface Printed {
  origin: string;
  inboxUrl: string;
  administrator: { login: string; oneTimePassword: string } | null;
}

export interface Bureau {
  officer: PersonClient;
  jurisdictionId: string;
}

/** @throws Error when there is no such line */
export function readPrinted(output: string): Printed {
  const [, origin] = /^API +(http:\S+)\/docs$/m.exec(output) ?? [];
  const [, inboxUrl] = /^inbox +(http:\S+)$/m.exec(output) ?? [];
  const [, login, oneTimePassword] = /^administrator +(\S+), one-time password (\S+)$/m.exec(output) ?? [];
  if (!origin || !inboxUrl) throw new Error(`it did not start:\n${output}`);
  return { origin, inboxUrl, administrator: login && oneTimePassword ? { login, oneTimePassword } : null };
}

/** Somebody who has an account. */
export function personOf({ origin, inboxUrl }: Printed, login: string, password = PASSWORD): PersonClient {
  const address = `${login}@example.test`;
  return createPersonClient({
    origin,
    inbox: new Inbox(inboxUrl),
    personId: '',
    name: login,
    login,
    address,
    password,
  });
}

/** Sets up a bureau as its people do: the administrator of the first start, a second one, the director, an officer. */
export async function setUpBureau(printed: Printed): Promise<Bureau> {
  const { origin, inboxUrl, administrator } = printed;
  if (!administrator) throw new Error('the start named no administrator');
  const { login, oneTimePassword } = administrator;
  await personOf(printed, login, oneTimePassword).send('put', '/api/v1/me/password', {
    current: oneTimePassword,
    password: PASSWORD,
  });
  const admin = personOf(printed, login);
  const inbox = new Inbox(inboxUrl);
  async function account(newLogin: string, grant: object): Promise<string> {
    const address = `${newLogin}@example.test`;
    const body = { person: { name: newLogin }, login: newLogin, address, grants: [grant] };
    const { grantIds } = await admin.send<{ grantIds: [string] }>('post', '/api/v1/accounts', body);
    const { links } = await inbox.await(address, 'first-login');
    await followFirstLink(origin, links.find((link) => link.startsWith('/links/'))!, PASSWORD);
    return grantIds[0];
  }
  const confirm = (by: string, grantId: string) =>
    personOf(printed, by).send('post', `/api/v1/grants/${grantId}/confirmation`);

  await account('second', { role: 'admin' });
  const { id: jurisdictionId } = await admin.send<{ id: string }>('post', '/api/v1/jurisdictions', {
    code: 'JZ',
    name: '市直',
    bureauName: '江州市档案局',
    paperCode: '江档',
  });
  await confirm('second', await account('director', { role: 'director', jurisdictionId }));
  await confirm('director', await account('officer', { role: 'officer', jurisdictionId }));
  return { officer: personOf(printed, 'officer'), jurisdictionId };
}

/** What a project is made of. */
export function projectOrder({ jurisdictionId }: Bureau, number: number): object {
  const listing = { year: 2026, level: '市', category: 'continued', number: String(number), text: {} };
  return { jurisdictionId, name: `江州第${number}号工程`, industry: '市政', listing };
}

/** @returns the code of a new project, whose workflow runs */
export async function addProject(bureau: Bureau, number: number): Promise<string> {
  const { code } = await bureau.officer.send<{ code: string }>(
    'post',
    '/api/v1/projects',
    projectOrder(bureau, number),
  );
  return code;
}
