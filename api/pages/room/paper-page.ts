import { z } from 'zod';
import { VOTES } from '../../../domain/ballot/ballot';
import { Refusal } from '../../../domain/errors';
import { roundParams } from '../../visible-round';
import { page } from '../page';
import { readRoom, roomPath } from './room';
import { sheetOf } from './sheet-of';

/** Acts of a member that an officer may enter from his paper, in the order in which they come. */
const ENTERED = ['volumes.inspect', 'sheet.submit', 'ballot.cast', 'opinion.sign'] as const;

/** Where a paper is entered: volumes one a screen, as their inspector would, the rest on the form of the act. */
const entryPath = (
  kind: (typeof ENTERED)[number],
  round: { code: string; number: number },
  seatId: string,
  personId: string,
) =>
  kind === 'volumes.inspect'
    ? `${roomPath(round, 'volumes')}/${seatId}`
    : `/projects/${round.code}/acts/${kind}?entry.onBehalfOfId=${personId}&entry.channel=meeting`;

/** For rooms without network: forms to print for each member, and where to enter what came back on paper. */
export const paperPage = page({
  path: '/projects/:code/rounds/:number/paper',
  params: roundParams,
  async show(context) {
    const { params, words } = context;
    const room = await readRoom(context, params);
    const { project, round, staff, path } = room;
    if (!staff) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const open = (kind: (typeof ENTERED)[number], seatId: string) => {
      if (kind === 'sheet.submit') return sheetOf(room, seatId) === 'out';
      return kind !== 'ballot.cast' || !round.ballotsIn.includes(seatId);
    };
    return {
      template: 'room/paper',
      title: words.t('room.paper-page'),
      width: 'mid',
      data: {
        ...{ project, round, path },
        crumb: words.t('room.paper'),
        heading: words.t('room.paper-page'),
        members: round.seats.map(({ id, role, holder }) => ({
          ...{ role, name: holder?.name ?? null },
          printPath: `${roomPath(params, 'paper')}/${id}`,
          entries: ENTERED.filter((kind) => holder && room.enters(kind) && open(kind, id)).map((kind) => ({
            kind,
            path: entryPath(kind, params, id, holder!.personId),
          })),
        })),
      },
    };
  },
});

/** The volumes, the score sheet and the ballot of one member, to be filled in with a pen. */
export const paperFormPage = page({
  path: '/projects/:code/rounds/:number/paper/:seat',
  params: roundParams.extend({ seat: z.uuid() }),
  async show(context) {
    const { params, words } = context;
    const room = await readRoom(context, params);
    const { project, round, rules, volumes, staff, own, path } = room;
    const seat = round.seats.find(({ id }) => id === params.seat);
    if (!seat || (!staff && own?.id !== seat.id)) throw new Refusal('NOT_FOUND', { field: 'seat', value: params.seat });
    return {
      template: 'room/paper-form',
      title: words.t('room.paper-of', { name: seat.holder?.name ?? '' }),
      width: 'mid',
      data: {
        ...{ project, round, path, seat },
        crumb: words.t('room.paper'),
        heading: words.t('room.paper-of', { name: seat.holder?.name ?? '' }),
        volumes: volumes.filter(({ seatId }) => seatId === seat.id),
        kinds: rules.findings.kinds,
        rubric: rules.rubric,
        votes: VOTES,
      },
    };
  },
});
