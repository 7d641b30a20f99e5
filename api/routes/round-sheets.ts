import { z } from 'zod';
import { ownBallot } from '../../activities/sealed/ballots';
import { ownSheet } from '../../activities/sealed/sheets';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { id } from '../schemas';
import { roundParams, visibleRound } from '../visible-round';

const opened = z.object({
  seatId: id,
  /** Null until all are in; then it is there with its salt, for everybody to check against the hash in the record. */
  value: z.unknown(),
  salt: z.string().nullable(),
  sealHash: z.string().nullable(),
});

const sheets = z
  .object({
    sheets: z.array(opened.extend({ version: z.int(), void: z.boolean(), revisionReason: z.string().nullable() })),
    ballots: z.array(opened.extend({ void: z.boolean() })),
    /** What the caller handed in or prepared, to read again. */
    own: z.object({ sheet: z.unknown(), ballot: z.unknown() }),
  })
  .meta({ id: 'RoundSheets' });

export const readSheets = route({
  method: 'get',
  path: '/api/v1/projects/{code}/rounds/{number}/sheets',
  tag: 'rounds',
  summary: 'Sheets and ballots of a meeting: one’s own, and all of them once all are in',
  params: roundParams,
  answers: { 200: sheets },
  async handler(context) {
    const { tx, params } = context;
    const { see, round } = await visibleRound(context, params);
    const order = new Map(round.seats.map(({ id, number }) => [id, number]));
    const bySeat = (a: { seatId: string }, b: { seatId: string }) => order.get(a.seatId)! - order.get(b.seatId)!;
    const ofRound = { roundId: round.id };
    const handedIn = await tx.sheetIn.findMany({ where: { AND: [ofRound, see.sheetIn] }, orderBy: { version: 'asc' } });
    const votes = await tx.ballotIn.findMany({ where: { AND: [ofRound, see.ballotIn] } });
    const sheet = await ownSheet(tx, round.id);
    const ballot = await ownBallot(tx, round.id);
    return ok({
      sheets: handedIn.sort(bySeat),
      ballots: votes.sort(bySeat),
      own: { sheet: sheet?.value ?? null, ballot: ballot?.value ?? null },
    });
  },
});

export const ROUND_SHEET_ROUTES: readonly Route[] = [readSheets];
