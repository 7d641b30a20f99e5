import { actDefinition } from '../../../activities/acts/index';
import { Refusal } from '../../../domain/errors';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { actRoute } from '../../routes/acts';
import { codeParams } from '../../routes/projects';
import { Format } from '../format';
import { newFormKey, page, type Sent, type Showing, type Submitting, text } from '../page';
import { tabsOf } from '../project/tabs';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { inputName, readContents } from './contents';
import { Dossier } from './dossier';
import type { Group } from './field';
import { ActForm } from './form';
import { askingOf, fieldOfAct } from './picks';

type Context = Showing<typeof codeParams>;
type Submission = Submitting<typeof codeParams>;

/** The act that answers, and the one whose form is corrected, by what the corrections are about. */
const ACTS = {
  registration: { answer: 'registration.answer_corrections', form: 'registration.submit' },
  application: { answer: 'application.answer_corrections', form: 'application.submit' },
} as const satisfies Record<string, { answer: ActKind; form: ActKind }>;

/** Corrections asked of the owner, answered one by one: in words, and with the field as it should be where that changes. */
export const correctionsPage = page({
  path: '/projects/:code/corrections',
  params: codeParams,
  files: true,
  async show(context) {
    const { words, params, again } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const [request] = await dossier.corrections();
    if (!request) throw new Refusal('NOT_FOUND', { field: 'code', value: params.code });
    const may = project.acts.includes(ACTS[request.subject].answer);
    const items = [];
    for (const item of request.items) {
      const asked = may && item.answer === null;
      const form = asked ? await formOf(dossier, context, request.subject, item.field) : null;
      items.push({
        ...item,
        what: words.value('field', item.field),
        reason: words.value('code', item.code),
        questions: form?.questions(again?.sent ?? {}, inputName('item', item.id)) ?? null,
      });
    }
    const answered = items.filter(({ answer }) => answer !== null).length;
    return {
      template: 'acts/corrections',
      title: words.t('pick.request', { number: request.number, subject: words.value('subject', request.subject) }),
      width: 'mid',
      data: {
        ...{ project, items, may, answered, of: items.length },
        tabs: tabsOf(project, 'case', words),
        path: `/projects/${params.code}/corrections`,
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { params, sent, words, request: http } = context;
    const itemId = text(sent, 'itemId');
    const { kind, value, left } = await context.reading((showing) => filledIn(showing, context, itemId));
    const answer = text(sent, `answer.${itemId}`).trim();
    if (answer === '') throw new Unfit([{ field: `answer.${itemId}`, text: words.t('fault.missing') }]);
    const content = { answers: [{ itemId, answer, value }] };
    const key = text(sent, '_key');
    await ask(context, actRoute(kind), { params, body: { content }, key });
    if (left === 1) return { to: `/projects/${params.code}/acts/${kind}/receipts/${key}` };
    http.session.flash = { tone: 'ok', text: words.t('daily.corrections.saved', { n: left - 1 }) };
    return { to: `/projects/${params.code}/corrections` };
  },
});

/** The one question of a form that an item is about, under a prefix of its own. */
function formOf(
  dossier: Dossier,
  { words, actor }: Pick<Context, 'words' | 'actor'>,
  subject: keyof typeof ACTS,
  name: string,
) {
  const kind = ACTS[subject].form;
  const picking = { dossier, kind, words, format: new Format(words), personId: actor.personId };
  return ActForm.ofField(questionOf(kind, name), askingOf(picking));
}

/** @throws Error for a form that has no such field */
function questionOf(kind: ActKind, name: string): Group {
  const all = fieldOfAct(actDefinition(kind));
  const form = all.kind === 'group' && all.fields.find((each) => each.name === 'form');
  const field = form && form.kind === 'group' && form.fields.find((each) => each.name === name);
  if (!form || !field) throw new Error(`${kind} has no field ${name}`);
  const optional = { ...field, required: false } as typeof field;
  return { ...all, kind: 'group', fields: [{ ...form, fields: [optional] } as Group] };
}

/** What was filled in as the field's new value; left empty it stays as it is. @throws Unfit, Refusal NOT_FOUND */
async function filledIn(showing: Context, { sent, params }: Submission, itemId: string) {
  const dossier = new Dossier(showing, params.code);
  const [request] = await dossier.corrections();
  const item = request?.items.find(({ id, answer }) => id === itemId && answer === null);
  if (!request || !item) throw new Refusal('NOT_FOUND', { field: 'itemId', value: itemId });
  const form = await formOf(dossier, showing, request.subject, item.field);
  const contents = readContents(form.field, sent as Sent, form, inputName('item', itemId));
  const filled = (contents.value as { form?: Record<string, unknown> } | undefined)?.form?.[item.field];
  const left = request.items.filter(({ answer }) => answer === null).length;
  return { kind: ACTS[request.subject].answer, value: filled ?? undefined, left };
}
