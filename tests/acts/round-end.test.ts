import { appointed, confirmed, drawn, frozen, type PanelPeople, paneling } from '../support/panel';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
let people: PanelPeople;
useWorld(async (fresh) => {
  world = fresh;
  ({ project, people } = await paneling(world));
});

async function cancel(): Promise<void> {
  const { officer, director } = world.people;
  const outcome = { outcome: 'cancelled', document: '佛发改〔2026〕12号', reason: '项目取消' };
  const { proposalId } = await project.act(officer, 'outcome.propose', outcome);
  await project.act(director, 'outcome.decide', { proposalId, approve: true });
  expect(await project.row()).toMatchObject({ stage: 'closed', outcome: 'cancelled' });
}

const endings = async () =>
  (await world.db.seatHolder.findMany({ where: { seat: { round: { projectId: project.id } } } })).map(
    ({ endedAt, endReason }) => [endedAt !== null, endReason],
  );

describe('a project cancelled', () => {
  test('while its panel is being asked dissolves it, and tells those who had accepted and nobody else', async () => {
    await drawn(world, project, people);
    const { secondOfficer } = world.people;
    await project.act(secondOfficer, 'panel_invitation.accept', { relations: [] });
    await cancel();
    expect(await project.mails('panel-dissolved')).toEqual([expect.stringContaining('王敏')]);
    expect(await project.mail('panel-dissolved')).toMatchObject({ reason: '项目已取消。', meetingId: null });
    expect(new Set((await endings()).map(String))).toEqual(new Set(['true,cancelled']));
  });

  test('after the notice takes the meeting out of the calendars of all members', async () => {
    await drawn(world, project, people);
    await confirmed(world, project);
    await project.act(world.people.officer, 'notice.send', { bring: '身份证', prepare: '会议室' });
    await cancel();
    expect(await project.mails('panel-dissolved')).toHaveLength(5);
    const round = await world.db.round.findFirstOrThrow();
    expect(await project.mail('panel-dissolved')).toMatchObject({ meetingId: round.id, sequence: 2 });
    expect(round).toMatchObject({ step: 'ended', endReason: 'cancelled' });
  });

  test('before the dice gives its draw up, and calls the witness off', async () => {
    await appointed(world, project, people);
    await frozen(world, project, people);
    await cancel();
    expect(await world.db.draw.findFirst()).toMatchObject({ state: 'abandoned', abandonedReason: '项目已取消。' });
    expect(await world.db.outboxMail.count({ where: { kind: 'witness-changed' } })).toBe(1);
  });
});
