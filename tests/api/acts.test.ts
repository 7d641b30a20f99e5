import { type RunningApi, startRunningApi } from './support/running-api';

let api: RunningApi;

beforeAll(async () => {
  api = await startRunningApi();
});
afterAll(() => api.close());

describe('an act', () => {
  test('is answered when it has happened, and what the next page shows is what was said', async () => {
    const code = await api.project();
    const { serviceId } = await api.act(api.officer, code, 'invitation.send');
    expect((await api.owner.get(`/api/v1/projects/${code}`)).body).toMatchObject({
      stage: 'planned',
      roles: ['owner'],
    });
    await api.act(api.owner, code, 'service.record', { serviceId });
    expect((await api.owner.get(`/api/v1/projects/${code}`)).body).toMatchObject({ stage: 'registering' });
  });
});
