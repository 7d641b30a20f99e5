import { listGrants } from '../../routes/grants';
import { readHealth } from '../../routes/installation';
import { listRuleSets } from '../../routes/rule-sets';
import type { Showing, View } from '../page';

/** States of messages that an administrator watches, the worst first. */
const WATCHED = ['given_up', 'bounced', 'queued', 'held'] as const;
const MINUTE_S = 60;
/** Checks that count things; the others measure how late something is. */
const COUNTED = ['workflows'];

/** What an administrator sees first: whether all parts are well, and what waits for a second person. */
export async function systemView(context: Showing): Promise<View> {
  const { words, occasion } = context;
  const health = await readHealth.read(context, {});
  const { items: waiting } = await listGrants.read(context, { query: { state: 'waiting', limit: 200 } });
  const { items: versions } = await listRuleSets.read(context, { query: {} });
  const checks = health.checks.map(({ name, problem, measured }) => {
    const n = measured === null ? 0 : COUNTED.includes(name) ? measured : Math.round(measured / MINUTE_S);
    return {
      title: words.find(`admin.system.checks.${name}.title`) ?? name,
      problem: problem && (words.find(`admin.system.checks.${name}.trouble`, { n }) ?? problem),
      hint: problem && words.find(`admin.system.checks.${name}.hint`),
    };
  });
  return {
    template: 'admin/system',
    title: words.t('admin.system.title'),
    data: {
      ...{ health, checks, practice: occasion.practice },
      well: checks.every(({ problem }) => !problem),
      mails: WATCHED.map((state) => ({ state, n: health.mail.byState[state] ?? 0 })),
      waiting: waiting.length,
      proposed: versions.filter(({ state }) => state === 'proposed').length,
    },
  };
}
