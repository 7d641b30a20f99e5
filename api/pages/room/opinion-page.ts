import { Refusal } from '../../../domain/errors';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { roundParams } from '../../visible-round';
import { page } from '../page';
import { resultOf } from './meeting-view';
import { OPINION_PARTS, type OpinionText, textOf } from './opinion-text';
import { type Room, readRoom } from './room';

/** What is done to an opinion, in its order; the first that the reader may do is the page's filled button. */
const DONE_TO_IT: readonly ActKind[] = [
  'opinion.sign',
  'opinion.draft',
  'opinion.submit_form',
  'opinion.issue',
  'opinion.send_back',
];

/** The opinion as it stands: its words, what the last version changed, who signed and who dissents. One reads before one signs. */
export const opinionPage = page({
  path: '/projects/:code/rounds/:number/opinion',
  params: roundParams,
  async show(context) {
    const { params, words } = context;
    const room = await readRoom(context, params);
    const { project, round, own, staff, path } = room;
    if (!staff && !own) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const { opinion } = round;
    const [former = null] = round.formerOpinions;
    const acts = actsOf(room);
    return {
      template: 'room/opinion',
      title: words.t('room.opinion.page', { project: project.name }),
      width: 'mid',
      data: {
        ...{ project, round, path, opinion, former },
        // Signed by all, the paper has yet to come back with its seal.
        state: opinion?.state === 'form_check' && opinion.scanSha256 === null ? 'to_scan' : opinion?.state,
        crumb: words.t('room.opinion.name'),
        heading: words.t('room.opinion.page', { project: project.name }),
        live: `/live/projects/${project.code}`,
        result: resultOf(room),
        parts: opinion ? partsOf(textOf(opinion), former && textOf(former)) : [],
        signers: opinion ? signersOf(room) : [],
        ...{ first: acts[0] ?? null, more: acts.slice(1) },
      },
    };
  },
});

/** Its parts that say something, each with what the version before said where that was something else. */
function partsOf(text: OpinionText, former: OpinionText | null) {
  return OPINION_PARTS.flatMap((name) => {
    const was = former && former[name] !== text[name] ? { text: former[name] } : null;
    return text[name] || was ? [{ name, text: text[name], was }] : [];
  });
}

function signersOf({ round, own }: Room) {
  return round.seats
    .filter(({ holder }) => holder !== null)
    .map(({ id, role, holder }) => {
      const signature = round.opinion?.signatures.find(({ seatId }) => seatId === id);
      return { role, name: holder!.name, me: id === own?.id, signed: signature !== undefined, ...signature };
    });
}

function actsOf({ project, round, own, can }: Room) {
  const { opinion } = round;
  const states: Partial<Record<ActKind, boolean>> = {
    'opinion.draft': !opinion || opinion.state === 'signing',
    'opinion.sign': opinion?.state === 'signing' && !opinion.signatures.some(({ seatId }) => seatId === own?.id),
    'opinion.submit_form': ['form_check', 'sent_back'].includes(opinion?.state ?? ''),
    'opinion.issue': opinion?.state === 'form_check' && opinion.scanSha256 !== null,
    'opinion.send_back': opinion?.state === 'form_check',
  };
  return DONE_TO_IT.filter((kind) => can(kind) && states[kind]).map((kind) => ({
    kind,
    again: kind === 'opinion.draft' && opinion !== null,
    path: `/projects/${project.code}/acts/${kind}${kind === 'opinion.sign' ? `?opinionId=${opinion?.id}` : ''}`,
  }));
}
