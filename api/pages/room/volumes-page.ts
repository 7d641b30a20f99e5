import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { SEVERITIES } from '../../../domain/findings/findings-rule';
import { actRoute, readAct } from '../../routes/acts';
import { readDraft, saveDraftFields } from '../../routes/drafts';
import { roundParams } from '../../visible-round';
import { numberedFiles } from '../numbered-files';
import { newFormKey, page, type Sent, type Showing, type Submitting, text, type View } from '../page';
import { Unfit } from '../trouble';
import { uploadFirst } from '../upload-first';
import { ask } from '../visit';
import { generalOf, inspectionOf, nameOf, photosField, photosOf, type Row, readInspected } from './inspection-form';
import { awaited, type Room, type Round, readRoom, roomPath, type Volume } from './room';

const KIND = 'volumes.inspect';

/** `seat`: of the member whose paper an officer enters; absent: one's own. */
const params = roundParams.extend({ seat: z.uuid().optional() });

type Context = Showing<typeof params>;
type Submission = Submitting<typeof params>;

/** A member's volumes, one a screen: what is written is saved field by field, and handed in when he says so. */
export const volumesPage = page({
  path: '/projects/:code/rounds/:number/volumes{/:seat}',
  params,
  files: true,
  async show(context) {
    const { again } = context;
    const table = await tableOf(context);
    // The last step asks for nothing but what was saved.
    const typed = again && text(again.sent, '_do') !== 'act' ? again.sent : null;
    return formView(context, table, typed ?? (await savedForm(context)).form);
  },
  async submit(context) {
    const { sent, params, request, words } = context;
    const path = pathOf(params);
    const wanted = text(sent, '_do');
    if (wanted === 'act') return handIn(context);
    const fields = { ...fieldsOf(sent), ...(await sentPhotos(context)) };
    if (wanted.startsWith('unphoto:')) {
      const [, row = '', hash] = wanted.split(':');
      const field = photosField(row);
      await save(context, {
        ...fields,
        [field]: photosOf(fields, field)
          .filter((each) => each !== hash)
          .join(' '),
      });
      return { to: `${path}#${row.replace(/\.\d+$/, '')}` };
    }
    await save(context, fields);
    if (wanted.startsWith('more:')) {
      const name = wanted.slice('more:'.length);
      await save(context, { [`${name}.rows`]: String(readInspected(sent, name).rows.length + 1) });
      return { to: `${path}#${name}` };
    }
    if (wanted !== 'check') {
      request.session.flash = { tone: 'ok', text: words.t('room.saved') };
      return { to: path };
    }
    return context.reading(checkView);
  },
});

/** Whose volumes they are, and those that are still to be inspected. */
interface Table {
  room: Room;
  seat: Round['seats'][number];
  volumes: Volume[];
  /** Before the inputs of findings about no volume. */
  general: string;
  /** Whether an officer enters a member's paper. */
  paper: boolean;
}

/** @throws Refusal NOT_FOUND for who has no seat, or may not enter for that one */
async function tableOf(context: Context): Promise<Table> {
  const { params } = context;
  const room = await readRoom(context, params);
  const paper = params.seat !== undefined && params.seat !== room.own?.id;
  const seat = paper ? room.round.seats.find(({ id, holder }) => id === params.seat && holder) : room.own;
  if (!seat || (paper && !room.staff)) throw new Refusal('NOT_FOUND', { field: 'seat', value: params.seat });
  const open = paper ? room.enters(KIND) : room.can(KIND);
  return {
    room,
    seat,
    paper,
    volumes: open ? awaited(room.volumes, seat.id) : [],
    general: generalOf(paper ? seat.id : null),
  };
}

/** Address of the page. */
const pathOf = ({ seat, ...round }: Submission['params']): string =>
  `${roomPath(round, 'volumes')}${seat ? `/${seat}` : ''}`;

async function savedForm(context: Context): Promise<{ form: Sent; version: number }> {
  try {
    const { body, version } = await readDraft.read(context, { params: { code: context.params.code, kind: KIND } });
    return { form: (body.form ?? {}) as Sent, version };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') return { form: {}, version: 0 };
    throw error;
  }
}

async function formView(context: Context, table: Table, saved: Sent): Promise<View> {
  const { words, params, actor } = context;
  const { room, seat, volumes, general, paper } = table;
  const { kinds } = room.rules.findings;
  const mine = room.volumes.filter(({ seatId }) => seatId === seat.id);
  const form = (name: string) => {
    const { rows, ...rest } = readInspected(saved, name);
    return { ...rest, rows: rows.map((row) => withChoices(name, row)) };
  };
  const withChoices = (name: string, row: Row) => ({
    ...row,
    label: row.number + 1,
    name: `${name}.${row.number}`,
    kinds: kinds.map(({ code, title }) => ({ code, title, chosen: code === row.code })),
    severities: SEVERITIES.map((value) => ({ value, chosen: value === row.severity })),
    kept: row.photos.join(' '),
    files: numberedFiles(row.photos),
  });
  return {
    template: 'room/volumes',
    title: words.t('room.my-volumes'),
    width: 'mid tablet',
    data: {
      ...{ project: room.project, round: room.round, path: room.path, key: newFormKey() },
      crumb: words.t('room.my-volumes-crumb'),
      heading: paper ? words.t('room.paper-of', { name: seat.holder?.name }) : words.t('room.my-volumes'),
      paper,
      photosAgreed: await photosAgreed(room),
      in: mine.length - awaited(mine).length,
      all: mine.length,
      left: volumes.length,
      decided: volumes.filter((volume) => readInspected(saved, nameOf(volume)).verdict !== '').length,
      action: pathOf(params),
      printPath: `${roomPath(params, 'paper')}/${seat.id}`,
      autosave: `/api/v1/projects/${params.code}/drafts/${KIND}/fields`,
      outbox: `dangyan.outbox.${KIND}.${room.round.id}.${actor.personId}`,
      volumes: volumes.map((volume, at) => ({
        ...volume,
        ...form(nameOf(volume)),
        sequence: at + 1,
        previous: volumes[at - 1] ? nameOf(volumes[at - 1]!) : null,
        next: volumes[at + 1] ? nameOf(volumes[at + 1]!) : general,
      })),
      general: form(general),
      last: volumes.at(-1) ? nameOf(volumes.at(-1)!) : null,
    },
  };
}

