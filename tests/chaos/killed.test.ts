import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { createDatabase, type Database } from '../../activities/database/database';
import type { ActKind } from '../../domain/lifecycle/act-table';
import { type Dice, diceFor } from '../../ops/demo/dice';
import { Inbox } from '../../ops/demo/inbox';
import { compareMails } from '../../ops/demo/outage';
import { type Bureau, projectOrder, setUpBureau } from '../support/bureau';
import { askUntilDone, type Done, type Order } from './ask-until-done';
import { atCommit } from './at-commit';
import { blowsOver } from './blows';
import { type Installation, PARTS, type PartName, startInstallation } from './installation';

/** Chance of another kind: DANGYAN_CHAOS_SEED. */
const SEED = Number(process.env.DANGYAN_CHAOS_SEED ?? 20261125);
const PROJECTS = 4;
const PROGRAMS = 8;
const ORDERS = 80;
const DEATHS = 2;

let installation: Installation;
let bureau: Bureau;
let token: string;
/** What was answered as done, by the key of the order, since the installation was born. */
const done = new Map<string, { order: Order; answer: Done }>();
/** Numbers of projects in the list, given so far. */
let listed = 0;

beforeAll(async () => {
  installation = await startInstallation();
  bureau = await setUpBureau(installation);
  ({ token } = await bureau.officer.send<{ token: string }>('post', '/api/v1/me/tokens', { name: '程序', days: 1 }));
});
afterAll(() => installation?.close());

describe(`seed ${SEED}: kill -9, while programs act, of`, () => {
  test.each<[string, readonly PartName[]]>([
    ['the worker', ['worker']],
    ['Temporal', ['Temporal']],
    ['Postgres', ['Postgres']],
    ['the API', ['API']],
    ['the whole machine', PARTS],
  ])('%s loses nothing and doubles nothing', async (name, parts) => {
    const dice = diceFor(SEED, name);
    const codes: string[] = [];
    while (codes.length < PROJECTS) codes.push(String((await carryOut(newProject(), dice)).code));
    await actUnderBlows(codes, parts, dice);
    await expectOneEffectEach();
    for (const code of codes) await goesOn(code, dice);
    expect(await installation.check()).toBe('nothing to say\n');
  });
});

/** Programs carry out their orders side by side; whoever has got the answer that the seed names strikes. */
async function actUnderBlows(codes: readonly string[], parts: readonly PartName[], dice: Dice): Promise<void> {
  const orders = Array.from({ length: ORDERS }, () => orderOn(dice.pick(codes), dice));
  const blows = blowsOver(ORDERS, DEATHS, dice);
  const oneAtATime = new Mutex();
  let answers = 0;
  async function program(own: Dice) {
    for (let order = orders.pop(); order; order = orders.pop()) {
      const { code } = await carryOut(order, own);
      // A new project is heard at once, whoever died while it was made.
      if (typeof code === 'string') await carryOut(callOn(code), own);
      answers += 1;
      const blow = blows.find(({ afterAnswers }) => afterAnswers === answers);
      if (blow) await oneAtATime.runExclusive(() => dieFor(blow.deadMs, parts));
    }
  }
  // All are waited for, so that none strikes after the end of a test that failed.
  const ended = await Promise.allSettled(Array.from({ length: PROGRAMS }, (_, at) => program(diceFor(SEED, `${at}`))));
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
}

async function carryOut(order: Order, dice: Dice): Promise<Done> {
  const answer = await askUntilDone(installation.origin, token, order, dice);
  done.set(order.key, { order, answer });
  return answer;
}

async function dieFor(ms: number, names: readonly PartName[]): Promise<void> {
  const parts = names.map((name) => installation.parts[name]);
  await atCommit(installation.databaseUrl, async () => {
    await Promise.all(parts.map((part) => part.kill()));
  });
  await sleep(ms);
  for (const part of parts) await part.start();
}

/** A contact with an account and a first mail, a call, or now and then a new project. */
function orderOn(code: string, dice: Dice): Order {
  const chance = dice.int(1, 10);
  return chance === 1 ? newProject() : chance > 5 ? contactOf(code) : callOn(code);
}

function newProject(): Order {
  return { key: randomUUID(), path: '/api/v1/projects', body: projectOrder(bureau, ++listed) };
}

const callOn = (code: string): Order => act(code, 'call.log', { spokeWith: '李工', words: '下周来办' });

function contactOf(code: string): Order {
  const key = randomUUID();
  const person = { name: '联系人', email: `${key}@example.test` };
  return act(code, 'contact.record', { as: 'department', organisation: { name: `第${key}局` }, person }, { key });
}

function act(code: string, kind: ActKind, content: object, { key = randomUUID(), entry = {} } = {}): Order {
  return { key, path: `/api/v1/projects/${code}/acts/${kind}`, body: { content, entry } };
}

/** The next stage of its life is reached. */
async function goesOn(code: string, dice: Dice): Promise<void> {
  const perform = (kind: ActKind, content: object, entry?: object) =>
    carryOut(act(code, kind, content, { entry }), dice);
  const person = { name: '何志明', email: `${code}@example.test` };
  await perform('contact.record', { organisation: { name: `${code}建设单位` }, person });
  const { serviceId } = await perform('invitation.send', {});
  await perform('service.record', { serviceId }, { channel: 'phone' });
  expect(await bureau.officer.get(`/api/v1/projects/${code}`)).toMatchObject({ stage: 'registering' });
}

/** Every order is one fact and one entry in the audit log, with the answer that was given; and there are no others. */
async function expectOneEffectEach(): Promise<void> {
  const database = createDatabase({ url: installation.databaseUrl, poolSize: 1 });
  try {
    await database.transaction(compareWithRecord);
    expect(await compareMails(database, new Inbox(installation.inboxUrl))).toMatchObject({ lost: 0 });
  } finally {
    await database.close();
  }
}

const compareWithRecord: Parameters<Database['transaction']>[0] = async (tx) => {
  const acts = [...done].filter(([, { answer }]) => 'factId' in answer);
  const answered = acts.map(([key, { answer }]) => `${key} ${answer.factId}`).sort();
  const facts = await tx.fact.findMany({ where: { key: { not: null } }, select: { key: true, id: true } });
  expect(facts.map(({ key, id }) => `${key} ${id}`).sort()).toEqual(answered);

  const performed = await tx.auditEvent.findMany({ where: { type: 'act.performed' }, select: { payload: true } });
  const audited = performed.map(({ payload }) => (payload as { factId: string }).factId);
  expect(audited.sort()).toEqual(facts.map(({ id }) => id).sort());

  const contacts = [...done.values()].filter(({ order }) => order.path.endsWith('/contact.record'));
  const mails = await tx.outboxMail.findMany({ where: { kind: 'first-login', factId: { not: null } } });
  expect(mails.map(({ factId }) => factId).sort()).toEqual(contacts.map(({ answer }) => answer.factId).sort());
  const made = [...done.values()].flatMap(({ answer }) => ('code' in answer ? [answer.code] : []));
  const projects = await tx.project.findMany({ select: { code: true } });
  expect(projects.map(({ code }) => code).sort()).toEqual(made.sort());
  expect(await tx.task.findMany({ where: { kind: 'inspect-defect' } })).toEqual([]);
};
