import { z } from 'zod';
import type { ActDefinition } from '../../../activities/acts/define-act';
import { actDefinition } from '../../../activities/acts/index';
import { Refusal } from '../../../domain/errors';
import { ACT_KINDS, type ActKind, actRule } from '../../../domain/lifecycle/act-table';
import { actRoute, entry } from '../../routes/acts';
import { dropDraft, readDraft, saveDraft } from '../../routes/drafts';
import { upload } from '../../routes/files';
import { codeParams } from '../../routes/projects';
import { giveAgain } from '../account/second-factor-page';
import { Format } from '../format';
import { newFormKey, page, type Sent, type Showing, type Submitting, text, type View } from '../page';
import { roomPath } from '../room/room';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { all, readContents } from './contents';
import { Dossier } from './dossier';
import { faultsOf } from './faults';
import { fieldOf } from './field';
import { ActForm } from './form';
import { knownContents } from './known-contents';
import { askingOf } from './picks';
import { sheetChanges, sheetFaults, sheetForm } from './score-sheet';
import { asksAgain, differences, firstEntry, secondForm } from './second-entry';
import { changedRows, hidden, kept, preset } from './sent-form';

const params = codeParams.extend({ kind: z.enum(ACT_KINDS) });
const query = z.looseObject({});

export type Context = Showing<typeof params, typeof query>;
type Submission = Submitting<typeof params, typeof query>;

const ENTRY = fieldOf(entry);

/** Acts of little weight: done at once, without a page on which to check the answers. */
const LIGHT: readonly ActKind[] = [
  'call.log',
  'report.read',
  'service.record',
  'volume.produce',
  'check_in.record',
  'paper.print',
];

/** Score sheets, which show the rubric beside each answer. */
const SHEETS: readonly ActKind[] = ['sheet.submit', 'sheet.revise'];

/** A form of more questions than these may be put aside. */
const LONG = 3;

/** Both forms of an act: what it is about, and how it reached the bureau. */
interface Forms {
  dossier: Dossier;
  form: ActForm;
  /** For officers: the day, the channel, for whom, the scan. */
  how: ActForm | null;
}

async function formsOf(context: Pick<Context, 'params' | 'words' | 'actor'> & Context): Promise<Forms> {
  const { params, words, actor } = context;
  const dossier = new Dossier(context, params.code);
  const project = await dossier.project();
  requireAllowed(params.kind, project);
  const picking = { dossier, kind: params.kind, words, format: new Format(words), personId: actor.personId };
  const definition: ActDefinition = actDefinition(params.kind);
  const entered = project.roles.includes('officer');
  return {
    dossier,
    form: await ActForm.of(definition, picking, entered),
    how: entered ? await ActForm.ofField(entryField(params.kind), askingOf(picking)) : null,
  };
}

/** What is asked of how an act came: for whom only where an act may be entered for somebody. */
function entryField(kind: ActKind) {
  if (ENTRY.kind !== 'group') throw new Error('An entry is a group of fields');
  const left = actRule(kind).enterable ? [] : ['onBehalfOfId'];
  return { ...ENTRY, fields: ENTRY.fields.filter(({ name }) => !left.includes(name)) };
}

/** The API refuses it too; here nobody fills in a form in vain. @throws Refusal ACT_NOT_ALLOWED_IN_STAGE */
function requireAllowed(kind: ActKind, { acts, entries, stage }: { acts: string[]; entries: string[]; stage: string }) {
  if (acts.includes(kind) || entries.includes(kind)) return;
  throw new Refusal('ACT_NOT_ALLOWED_IN_STAGE', { act: kind, stage });
}