/** Whether the owner agreed that pages of volumes are photographed. */
async function photosAgreed({ dossier }: Room): Promise<boolean> {
  const [application] = await dossier.applications();
  return (application?.form as { photosAgreed?: boolean } | undefined)?.photosAgreed === true;
}

/** A photo of a row, as a browser names it that does not send photos as they are taken. */
const PHOTO = /^(v\.[\w-]+\.\d+)\.photo$/;

/** Uploads the photos that came with the form itself. @returns the fields that keep them */
async function sentPhotos(context: Submission): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const file of context.files) {
    const [, row] = PHOTO.exec(file.fieldname) ?? [];
    const hash = row && (await uploadFirst({ ...context, files: [file] }, context.params.code));
    if (!hash) continue;
    const field = photosField(row);
    fields[field] = [...new Set([...photosOf({ ...context.sent, ...fields }, field), hash])].join(' ');
  }
  return fields;
}

/** What will be handed in, before it is: read from what was saved. */
async function checkView(context: Context): Promise<View> {
  const { words, params } = context;
  const table = await tableOf(context);
  const { room, volumes } = table;
  const { form, version } = await savedForm(context);
  const { decided, general, faults, contents } = inspectionOf(volumes, form, words, table.general);
  if (faults.length > 0) throw new Unfit(faults);
  if (contents.volumes.length + general.length === 0) {
    throw new Unfit([{ field: 'volumes', text: words.t('room.nothing-inspected') }]);
  }
  const titles = new Map(room.rules.findings.kinds.map(({ code, title }) => [code, title]));
  const said = (rows: readonly Row[]) =>
    rows
      .filter(({ code }) => code !== '')
      .map((row) => ({
        ...row,
        title: titles.get(row.code),
        files: numberedFiles(row.photos),
      }));
  return {
    template: 'room/volumes-check',
    title: words.t('act.check', { act: words.t(`acts.${KIND}.title`) }),
    width: 'mid',
    data: {
      ...{ project: room.project, round: room.round, path: room.path, version, paper: table.paper },
      crumb: words.t('room.my-volumes-crumb'),
      heading: words.t('act.check', { act: words.t(`acts.${KIND}.title`) }),
      // One key for one state of what was saved: pressed again it is the same act, changed since it is another.
      key: newFormKey(),
      action: pathOf(params),
      generalName: table.general,
      decided: decided.map(({ volume, verdict, rows }) => ({
        ...volume,
        verdict,
        rows: verdict === 'found' ? said(rows) : [],
      })),
      general: said(general),
      left: volumes.length - decided.length,
    },
  };
}

async function handIn(context: Submission): Promise<{ to: string } | View> {
  const { sent, params, words } = context;
  const { code } = params;
  const key = text(sent, '_key');
  const receipt = `/projects/${code}/acts/${KIND}/receipts/${key}`;
  if (await isKnown(context, key)) return { to: receipt };
  const read = await context.reading(async (showing) => {
    const table = await tableOf(showing);
    const { form, version } = await savedForm(showing);
    const stale = String(version) !== text(sent, '_version');
    return { form, stale, table, ...inspectionOf(table.volumes, form, words, table.general) };
  });
  // Something was written on another screen meanwhile: it is shown before it counts.
  if (read.stale) return context.reading(checkView);
  const { table, contents: content } = read;
  const entry = table.paper ? await entryOf(context, table) : undefined;
  await ask(context, actRoute(KIND), { params: { code }, body: { content, entry }, key });
  const gone = [table.general, ...read.decided.map(({ name }) => name)];
  const names = Object.keys(read.form).filter((name) => gone.some((each) => name.startsWith(`${each}.`)));
  await save(context, Object.fromEntries(names.map((name) => [name, null])));
  return { to: receipt };
}

/** How a member's paper came, with its scan. @throws Unfit without one */
async function entryOf(context: Submission, { seat }: Table) {
  const scanSha256 = await uploadFirst(context, context.params.code);
  if (!scanSha256) throw new Unfit([{ field: 'scan', text: context.words.t('room.scan-missing') }]);
  return { onBehalfOfId: seat.holder!.personId, channel: 'meeting', scanSha256 };
}

/** Whether this very form was handed in already, and its answer was lost. */
async function isKnown(context: Submission, key: string): Promise<boolean> {
  try {
    await ask(context, readAct, { params: { key } });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}

/** Fields of the member's own, not of the form's machinery. */
const fieldsOf = (sent: Sent): Record<string, string> =>
  Object.fromEntries(
    Object.keys(sent)
      .filter((name) => /^(?:v|g[\w-]*)\./.test(name))
      .map((name) => [name, text(sent, name)]),
  );

async function save(context: Submission, fields: Record<string, string | null>): Promise<void> {
  if (Object.keys(fields).length === 0) return;
  const params = { code: context.params.code, kind: KIND };
  await ask(context, saveDraftFields, { params, body: { fields }, key: newFormKey() });
}
