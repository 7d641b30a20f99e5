import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { parties } from '../../routes/project-parts';
import { listOwnSeats } from '../../routes/seats';
import { stateOf } from '../home/seats-home';
import { page } from '../page';
import { roomPath } from '../room/room';

/** One invitation: project, place and days; no other member's name. Answering is an act of its own. */
export const seatPage = page({
  path: '/seats/:id',
  params: z.strictObject({ id: z.uuid() }),
  async show(context) {
    const { words, params } = context;
    const { items } = await listOwnSeats.read(context, { query: { limit: 200 } });
    const seat = items.find(({ id }) => id === params.id);
    if (!seat) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    const { code } = seat.project;
    const bodies = (await parties.read(context, { params: { code } })).items.filter(({ until }) => until === null);
    return {
      template: 'expert/seat',
      title: words.t('seats.page'),
      width: 'narrow',
      data: {
        ...seat,
        state: stateOf(seat),
        parties: bodies,
        path: `/projects/${code}/acts/panel_invitation`,
        meetingPath: met(seat) ? roomPath({ code, number: seat.round.number }, 'meeting') : null,
      },
    };
  },
});

/** Whether the seat is the reader's in a meeting that is convened or sits. */
const met = ({ answer, endedAt, round }: { answer: string | null; endedAt: string | null; round: { step: string } }) =>
  answer === 'accepted' && endedAt === null && !['days', 'seats', 'frozen', 'inviting'].includes(round.step);
