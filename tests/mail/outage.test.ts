import { type Dice, diceFor } from '../../ops/demo/dice';
import { MONDAY_TEN, type OutboxFixture, useOutbox } from './outbox-fixture';

let outbox: OutboxFixture;

useOutbox((own) => {
  outbox = own;
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.parse(MONDAY_TEN);

/** Chance of another kind: DANGYAN_CHAOS_SEED. */
const SEED = Number(process.env.DANGYAN_CHAOS_SEED ?? 20261125);

/** Nobody listens, or somebody who says 'later'. */
const TROUBLES = ['absent', 'refusing'] as const;
type Trouble = (typeof TROUBLES)[number];

/** As many short ones as long ones. */
function seededOutage(dice: Dice): [string, Trouble] {
  const ms = Math.round(10 * SECOND * ((23 * HOUR) / (10 * SECOND)) ** (dice.int(0, 1_000) / 1_000));
  return [`${Math.round(ms / SECOND)} s`, dice.pick(TROUBLES)];
}

const UNITS = { s: SECOND, min: MINUTE, h: HOUR };

function lengthOf(span: string): number {
  const [count, unit] = span.split(' ');
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** One message of each way to be sent, each to a reader of its own. */
async function queueOneOfEach() {
  const projectId = await outbox.project();
  const person = () => outbox.person();
  const about = (due: string) => ({ projectId, data: { due } });
  return {
    security: await outbox.queue('password-changed', await person(), { change: 'c' }),
    invitation: await outbox.queue('expert-invitation', await person(), { round: 1, draw: 1 }, { projectId }),
    news: await outbox.queue('finding-closed', await person(), { finding: 'f' }, { projectId }),
    dueFarOff: await outbox.queue('report-due', await person(), { period: 'p', reminder: 1 }, about('2027-01-31')),
    dueTomorrow: await outbox.queue('report-due', await person(), { period: 'q', reminder: 1 }, about('2026-11-24')),
    overdue: await outbox.queue('report-late', await person(), { period: 'p', reminder: 1 }, about('2026-11-20')),
  };
}

/**
 * The mail server is away from the start for a time, in which the sender works as it always does.
 *
 * @returns when each message was tried, in milliseconds from the start
 */
async function liveThrough(trouble: Trouble, outageMs: number): Promise<Map<string, number[]>> {
  const tried = new Map<string, number[]>();
  const { client } = outbox.database;
  if (trouble === 'absent') await outbox.smtp.down();
  else outbox.smtp.refuse(450, 'try later');
  let away = true;
  for (let now = START; ; ) {
    if (away && now >= START + outageMs) {
      if (trouble === 'absent') await outbox.smtp.up();
      else outbox.smtp.accept();
      away = false;
    }
    outbox.clock.set(new Date(now).toISOString());
    await outbox.sender.runOnce();
    for (const { id, attempts } of await client.outboxMail.findMany()) {
      const times = tried.get(id) ?? [];
      if (attempts > times.length) tried.set(id, [...times, now - START]);
    }
    const next = await client.outboxMail.aggregate({ where: { state: 'queued' }, _min: { notBefore: true } });
    if (!next._min.notBefore) return tried;
    const due = next._min.notBefore.getTime();
    now = away ? Math.min(due, START + outageMs) : due;
    // What is due is tried: the sender may not leave it lying.
    if (now === outbox.clock.now().getTime()) throw new Error('a message that is due stays');
  }
}

const textTo = async (id: string) => {
  const { address } = await outbox.mail(id);
  return outbox.smtp.inbox.find(({ envelopeTo }) => envelopeTo[0] === address)?.mail.text;
};

const dice = diceFor(SEED, 'outages');

test.each<[string, Trouble, string[]]>([
  ['10 s', 'absent', []],
  ['60 s', 'refusing', []],
  ['10 min', 'absent', []],
  ...Array.from({ length: 2 }, (): [string, Trouble, string[]] => [...seededOutage(dice), []]),
  ['23 h', 'refusing', []],
  ['24 h', 'absent', ['dueTomorrow']],
  ['25 h', 'absent', ['dueTomorrow', 'invitation']],
  ['80 h', 'absent', ['dueFarOff', 'dueTomorrow', 'invitation', 'news', 'overdue', 'security']],
])(`server away for %s, %s (seed ${SEED}): one mail each, or a task for who was given up on`, async (...given) => {
  const [span, trouble, expected] = given;
  const queued = await queueOneOfEach();
  await liveThrough(trouble, lengthOf(span));

  const states = Object.fromEntries(
    await Promise.all(Object.entries(queued).map(async ([name, id]) => [name, (await outbox.mail(id)).state])),
  );
  const wanted = Object.keys(queued).map((name) => [name, expected.includes(name) ? 'given_up' : 'accepted']);
  expect(states).toEqual(Object.fromEntries(wanted));

  const sent = Object.entries(queued).filter(([name]) => !expected.includes(name));
  const arrived = outbox.smtp.inbox.map(({ messageId }) => messageId).sort();
  expect(arrived).toEqual(sent.map(([, id]) => `<${id}@dangyan.example.cn>`).sort());

  const tasks = await outbox.database.client.task.findMany({ where: { doneAt: null } });
  const givenUp = expected.map((name) => `phone-recipient ${queued[name as keyof typeof queued]}`);
  expect(tasks.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual(givenUp.sort());
});

test('it is asked less and less often; what comes late says how late it is', async () => {
  const { security, news, dueTomorrow, overdue } = await queueOneOfEach();
  const outage = 23 * HOUR;
  const tried = await liveThrough('absent', outage);
  const times = tried.get(security)!;
  const waits = times.slice(1).map((at, index) => (at - times[index]!) / SECOND);
  expect(waits.slice(0, 9)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  expect(new Set(waits.slice(9))).toEqual(new Set([3600]));
  expect(times.at(-1)! - outage).toBeLessThanOrEqual(HOUR);
  // News keeps to office hours, also when it is tried again: never between 17:30 and 08:30.
  expect(tried.get(news)!.filter((at) => at > 7.5 * HOUR && at < 22.5 * HOUR)).toEqual([]);

  expect(await textTo(dueTomorrow)).toContain('今天到期');
  expect(await textTo(overdue)).toContain('已超期2个工作日');
});
