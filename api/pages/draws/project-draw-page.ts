import { z } from 'zod';
import type { DrawPurpose } from '../../../prisma/generated/client';
import { listRefills } from '../../routes/draw-refills';
import { listExclusions, readProjectDraw } from '../../routes/project-draws';
import { codeParams } from '../../routes/projects';
import { readRounds } from '../../routes/rounds';
import { Dossier } from '../acts/dossier';
import { page, type Showing } from '../page';
import { tabsOf } from '../project/tabs';
import { checking } from './checking';
import { codeInWords, poolView } from './pool-view';
import { recordView } from './record-view';

const params = codeParams.extend({ number: z.string().max(10) });
const query = z.object({ cursor: z.string().max(500).optional() });

type Context = Showing<typeof params, typeof query>;

/** A draw as the bureau and the witness read it: the public record, and the names that are theirs to see. */
export const projectDrawPage = page({
  path: '/projects/:code/draws/:number',
  params,
  query,
  async show(context) {
    const { words, params } = context;
    const project = await new Dossier(context, params.code).project();
    const { record: text, pool, ...draw } = await readProjectDraw.read(context, { params });
    const record = text === null ? null : recordView(text, words);
    const isPanel = draw.purpose === 'panel';
    return {
      template: 'draws/project-draw',
      title: words.t(`draws.title-${draw.purpose}`, { number: String(draw.number) }),
      data: {
        ...{ project, draw, record, tabs: tabsOf(project, 'draws', words) },
        pool: pool && poolView(pool, words),
        ...(isPanel ? await exclusionsOf(context) : {}),
        ...(isPanel && record && draw.state === 'revealed' ? await panelOf(context, draw.roundId) : {}),
        // Of a project that is not public nobody fetches the record.
        checking: record && !project.notPublic && checking(words, draw),
        hidden: project.notPublic,
        acts: project.acts.filter((kind) => ACTS[draw.purpose].includes(kind)),
      },
    };
  },
});

async function exclusionsOf(context: Context) {
  const { params, query, words } = context;
  const { items, nextCursor } = await listExclusions.read(context, { params, query });
  return {
    exclusions: items.map((each) => ({ ...each, why: codeInWords(each.code, words) })),
    moreExclusions: nextCursor && `?${new URLSearchParams({ cursor: nextCursor })}`,
  };
}

/** Who sits on the panel, as far as the reader may know, and how vacancies were filled. */
async function panelOf(context: Context, roundId: string) {
  const { code, number } = context.params;
  const { items: rounds } = await readRounds.read(context, { params: { code } });
  const { items: refills, advice } = await listRefills.read(context, { params: { code, number } });
  return { seats: rounds.find(({ id }) => id === roundId)?.seats ?? [], refills, advice };
}

/** What of a draw is the reader's to do here; what belongs to the throw is done on the ceremony's page. */
const ACTS: Record<DrawPurpose, readonly string[]> = {
  panel: ['draw.abandon', 'draw.propose_void'],
  sample: ['sample.propose_void'],
};
