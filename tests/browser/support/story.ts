import { newKey } from '../../api/support/api';
import { fillPool } from '../../api/support/panel';
import { makePerson, PASSWORD } from '../../api/support/people';
import { type RunningApi, startRunningApi } from '../../api/support/running-api';
import { startTestSmtp } from '../../support/smtp';
import { startVisitors, type Visit, type Visitors } from './visitors';

/** Where each link of a mail leads, on the pages. */
const LINK = /https:\/\/dangyan\.test(\/\S+)/g;

/** One project’s people, each before a browser of his own, with the mail that came to him. */
export interface Story {
  api: RunningApi;
  /** The page of the case; it is known when the project is. */
  home: string;
  /** Who is in the house, by address; whoever is new opens his account with the first link that came by mail. */
  enter(address: string): Promise<Visit>;
  /** Opens what the newest mail of this subject to somebody leads to. */
  openMail(address: string, subject: string | RegExp): Promise<Visit>;
  /** To whom a mail of this subject came, in the order of `known`. */
  readers(subject: RegExp): string[];
  /** Moves practice time to 10:00 of a day as its administrator does; what may leave by then has left. */
  passTime(day?: string): Promise<void>;
  /** Places that mails lead to and that are not there for their reader. */
  deadLinks(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Beforehand there are a bureau with its staff, a deputy leader whose browser runs no script, a pool whose experts have accounts, and the
 * shipped rule set. Everybody else is a stranger until mail brings him.
 */
export async function beginStory(practiceNow: string): Promise<Story> {
  const smtp = await startTestSmtp();
  const api = await startRunningApi({ mode: 'practice', practiceNow: new Date(practiceNow) }, smtp.url);
  const deputy = await makePerson(api, '陈副组', [{ role: 'officer', jurisdictionId: api.east }]);
  const known = [...Object.values(api.people), deputy, ...(await fillPool(api))];
  const visitors: Visitors = await startVisitors(api);
  const inside = new Map<string, Promise<Visit>>();
  const mailsTo = (address: string) => smtp.inbox.filter(({ envelopeTo }) => envelopeTo.includes(address));

  const link = (address: string, subject: string | RegExp): string => {
    const mail = mailsTo(address).findLast((each) => new RegExp(subject).test(each.subject!));
    const found = mail && [...mail.mail.text!.matchAll(LINK)][0]?.[1];
    if (found) return found;
    throw new Error(
      `To ${address} came ${mailsTo(address)
        .map((each) => each.subject)
        .join('; ')}, but no ‘${subject}’`,
    );
  };
  const passTime = async (day?: string) => {
    const to = day ?? (await api.administrator.get('/api/v1/installation')).body.now;
    const key = { 'Idempotency-Key': newKey() };
    const { status, text } = await api.administrator.post('/api/v1/practice-time', { to }, key);
    if (status !== 200) throw new Error(text);
  };
  const come = async (address: string) => {
    const person = known.find((each) => each.address === address);
    if (person) return visitors.enter(person, person === deputy ? { scriptless: true } : {});
    const visit = await visitors.enter();
    await passTime();
    await visit.goto(link(address, '启用您的档验账号'));
    await visit.fill({ password: PASSWORD, repeated: PASSWORD });
    await visit.press('设置密码');
    await visit.fill({ login: address, password: PASSWORD });
    await visit.press('登录');
    return visit;
  };
  const enter = (address: string) => {
    const begun = inside.get(address) ?? come(address);
    inside.set(address, begun);
    return begun;
  };

  return {
    api,
    home: '',
    enter,
    passTime,
    async openMail(address, subject) {
      const visit = await enter(address);
      await passTime();
      await visit.goto(link(address, subject));
      return visit;
    },
    readers(subject) {
      const got = (address: string) => mailsTo(address).some((each) => subject.test(each.subject!));
      return known.map(({ address }) => address).filter(got);
    },
    async deadLinks() {
      const dead: string[] = [];
      for (const [address, visit] of inside) {
        const { page } = await visit;
        const places = mailsTo(address).flatMap(({ mail }) => [...mail.text!.matchAll(LINK)].map(([, path]) => path!));
        for (const path of new Set(places.filter((each) => !each.startsWith('/links/')))) {
          const status = await page.evaluate(`fetch(${JSON.stringify(path)}).then(({ status }) => status)`);
          if (status !== 200) dead.push(`${address} ${path} ${status}`);
        }
      }
      return dead;
    },
    async close() {
      await visitors.close();
      await api.close();
      await smtp.close();
    },
  };
}
