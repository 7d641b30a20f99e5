import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { roundOf, sampled } from './support/meeting';
import { fullPanel, items, type Panel } from './support/panel';
import { type RunningApi, startRunningApi } from './support/running-api';
import type { Visitor } from './support/visitor';

/** What those in the room, and those outside of it, read of a meeting while it sits. */
let api: RunningApi;
let panel: Panel;
beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api);
  for (const reader of [api.director, api.director, api.owner, panel.members[3].visitor]) await seen(reader);
  await sampled(api, panel);
});
afterAll(() => api.close());

const seen = async (by: Visitor) => (await items(by, `/api/v1/projects/${panel.code}/rounds`))[0];

test('who of the bureau saw the drawn names before the check-in is on record, once a day; others saw none', async () => {
  await seen(api.director);
  const views = await api.admin.client.auditEvent.findMany({
    where: { type: 'drawn_names.viewed' },
    orderBy: { sequence: 'asc' },
  });
  const { officer, director } = api.people;
  const { roundId } = panel;
  expect(views.map(({ actorId, chain, payload }) => ({ actorId, chain, payload }))).toEqual(
    [officer, director].map(({ personId }) => ({
      ...{ actorId: personId, chain: `project/${panel.code}`, payload: { roundId } },
    })),
  );
});

test('who came to which half-day', async () => {
  const expected = panel.members.map(({ seatId }) => ({ halfDayId: panel.halfDays[0], seatId }));
  for (const reader of [api.officer, panel.members[3].visitor, api.owner]) {
    expect((await seen(reader)).checkIns).toEqual(expected);
  }
});

test('who is in the room, and that the meeting may go on; the owner does not read it', async () => {
  const path = `/api/v1/projects/${panel.code}/rounds/1/attendance`;
  const seats = panel.members.map(({ seatId }) => seatId);
  for (const reader of [api.officer, panel.members[3].visitor]) {
    expect((await reader.get(path)).body).toMatchObject({
      ...{ sitting: 1, appointed: 5, minimum: 5, present: seats, presiding: seats[0], maySit: true, opening: null },
    });
  }
  for (const stranger of [api.owner, api.witness, api.westOfficer]) expect((await stranger.get(path)).status).toBe(404);
});

test('what the catalogue says of the sampled volumes', async () => {
  const volumes = await items(panel.members[3].visitor, `/api/v1/projects/${panel.code}/rounds/1/volumes`);
  expect(volumes).toHaveLength((await roundOf(api, panel)).samples.length);
  expect(volumes[0]).toMatchObject({
    ...{ number: 1, code: expect.any(String), title: expect.any(String), pages: expect.any(Number) },
    stratum: { code: expect.any(String), title: expect.stringMatching(/\p{Script=Han}/u) },
  });
});

test('a stream tells the bureau and the panel that something changed, and nobody else', async () => {
  const server = createServer(api.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/live/projects/${panel.code}`;
  const open = async (by: Visitor) => {
    const { body } = await by.post('/api/v1/me/tokens', { name: 'room', days: 1 });
    return fetch(address, { headers: { Authorization: `Bearer ${body.token}` } });
  };
  try {
    expect((await open(api.westOfficer)).status).toBe(404);
    const { body, headers } = await open(panel.members[3].visitor);
    expect(headers.get('content-type')).toContain('text/event-stream');
    const reader = body!.getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toBe('retry: 2000\n\n');
    const [first] = (await seen(api.officer)).samples;
    await api.act(api.recorder, panel.code, 'volume.produce', { event: 'requested', itemIds: [first.id] });
    expect(await next()).toBe('data: changed\n\n');
    await reader.cancel();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('when volumes were asked for, and when they came', async () => {
  const { samples } = await roundOf(api, panel);
  const [, first, second] = samples as { id: string }[];
  const produce = (event: string, ids: string[]) =>
    api.act(api.recorder, panel.code, 'volume.produce', { event, itemIds: ids });
  await produce('requested', [first!.id, second!.id]);
  await produce('produced', [first!.id]);
  const after = (await seen(api.officer)).samples.slice(1, 3);
  expect(after).toMatchObject([
    { requestedAt: expect.any(String), producedAt: expect.any(String) },
    { requestedAt: expect.any(String), producedAt: null },
  ]);
});

test('who leaves, first as recorded by one and then as confirmed by the other; the owner does not learn it', async () => {
  const [leader, , , , expert] = panel.members;
  const left = { seatId: expert.seatId, reason: '家中急事' };
  const { departureId: id } = await api.act(api.recorder, panel.code, 'member.leave', left);
  const open = { ...left, id, leftAt: expect.any(String), confirmed: false };
  for (const reader of [api.officer, leader.visitor]) expect((await seen(reader)).departures).toEqual([open]);
  await api.act(leader.visitor, panel.code, 'member.leave_confirm', { departureId: id });
  expect((await seen(leader.visitor)).departures).toEqual([{ ...open, confirmed: true }]);
  const attendance = await leader.visitor.get(`/api/v1/projects/${panel.code}/rounds/1/attendance`);
  expect(attendance.body).toMatchObject({ present: expect.not.arrayContaining([expert.seatId]), maySit: false });
  for (const stranger of [api.owner, api.witness]) {
    expect(await seen(stranger)).toMatchObject({ departures: [], ballotAbsences: [] });
  }
});

test('which stages the project went through, and when it rested', async () => {
  const path = `/api/v1/projects/${panel.code}`;
  const stages = await items(api.owner, `${path}/stages`);
  expect(stages.map(({ to }: { to: string }) => to)).toEqual([
    ...['inspecting', 'convening', 'paneling', 'reviewing', 'tracking', 'registering', 'planned'],
  ]);
  const order = { reason: '资金未落实', document: '佛发改〔2026〕9号' };
  const { proposalId } = await api.act(api.officer, panel.code, 'suspension.propose', order);
  await api.act(api.director, panel.code, 'suspension.decide', { proposalId, approve: true });
  const rest = { ...order, from: '2026-03-24', confirmedOn: null, until: null };
  for (const reader of [api.owner, api.officer]) expect(await items(reader, `${path}/suspensions`)).toEqual([rest]);
  expect((await panel.members[3].visitor.get(`${path}/suspensions`)).body).toEqual({ items: [] });
  expect((await api.westOfficer.get(`${path}/suspensions`)).status).toBe(404);
});
