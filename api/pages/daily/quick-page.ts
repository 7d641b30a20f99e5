import { z } from 'zod';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { actRoute } from '../../routes/acts';
import { upload } from '../../routes/files';
import { readPerson } from '../../routes/people';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { localPath, newFormKey, page, type Submitting, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

/** Dates of a project that are stated anew from a row. */
const DATES = ['construction_start', 'trial_run', 'completion'] as const;
const PRECISIONS = ['day', 'month', 'half-year', 'year'] as const;
/** What needs no scan. */
const CHANNELS = ['phone', 'web'] as const;

/** Tasks that a telephone call does. */
const CALL_TASKS = ['phone', 'phone-recipient'];

/** What is done to a project from its row in a list: a call in one line, a date, a scan. By itself a page, in a list a part of it. */
export const quickPage = page({
  path: '/projects/:code/quick',
  params: codeParams,
  query: z.object({ back: z.string().max(500).optional(), row: z.string().max(5).optional() }),
  async show(context) {
    const { words, params, query, occasion } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const may = (kind: ActKind) => project.acts.includes(kind) && project.roles.includes('officer');
    const contacts: { id: string; name: string; phone: string | null }[] = [];
    for (const { person } of may('call.log') ? await dossier.contacts() : []) {
      if (contacts.some(({ id }) => id === person.id)) continue;
      const { phone } = await readPerson.read(context, { params: { id: person.id } });
      contacts.push({ id: person.id, name: person.name ?? '', phone });
    }
    const known = await dossier.dates();
    return {
      template: 'daily/quick',
      title: words.t('daily.quick.title', { name: project.name }),
      width: 'mid',
      bare: query.row ? true : undefined,
      data: {
        ...{ project, contacts, inRow: query.row === '1', channels: CHANNELS, precisions: PRECISIONS },
        tasks: (await dossier.tasks()).filter(({ kind }) => CALL_TASKS.includes(kind)),
        calls: may('call.log'),
        dates: may('date.change') && DATES.map((kind) => ({ kind, ...known.find((each) => each.kind === kind) })),
        scans: project.entries.length > 0,
        back: localPath(query.back ?? `/projects/${params.code}`),
        today: occasion.today,
        key: newFormKey(),
      },
    };
  },
});

type Submission = Submitting<typeof codeParams>;

/** Performs an act and leads back to the list it was asked for from. */
async function perform(context: Submission, kind: ActKind, body: object): Promise<{ to: string }> {
  const { params, sent, words, request } = context;
  await ask(context, actRoute(kind), { params, body, key: text(sent, '_key') });
  const name = await context.reading(async (showing) => (await new Dossier(showing, params.code).project()).name);
  request.session.flash = { tone: 'ok', text: words.t(`daily.quick.${kind}-done`, { name }) };
  return { to: localPath(text(sent, '_back')) };
}

/** @throws Unfit when a field that has to be filled in is not */
function filled({ sent, words }: Submission, name: string): string {
  const value = text(sent, name).trim();
  if (value === '')
    throw new Unfit([{ field: name, text: words.t('daily.quick.missing', { field: words.t(`daily.quick.${name}`) }) }]);
  return value;
}

const callAction = page({
  path: '/projects/:code/call',
  params: codeParams,
  submit(context) {
    const spokeWith = filled(context, 'spokeWith');
    const [, name = spokeWith, number] = /^(.+?)\s+([\d -]{5,})$/.exec(spokeWith) ?? [];
    const taskId = text(context.sent, 'taskId') || undefined;
    const content = { spokeWith: name, number, words: filled(context, 'words'), taskId };
    return perform(context, 'call.log', { content });
  },
});

const dateAction = page({
  path: '/projects/:code/date',
  params: codeParams,
  submit(context) {
    const { sent } = context;
    const date = {
      value: filled(context, 'value'),
      precision: text(sent, 'precision') || 'day',
      kind: text(sent, 'actual') ? 'actual' : 'planned',
    };
    const content = { kind: text(sent, 'kind'), date, reason: filled(context, 'reason') };
    return perform(context, 'date.change', { content, entry: { channel: text(sent, 'channel') || 'web' } });
  },
});

/** A scan is kept at once; what it is the scan of is said next. */
const scanAction = page({
  path: '/projects/:code/scan',
  params: codeParams,
  files: true,
  query: z.object({ file: z.hash('sha256').optional() }),
  async show(context) {
    const { words, params, query } = context;
    const project = await new Dossier(context, params.code).project();
    const acts = query.file ? [...new Set([...project.entries, ...project.acts])] : [];
    return {
      template: 'daily/scan',
      title: words.t('daily.scan.title'),
      width: 'mid',
      data: {
        project,
        file: query.file,
        acts: acts.map((kind) => ({
          kind,
          path: `/projects/${params.code}/acts/${kind}?${new URLSearchParams({ 'entry.scanSha256': query.file! })}`,
        })),
        path: `/projects/${params.code}/scan`,
      },
    };
  },
  async submit(context) {
    const { params, files, words } = context;
    const file = files.find(({ size }) => size > 0);
    if (!file) throw new Unfit([{ field: 'scan', text: words.t('imports.file-missing') }]);
    const { body } = await ask(context, upload, { body: { project: params.code }, key: newFormKey(), file });
    const { sha256 } = body as { sha256: string };
    return { to: `/projects/${params.code}/scan?${new URLSearchParams({ file: sha256 })}` };
  },
});

export const quickActions = [callAction, dateAction, scanAction];
