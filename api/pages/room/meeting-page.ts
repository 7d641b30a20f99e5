import { z } from 'zod';
import { actRoute } from '../../routes/acts';
import { roundParams } from '../../visible-round';
import { all } from '../acts/contents';
import { newFormKey, page, type Submitting, text } from '../page';
import { Unfit } from '../trouble';
import { uploadFirst } from '../upload-first';
import { ask } from '../visit';
import { readDigits } from '../witness/digits';
import { meetingView, type Resumption } from './meeting-view';
import { type Room, readRoom, roomPath } from './room';

const query = z.strictObject({ half: z.uuid().optional() });

type Submission = Submitting<typeof roundParams, typeof query>;

/** The meeting as everybody in the room has it before him: who is there, how far it is, what to do now. */
export const meetingPage = page({
  path: '/projects/:code/rounds/:number/meeting',
  params: roundParams,
  query,
  files: true,
  async show(context) {
    const { params, query, words, occasion } = context;
    const room = await readRoom(context, params);
    const now = { today: occasion.today, instant: occasion.now.toISOString() };
    return {
      template: 'room/meeting',
      title: words.t('room.page', { project: room.project.name }),
      data: { ...meetingView(room, now, await resumptionOf(room), query.half), key: newFormKey() },
    };
  },
  async submit(context) {
    const [what = '', about = ''] = text(context.sent, '_do').split(':');
    const record = RECORDS[what];
    if (!record) return { to: roomPath(context.params, 'meeting') };
    return record(context, about);
  },
});

async function resumptionOf({ round, staff, dossier }: Room): Promise<Resumption | null> {
  if (!staff || round.step !== 'adjourned') return null;
  return (await dossier.tasks()).find(({ kind }) => kind === 'resume-meeting') ?? null;
}

/** What is recorded with one press: none of it can't be put right by the next. */
const RECORDS: Record<string, (context: Submission, about: string) => Promise<{ to: string }>> = {
  async 'check-in'(context, about) {
    const half = text(context.sent, 'half');
    const seatIds = about === 'all' ? [...all(context.sent, 'seat')] : [about];
    await act(context, 'check_in.record', { halfDayId: half, seatIds });
    return done(context, context.words.t('room.checked-in', { n: seatIds.length }), 'check-in');
  },
  async leave(context, seatId) {
    const reason = text(context.sent, `reason-${seatId}`).trim();
    if (reason === '') throw new Unfit([{ field: `reason-${seatId}`, text: context.words.t('room.leave-why') }]);
    await act(context, 'member.leave', { seatId, reason });
    return done(context, context.words.t('room.left'), 'check-in');
  },
  async digits(context) {
    const { params, words } = context;
    const content = { ...readDigits(context), photoSha256: await uploadFirst(context, params.code) };
    await act(context, 'sample.reveal', content);
    return done(context, words.t('room.sampled'), 'sample');
  },
  requested: (context) => produce(context, 'requested'),
  produced: (context) => produce(context, 'produced'),
  missing: (context) => produce(context, 'missing'),
};

async function produce(context: Submission, event: 'requested' | 'produced' | 'missing'): Promise<{ to: string }> {
  const { sent, words } = context;
  const itemIds = all(sent, event === 'requested' ? 'unasked' : 'item');
  if (itemIds.length === 0) throw new Unfit([{ field: 'items', text: words.t('room.choose-volumes') }]);
  await act(context, 'volume.produce', { event, itemIds });
  return done(context, words.t(`room.volumes-${event}`, { n: itemIds.length }), 'fetch');
}

/** The key is the page's and says what was pressed: each button of a page acts once. */
async function act(context: Submission, kind: Parameters<typeof actRoute>[0], content: object): Promise<void> {
  const { sent, params } = context;
  const key = `${text(sent, '_key')}.${text(sent, '_do')}`;
  await ask(context, actRoute(kind), { params: { code: params.code }, body: { content }, key });
}

function done({ request, query, params }: Submission, words: string, where: string): { to: string } {
  request.session.flash = { tone: 'ok', text: words };
  return { to: `${roomPath(params, 'meeting')}${query.half ? `?half=${query.half}` : ''}#${where}` };
}
