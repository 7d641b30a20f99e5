import type { ActKind } from '../../../domain/lifecycle/act-table';
import { actRoute } from '../../routes/acts';
import { readPerson } from '../../routes/people';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { newFormKey, page, type Showing, text } from '../page';
import { tabsOf } from '../project/tabs';
import { Unfit } from '../trouble';
import { ask } from '../visit';

type Context = Showing<typeof codeParams>;

/** Whom to call after a draw: name, number, and what came of the call. Each answer is entered as one by telephone. */
export const callsPage = page({
  path: '/projects/:code/calls',
  params: codeParams,
  async show(context) {
    const { words, params } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const calls = await callsOf(context, dossier);
    return {
      template: 'daily/calls',
      title: words.t('daily.calls.title'),
      width: 'mid',
      data: {
        project,
        tabs: tabsOf(project, 'case', words),
        path: `/projects/${params.code}/calls`,
        open: calls.filter(({ answer, asked }) => asked && answer === null),
        answered: calls.filter(({ answer }) => answer !== null),
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { params, sent, words, request } = context;
    const [what = '', personId = ''] = text(sent, '_do').split(':');
    const { called, now } = await context.reading(async (showing) => ({
      called: (await callsOf(showing, new Dossier(showing, params.code))).find((each) => each.personId === personId),
      now: showing.occasion.now.toISOString(),
    }));
    if (!called) throw new Unfit([{ field: 'main', text: words.t('daily.calls.gone') }]);
    const note = text(sent, `words.${personId}`).trim() || words.t(`daily.calls.${what}`);
    const by = { channel: 'phone', onBehalfOfId: personId };
    const call = { number: called.phone ?? words.t('daily.calls.no-number'), at: now, words: note };
    const acts: Record<string, { kind: ActKind; content: object; entry?: object }> = {
      comes: { kind: 'panel_invitation.accept', content: { relations: [], call }, entry: by },
      'comes-not': { kind: 'panel_invitation.decline', content: { reason: note, call }, entry: by },
      'not-reached': {
        kind: 'call.log',
        content: { spokeWith: called.name, number: called.phone ?? undefined, words: note },
      },
    };
    const act = acts[what];
    if (!act) throw new Unfit([{ field: 'main', text: words.t('daily.calls.gone') }]);
    const { kind, ...body } = act;
    await ask(context, actRoute(kind), { params, body, key: `${text(sent, '_key')}.${personId}` });
    request.session.flash = { tone: 'ok', text: words.t(`daily.calls.${what}-done`, { name: called.name }) };
    return { to: `/projects/${params.code}/calls` };
  },
});

/** Who holds a seat of the round under way, with his number as the bureau has it. */
async function callsOf(context: Context, dossier: Dossier) {
  const round = await dossier.round();
  const calls = [];
  for (const { number, role, state, holder } of round?.seats ?? []) {
    if (!holder) continue;
    const { phone } = await readPerson.read(context, { params: { id: holder.personId } });
    calls.push({ ...holder, number, role, phone, asked: state === 'invited' || holder.answer !== null });
  }
  return calls;
}
