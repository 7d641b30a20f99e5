import { giveUp } from '../../activities/mail/give-up';
import { sendDigests } from '../../activities/schedules/send-digests';
import { START } from '../support/carriage';
import type { World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

const send = () => world.worker.transaction((tx) => sendDigests(tx, { now: () => new Date(START) }));
const digestOf = async (personId: string) =>
  (await world.db.outboxMail.findMany({ where: { kind: 'daily-digest', personId } })).map(({ data }) => data);

test('says in Chinese what waits for each office that a person holds, in one mail a working day', async () => {
  const { officer, director } = world.people;
  const project = await world.project();
  const { id: projectId, name } = await project.row();
  const data = { role: 'director' as const, jurisdictionId: world.district.id, createdAt: new Date(START) };
  await world.db.task.create({ data: { ...data, projectId, kind: 'oversee-overdue', subject: 'register/x/y' } });
  await world.db.grant.create({
    data: {
      personId: officer,
      role: 'director',
      jurisdictionId: world.district.id,
      from: new Date('2026-01-01'),
      confirmedById: director,
      confirmedAt: new Date(START),
    },
  });
  await send();
  await send();
  const [digest, ...more] = await digestOf(officer);
  expect(more).toEqual([]);
  const link = `/projects/${project.code}`;
  expect(digest).toMatchObject({
    escalations: [{ title: name, note: '督办逾期事项', link }],
    undelivered: [],
    waiting: [
      { title: name, note: '查明项目日期', link },
      { title: name, note: '查明项目日期', link },
    ],
  });
  expect(await digestOf(director)).toMatchObject([{ waiting: [], escalations: [{ note: '督办逾期事项' }] }]);
  expect(await digestOf(world.people.cityOfficer)).toEqual([]);
});

test('names mail that did not arrive until somebody has dealt with it', async () => {
  const { officer } = world.people;
  const project = await world.project();
  await project.act(officer, 'invitation.send');
  const mail = await world.db.outboxMail.findFirstOrThrow({ where: { kind: 'registration-invitation' } });
  const ending = { state: 'given_up', task: 'phone-recipient', reason: '550', now: new Date(START) } as const;
  await world.worker.transaction((tx) => giveUp(tx, [mail], ending));
  await world.moveTo('2026-03-09');
  await send();
  expect((await digestOf(officer)).at(-1)).toMatchObject({ undelivered: [{ note: '登记通知' }] });
  await world.db.task.updateMany({ where: { subject: mail.id }, data: { doneAt: new Date(START) } });
  await world.moveTo('2026-03-10');
  await send();
  expect((await digestOf(officer)).at(-1)).toMatchObject({ undelivered: [] });
});

test('rests on days off', async () => {
  await world.project();
  await world.moveTo('2026-03-07');
  expect(await send()).toBe(0);
});
