import type { Route } from '../../api/route';
import { ROUTES } from '../../api/routes';
import { createTestApi, type TestApi } from './support/api';
import { makePerson } from './support/people';
import { signedIn, Visitor } from './support/visitor';

let api: TestApi;
let nobody: Visitor;
let person: Visitor;

beforeAll(async () => {
  api = await createTestApi();
  nobody = new Visitor(api);
  person = await signedIn(api, await makePerson(api, '无角色'));
});
afterAll(() => api.close());

const ID = '00000000-0000-4000-8000-000000000000';
const VALUES: Record<string, string> = { sha256: 'a'.repeat(64), year: '2026', pack: 'case', subject: 'mail' };
const address = ({ path }: Route) => path.replace(/\{(\w+)\}/g, (_, name) => VALUES[name] ?? ID);
const ask = (visitor: Visitor, route: Route) =>
  route.upload
    ? visitor.upload(address(route), Buffer.from('%PDF-1.7'), 'a.pdf')
    : visitor.send(route.method, address(route), route.method === 'get' || !route.body ? undefined : {});

const named = (routes: readonly Route[]) => routes.map((route) => [`${route.method} ${route.path}`, route] as const);

test.each(named(ROUTES.filter(({ access }) => access === 'person')))('%s is closed to nobody', async (_, route) => {
  const { status, body } = await ask(nobody, route);
  expect([status, body.code]).toEqual([401, 'NOT_SIGNED_IN']);
});

test.each(named(ROUTES.filter(({ roles }) => roles)))('%s is closed to who has no such role', async (_, route) => {
  const { status, body } = await ask(person, route);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  // What is missing from the body may be told first.
  if (!route.body && !route.query) expect(body.code).toBe('FORBIDDEN');
});

test.each(named(ROUTES))('%s shows nothing to a person without roles, and does not break', async (_, route) => {
  const { status, body } = await ask(person, route);
  expect(status).toBeLessThan(500);
  const seen = ['/api/v1/me', '/api/v1/session', '/api/v1/jurisdictions', '/api/v1/organisations', '/api/v1/rule-sets'];
  if (status !== 200 || seen.some((prefix) => route.path.startsWith(prefix))) return;
  if (Array.isArray(body.items)) {
    const others = body.items.filter(
      (item: { id?: string }) => route.path !== '/api/v1/people' || item.id === undefined,
    );
    expect(others).toEqual([]);
  }
});