/** The form of any act, its check and its performance: made from the very schema that the API parses with. */
export const actPage = page({
  path: '/projects/:code/acts/:kind',
  params,
  query,
  files: true,
  async show(context) {
    const { again, query } = context;
    const elsewhere = again ? null : await ownPage(context);
    if (elsewhere) return { to: elsewhere };
    // What the API refused at the last step is shown at the last step, unless it is a field's fault.
    const atEnd =
      again && text(again.sent, '_do') === 'act' && again.trouble.fields.every(({ field }) => field === 'password');
    if (atEnd) return checkView(context, await formsOf(context), again.sent);
    const draft = again ? null : await draftOf(context);
    const known = again ? {} : await knownContents(context);
    return formView(context, again?.sent ?? { ...known, ...draft?.form, ...preset(query) }, draft?.version ?? 0);
  },
  async submit(context) {
    const { params, words, request } = context;
    const { kind, code } = params;
    const sent = await withFiles(context);
    const wanted = text(sent, '_do');
    const path = `/projects/${code}/acts/${kind}`;
    if (wanted === 'autosave') return draftSaved(context, await saveOf(context, sent));
    if (wanted === 'save') {
      await saveOf(context, sent);
      request.session.flash = { tone: 'ok', text: words.t('act.draft-saved') };
      return { to: path };
    }
    if (wanted.startsWith('more:') || wanted.startsWith('less:') || wanted === 'edit') {
      return context.reading((showing) =>
        formView(showing, changedRows(sent, wanted), Number(text(sent, '_draft')) || 0),
      );
    }
    const { contents, how, again, view } = await context.reading(async (showing) => {
      const forms = await formsOf(showing);
      const fit = await requireFit(showing, forms, sent);
      const again = asksAgain(kind, fit.how, sent);
      return {
        ...fit,
        again,
        view: await (again ? formView(showing, secondForm(sent), 0) : checkView(showing, forms, sent)),
      };
    });
    if (again || (wanted === 'check' && !LIGHT.includes(kind))) return view;
    if (actRule(kind).reauthenticate && how?.onBehalfOfId === undefined) await giveAgain(context, sent);
    const key = text(sent, '_key');
    const body = { content: contents, entry: how };
    await ask(context, actRoute(kind), { params: { code }, body, key });
    await dropDraftOf(context);
    return { to: `${path}/receipts/${key}` };
  },
});

/** Volumes are inspected on a page of their own, unless an officer enters what is on a member's paper. */
async function ownPage(context: Context): Promise<string | null> {
  const { kind, code } = context.params;
  if (kind !== 'volumes.inspect' || 'entry.onBehalfOfId' in context.query) return null;
  const { acts, round } = await new Dossier(context, code).project();
  return acts.includes(kind) && round ? roomPath({ code, number: round.number }, 'volumes') : null;
}

async function formView(context: Context, sent: Sent, draft: number): Promise<View> {
  const { params, words, actor } = context;
  const { kind, code } = params;
  const { dossier, form, how } = await formsOf(context);
  const project = await dossier.project();
  const howOpen = !project.acts.includes(kind);
  const sheet = SHEETS.includes(kind)
    ? await sheetForm(dossier, actor.personId, sent, !howOpen && kind === 'sheet.submit')
    : null;
  return {
    template: sheet ? 'acts/sheet' : 'acts/form',
    title: words.t(`acts.${kind}.title`),
    width: 'mid',
    data: {
      ...actWords(context),
      ...sheet,
      project,
      path: `/projects/${code}/acts/${kind}`,
      barren: form.isBarren,
      questions: form.questions(sent).filter(({ name }) => !sheet || name !== 'scores'),
      how: how && {
        open: howOpen || Boolean(text(sent, 'entry.occurredOn') || text(sent, 'entry.onBehalfOfId')),
        questions: how.questions(sent, 'entry'),
      },
      light: LIGHT.includes(kind),
      saves: actDefinition(kind).sealed === undefined && form.size > LONG,
      password: actRule(kind).reauthenticate && LIGHT.includes(kind),
      draft,
      first: firstEntry(sent),
      behalf: text(sent, 'entry.onBehalfOfId'),
      key: newFormKey(),
      login: actor.login,
    },
  };
}

