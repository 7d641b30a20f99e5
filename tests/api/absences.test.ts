import { toDate } from '../../activities/database/dates';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makePerson } from './support/people';
import { signedIn } from './support/visitor';

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

test('a deputy acts with the absent person’s roles while the absence lasts, and nobody else does', async () => {
  const city = await makeJurisdiction(api, 'FS');
  const officer = (name: string) => makePerson(api, name, [{ role: 'officer', jurisdictionId: city }]);
  const director = await makePerson(api, '负责人', [{ role: 'director', jurisdictionId: city }]);
  const [deputy, other] = [await officer('代办人'), await officer('旁人')];
  const absent = await signedIn(api, director);
  const { status } = await absent.post('/api/v1/me/absences', {
    from: day(-1),
    until: day(2),
    deputyId: deputy.personId,
  });
  expect(status).toBe(201);

  const acting = { 'Acting-For': director.personId };
  const visitor = await signedIn(api, deputy);
  expect((await visitor.get('/api/v1/session')).body.deputyFor).toEqual([{ id: director.personId, name: '负责人' }]);
  expect((await visitor.get('/api/v1/me', acting)).status).toBe(200);
  const stranger = await signedIn(api, other);
  expect((await stranger.get('/api/v1/me', acting)).body).toMatchObject({ code: 'NOT_DEPUTY', status: 403 });
  expect((await stranger.get('/api/v1/me', { 'Acting-For': 'x' })).body).toMatchObject({ code: 'BAD_INPUT' });

  await api.admin.client.absence.updateMany({ where: {}, data: { from: toDate(day(-5)), until: toDate(day(-3)) } });
  expect((await visitor.get('/api/v1/me', acting)).body).toMatchObject({ code: 'NOT_DEPUTY' });
});

test('a deputy is a colleague, never oneself', async () => {
  const [here, there] = [await makeJurisdiction(api, 'NH'), await makeJurisdiction(api, 'SD')];
  const person = await makePerson(api, '经办人', [{ role: 'officer', jurisdictionId: here }]);
  const stranger = await makePerson(api, '外人', [{ role: 'officer', jurisdictionId: there }]);
  const visitor = await signedIn(api, person);
  for (const deputyId of [stranger.personId, person.personId]) {
    const { body } = await visitor.post('/api/v1/me/absences', { from: day(1), until: day(2), deputyId });
    expect(body).toMatchObject({ code: 'DEPUTY_NOT_ELIGIBLE', field: 'deputyId' });
  }
});

test('an absence ends earlier, and one to come is taken back', async () => {
  const city = await makeJurisdiction(api, 'SS');
  const visitor = await signedIn(api, await makePerson(api, '经办人', [{ role: 'officer', jurisdictionId: city }]));
  const add = async (from: number, until: number) =>
    (await visitor.post('/api/v1/me/absences', { from: day(from), until: day(until) })).body.id as string;
  const [running, coming] = [await add(-2, 5), await add(10, 12)];
  expect((await visitor.delete(`/api/v1/me/absences/${running}`)).status).toBe(404);
  expect((await visitor.patch(`/api/v1/me/absences/${running}`, { until: day(-3) })).status).toBe(400);
  expect((await visitor.patch(`/api/v1/me/absences/${running}`, { until: day(0) })).status).toBe(204);
  expect((await visitor.delete(`/api/v1/me/absences/${coming}`)).status).toBe(204);
  expect((await visitor.get('/api/v1/me/absences')).body.items).toMatchObject([{ id: running, until: day(0) }]);
  expect((await visitor.post('/api/v1/me/absences', { from: day(2), until: day(1) })).body).toMatchObject({
    code: 'BAD_INPUT',
    field: 'until',
  });
});
