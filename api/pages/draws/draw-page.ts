import { z } from 'zod';
import type { FileBody } from '../../route';
import { readBundle, readDraw } from '../../routes/public-draws';
import { openPage } from '../page';
import { ask, type Visit } from '../visit';
import { checking } from './checking';
import { publicTabs } from './public-tabs';
import { recordView } from './record-view';

/** What the public route tells of one draw. */
interface PublicDraw {
  number: number;
  projectName: string;
  purpose: 'panel' | 'sample';
  state: 'committed' | 'revealed' | 'abandoned' | 'void';
  root: string;
  secretHash: string;
  abandonedReason: string | null;
  hasBundle: boolean;
}

/** A draw as everybody may read it, and may repeat it. */
export const drawPage = openPage({
  path: '/draws/:number',
  params: z.strictObject({ number: z.string().max(10) }),
  async show(visit) {
    const { words, params } = visit;
    const draw = (await ask(visit, readDraw, { params })).body as PublicDraw;
    const record = draw.hasBundle ? recordView(await bundleText(visit, draw.number), words) : null;
    return {
      template: 'draws/draw',
      title: words.t(`draws.title-${draw.purpose}`, { number: String(draw.number) }),
      data: {
        tabs: publicTabs(words, 'draws'),
        draw,
        record,
        pool: record && 'panel' in record ? record.panel.pool : null,
        checking: draw.hasBundle && checking(words, draw),
      },
    };
  },
});

/** The published record, byte by byte. */
export async function bundleText(visit: Visit, number: number): Promise<string> {
  const { bytes } = (await ask(visit, readBundle, { params: { number: String(number) } })).body as unknown as FileBody;
  return Buffer.from(bytes).toString();
}