async function checkView(context: Context, { dossier, form, how }: Forms, sent: Sent): Promise<View> {
  const { params, words, actor } = context;
  const { kind, code } = params;
  // Of a revised sheet what it changes.
  const changes = kind === 'sheet.revise' ? await sheetChanges(dossier, writer(sent, actor), sent) : null;
  const answers = [...form.answers(sent), ...(how?.answers(sent, 'entry') ?? [])].filter(
    ({ name }) => !changes || !name.startsWith('scores.'),
  );
  return {
    template: 'acts/check',
    title: words.t('act.check', { act: words.t(`acts.${kind}.title`) }),
    width: 'mid',
    data: {
      ...actWords(context),
      project: await dossier.project(),
      path: `/projects/${code}/acts/${kind}`,
      answers,
      changes,
      kept: hidden(sent),
      password: actRule(kind).reauthenticate === true,
      draft: text(sent, '_draft'),
      first: firstEntry(sent),
      key: newFormKey(),
      login: actor.login,
    },
  };
}

function actWords({ params: { kind }, words }: Pick<Context, 'params' | 'words'>) {
  const own = `acts.${kind}`;
  return {
    kind,
    heading: words.t(`${own}.title`),
    lead: words.find(`${own}.lead`),
    effect: words.find(`${own}.effect`),
    submit: words.find(`${own}.do`) ?? words.t('act.do'),
  };
}

/** What a form of the API finds wrong, before anything is asked of it. @throws Unfit */
async function requireFit({ params: { kind }, words, actor }: Context, { dossier, form, how }: Forms, sent: Sent) {
  const definition: ActDefinition = actDefinition(kind);
  const contents = readContents(form.field, sent, form);
  const faults = faultsOf(definition.sealed?.body ?? definition.body, contents, words);
  if (faults.length === 0 && SHEETS.includes(kind)) {
    faults.push(...(await sheetFaults(dossier, actor.personId, sent, contents.value, words)));
  }
  if (faults.length === 0 && kind === 'sheet.revise') {
    const changes = await sheetChanges(dossier, writer(sent, actor), sent);
    if (changes.length === 0) faults.push({ field: 'scores', text: words.t('room.nothing-revised') });
  }
  const entered = how && readContents(how.field, sent, how, 'entry');
  if (entered) faults.push(...faultsOf(entry, entered, words));
  faults.push(...differences(sent, words));
  if (faults.length > 0) throw new Unfit(faults);
  return {
    contents: contents.value ?? {},
    how: (entered?.value ?? undefined) as { onBehalfOfId?: string } | undefined,
  };
}

/** Whose sheet it is: the reader's, or that of the member whose paper he enters. */
const writer = (sent: Sent, { personId }: Pick<Context['actor'], 'personId'>): string =>
  text(sent, 'entry.onBehalfOfId') || personId;

/** Uploads what files came with the form; from then on they go by their hashes. */
async function withFiles(context: Submission): Promise<Sent> {
  const { files, sent, params } = context;
  const added: Record<string, string[]> = {};
  for (const file of files) {
    if (file.size === 0) continue;
    const name = file.fieldname.replace(/\.file$/, '');
    const { body } = await ask(context, upload, { body: { project: params.code }, key: newFormKey(), file });
    added[name] = [...(added[name] ?? all(sent, name)), (body as { sha256: string }).sha256];
  }
  return Object.assign(sent, added);
}

/** @returns the draft's new version. @throws Refusal STALE_VERSION */
async function saveOf(context: Submission, sent: Sent): Promise<number> {
  const { code, kind } = context.params;
  const version = Number(text(sent, '_draft')) || 0;
  const { body } = await ask(context, saveDraft, {
    params: { code, kind },
    body: { version, body: { form: kept(sent) } },
  });
  return (body as { version: number }).version;
}

/** What the form says of its draft while somebody types. */
const draftSaved = ({ words }: Pick<Submission, 'words'>, draft: number): View => ({
  template: 'acts/draft-saved',
  title: words.t('daily.draft.saved'),
  bare: true,
  data: { draft },
});

async function draftOf(context: Context): Promise<{ version: number; form: Sent } | null> {
  const { params } = context;
  if (actDefinition(params.kind).sealed) return null;
  try {
    const { version, body } = await readDraft.read(context, { params });
    return { version, form: (body.form ?? {}) as Sent };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

async function dropDraftOf(context: Submission): Promise<void> {
  const { params, sent } = context;
  if (Number(text(sent, '_draft')) > 0) await ask(context, dropDraft, { params });
}
