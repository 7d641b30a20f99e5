import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { MESSAGE_KINDS } from '../../../domain/mail/message-kind';
import { refusalOf } from '../../error-handler';
import { countMails, listMails, readMail, resend } from '../../routes/mails';
import { KEEPERS } from '../../routes/wordings';
import { all } from '../acts/contents';
import { compact } from '../home/tasks-page';
import { newFormKey, page, text } from '../page';
import { mailView } from '../project/mails-page';
import { Unfit } from '../trouble';
import { ask, type Visit } from '../visit';

const STAFF = { roles: ['officer', 'director', 'recorder'] } as const;

/** Messages about the bureau's projects, by state: what waits, what failed, and several sent again at once. */
const queuePage = page({
  path: '/mails',
  query: z.object({
    state: z.string().max(20).optional(),
    failed: z.string().max(5).optional(),
    kind: z.string().max(50).optional(),
    cursor: z.string().max(1000).optional(),
  }),
  async show(context) {
    const { words, query, actor } = context;
    const given = compact(Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
    const { cursor: _, ...filters } = given;
    const { items, nextCursor } = await listMails.read(context, { query: given });
    const mails = items.map(mailView);
    const { byState } = await countMails.read(context, {});
    const saved = (label: string, more: Record<string, string>, n: number | null) => ({
      path: `/mails?${new URLSearchParams(more)}`,
      words: label,
      n,
      current: JSON.stringify(more) === JSON.stringify(filters),
    });
    const sum = (...states: string[]) => states.reduce((total, state) => total + (byState[state] ?? 0), 0);
    return {
      template: 'mails/queue',
      title: words.t(query.failed ? 'mails-page.failed-title' : 'mails-page.title'),
      data: {
        saved: [
          saved(words.t('board.all'), {}, null),
          saved(words.t('mails-page.failed-title'), { failed: 'true' }, sum('bounced', 'given_up')),
          ...(['queued', 'held'] as const).map((state) =>
            saved(words.value('mailState', state), { state }, sum(state)),
          ),
        ],
        kinds: MESSAGE_KINDS.map((kind) => ({
          value: kind,
          label: words.t(`mails.${kind}`),
          chosen: kind === query.kind,
        })),
        filters,
        mails,
        readsWordings: actor.grants.some(({ role }) => KEEPERS.some((keeper) => keeper === role)),
        several: mails.some(({ sendable }) => sendable),
        next: nextCursor && `/mails?${new URLSearchParams({ ...filters, cursor: nextCursor })}`,
      },
    };
  },
});

/** Several messages sent again: first who would get what, then what became of each. */
const resendSeveral = page({
  ...STAFF,
  path: '/mails/resend',
  async show(context) {
    return checkView(context, all(context.again?.sent ?? {}, 'id'));
  },
  async submit(context) {
    const { sent, words } = context;
    const ids = [...new Set(all(sent, 'id'))].filter((id) => z.uuid().safeParse(id).success);
    if (ids.length === 0) throw new Unfit([{ field: 'id', text: words.t('mails-page.none-chosen') }]);
    if (text(sent, '_do') !== 'act') return context.reading((showing) => checkView(showing, ids));
    const key = text(sent, '_key');
    const results: { id: string; problem: string | null }[] = [];
    for (const id of ids) results.push({ id, problem: await resendOne(context, id, `${key}:${id}`) });
    return context.reading(async (showing) => ({
      template: 'mails/resent',
      title: words.t('mails-page.resend-results'),
      width: 'mid' as const,
      data: {
        results: await Promise.all(
          results.map(async ({ id, problem }) => ({ ...(await readMail.read(showing, { params: { id } })), problem })),
        ),
        sent: results.filter(({ problem }) => problem === null).length,
      },
    }));
  },
});

async function checkView(context: Parameters<typeof readMail.read>[0] & Visit, ids: readonly string[]) {
  const mails = await Promise.all(ids.map((id) => readMail.read(context, { params: { id } })));
  return {
    template: 'mails/resend',
    title: context.words.t('mails-page.resend-check'),
    width: 'mid' as const,
    data: { mails, key: newFormKey() },
  };
}

/** @returns what is wrong, in words; null when it is sent again */
async function resendOne(visit: Visit, id: string, key: string): Promise<string | null> {
  try {
    await ask(visit, resend, { params: { id }, key });
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!(error instanceof Refusal) || refusal.code === 'NOT_FOUND') throw error;
    return visit.words.t(`errors.${refusal.code}.title`);
  }
}

export const MAIL_PAGES = [queuePage, resendSeveral];
