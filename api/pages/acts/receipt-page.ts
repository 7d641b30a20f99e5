import { z } from 'zod';
import { ACT_KINDS, type ActKind, actRule } from '../../../domain/lifecycle/act-table';
import { readAct } from '../../routes/acts';
import { codeParams } from '../../routes/projects';
import { page } from '../page';
import { roomPath } from '../room/room';
import { ask } from '../visit';
import { Dossier } from './dossier';

/** Seconds after which a receipt that is not there yet is looked for again. */
const AGAIN_S = 2;

/** Done in the room although the project itself hears of them. */
const IN_ROOM: readonly ActKind[] = ['opinion.draft', 'opinion.sign', 'opinion.submit_form'];

/** What came of an act: its number and what happens next. The page asks again by itself until the answer is there. */
export const receiptPage = page({
  path: '/projects/:code/acts/:kind/receipts/:key',
  params: codeParams.extend({ kind: z.enum(ACT_KINDS), key: z.string().max(100) }),
  async show(context) {
    const { params, words, response } = context;
    const { code, kind, key } = params;
    const { status, body } = await ask(context, readAct, { params: { key } });
    const act = words.t(`acts.${kind}.title`);
    if (status === 202) {
      response.set('Refresh', String(AGAIN_S));
      return { template: 'acts/pending', title: words.t('act.pending'), width: 'narrow', data: { act } };
    }
    const dossier = new Dossier(context, code);
    const project = await dossier.project();
    const { factId } = body as { factId: string };
    const next = (await dossier.clocks()).filter(({ state, due }) => state === 'running' && due !== null).slice(0, 3);
    return {
      template: 'acts/receipt',
      title: words.find(`acts.${kind}.done`) ?? words.t('act.done', { act }),
      width: 'narrow',
      data: {
        heading: words.find(`acts.${kind}.done`) ?? words.t('act.done', { act }),
        number: factId.slice(0, 8).toUpperCase(),
        whatNext: words.find(`acts.${kind}.next`),
        project,
        next,
        room:
          project.round &&
          (IN_ROOM.includes(kind) || actRule(kind).workflow === 'panelReview') &&
          roomPath({ code, number: project.round.number }, 'meeting'),
      },
    };
  },
});
