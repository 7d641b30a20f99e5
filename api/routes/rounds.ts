import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toLocalDate } from '../../activities/database/dates';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { ROUND_STEPS } from '../../domain/lifecycle/stage';
import type { SampleReport } from '../../domain/sampling/sample-report';
import type { Project } from '../../prisma/generated/client';
import { ok } from '../answer';
import { noteNamesViewed } from '../note-names-viewed';
import { type Route, route } from '../route';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const instant = z.iso.datetime();

const seat = z.object({
  id: z.uuid(),
  number: z.int(),
  role: z.string(),
  quota: z.string().nullable(),
  state: z.string(),
  /** Null while the name is hidden from the caller, or nobody holds the seat. */
  holder: z
    .object({ id: z.uuid(), personId: z.uuid(), name: z.string(), via: z.string(), answer: z.string().nullable() })
    .nullable(),
});

const statistics = {
  /** Volumes there are; those inspected of the ones that came by lot; defective ones among these. */
  N: z.int(),
  n: z.int(),
  defects: z.int(),
  /** 95 % upper bound on the defective volumes (hypergeometric, exact), and as a rate rounded up; null when none were inspected. */
  upperBound: z.object({ volumes: z.int(), rate: z.number() }).nullable(),
  /** The chance, rounded down, that n would have shown a defect if so many of N were defective. */
  detection: z.array(z.object({ percent: z.int(), volumes: z.int(), chance: z.number() })),
};

/** What the volumes that came by lot say of the whole archive; taken together they are a guide. */
const sampleReport = z
  .object({
    strata: z.array(z.object({ stratum: z.string(), ...statistics })),
    overall: z.object(statistics),
  })
  .meta({ id: 'SampleReport' });

const round = z.object({
  id: z.uuid(),
  number: z.int(),
  kind: z.string(),
  step: z.enum(ROUND_STEPS),
  place: z.string().nullable(),
  ruleSetId: z.uuid(),
  recorderId: z.uuid().nullable(),
  /** Where an adjourned meeting stood; null while it sits. */
  adjournedFrom: z.enum(ROUND_STEPS).nullable(),
  sectionShares: z.unknown(),
  /** From the announcement of the result on. */
  sampleReport: sampleReport.nullable(),
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  halfDays: z.array(z.object({ id: z.uuid(), date: z.iso.date(), half: z.string(), sitting: z.int() })),
  seats: z.array(seat),
  draws: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      purpose: z.string(),
      state: z.string(),
      ceremonyId: z.uuid().nullable(),
      root: z.string(),
    }),
  ),
  samples: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      via: z.string(),
      stratum: z.string(),
      volumeCode: z.string().nullable(),
      ordinal: z.int().nullable(),
      seatId: z.uuid().nullable(),
      requestedAt: instant.nullable(),
      producedAt: instant.nullable(),
      notProduced: z.boolean(),
      inspected: z.boolean(),
    }),
  ),
  findings: z.array(
    z.object({
      id: z.uuid(),
      seatId: z.uuid().nullable(),
      sampleItemId: z.uuid().nullable(),
      code: z.string(),
      article: z.string().nullable(),
      evidence: z.string(),
      severity: z.string(),
      /** Hashes of photos of the place, each a file. */
      photos: z.array(z.string()),
      mark: z.string().nullable(),
      /** The term in working days that the panel sets. */
      days: z.int().nullable(),
      mergedIntoId: z.uuid().nullable(),
      dropReason: z.string().nullable(),
    }),
  ),
  checkIns: z.array(z.object({ halfDayId: z.uuid(), seatId: z.uuid() })),
  /** Who left and who casts no vote: of no effect before the second person confirmed it. */
  departures: z.array(
    z.object({ id: z.uuid(), seatId: z.uuid(), reason: z.string(), leftAt: instant, confirmed: z.boolean() }),
  ),
  ballotAbsences: z.array(
    z.object({ id: z.uuid(), seatId: z.uuid(), sitting: z.int(), reason: z.string(), confirmed: z.boolean() }),
  ),
  /** Seats whose sheet and whose ballot is in: never what is on it, nor when it came. */
  sheetsIn: z.array(z.uuid()),
  ballotsIn: z.array(z.uuid()),
  /** How many of the seats have handed in: for the panel and the bureau. */
  counts: z.object({ sheets: z.int(), ballots: z.int(), seats: z.int() }).nullable(),
  result: z.unknown(),
  opinion: z
    .object({
      id: z.uuid(),
      version: z.int(),
      state: z.string(),
      passed: z.boolean(),
      text: z.unknown(),
      againstScoreReason: z.string().nullable(),
      sentBackReason: z.string().nullable(),
      printedSha256: z.string().nullable(),
      scanSha256: z.string().nullable(),
      signatures: z.array(z.object({ seatId: z.uuid(), dissent: z.string().nullable() })),
    })
    .nullable(),
  /** Versions of the opinion before it, newest first: each asked everybody to sign anew. */
  formerOpinions: z.array(
    z.object({ version: z.int(), text: z.unknown(), againstScoreReason: z.string().nullable(), signed: z.int() }),
  ),
});

/** Steps at which the panel has checked in and its names are no secret any more. */
const OPEN_STEPS = ['sampling', 'inspecting', 'deliberating', 'voting', 'adjourned', 'tallied', 'announced', 'ended'];

export const readRounds = route({
  method: 'get',
  path: '/api/v1/projects/{code}/rounds',
  tag: 'rounds',
  summary: 'Panels and meetings of a project, newest first',
  params: codeParams,
  answers: { 200: z.object({ items: z.array(round) }) },
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    const { project, see } = await visibleProject(context, params.code);
    const personId = actor.deputyFor?.personId ?? actor.personId;
    const roles = await rolesOnProject(tx, personId, project, occasion.today);
    // The case officer telephones the drawn members, so the bureau sees their names; the owner and the others don't.
    const staff = roles.includes('officer') || roles.includes('director') || roles.includes('recorder');
    const items = await roundsOf(tx, see, project, staff ? null : personId);
    for (const { id } of staff ? items.filter(namesWhoWasDrawn) : []) await noteNamesViewed(context, project.code, id);
    return ok({ items });
  },
});

/** Of an open panel everybody may hear, and who was appointed is no secret of a draw. */
const namesWhoWasDrawn = ({ step, seats }: Pick<z.input<typeof round>, 'step' | 'seats'>): boolean =>
  !OPEN_STEPS.includes(step) && seats.some(({ holder }) => holder !== null && holder.via !== 'appointment');

type See = Awaited<ReturnType<typeof visibleProject>>['see'];

/** @param onlyId whose own seat alone shows its holder until check-in; null: all do */
async function roundsOf(tx: Tx, see: See, { id }: Project, onlyId: string | null): Promise<z.input<typeof round>[]> {
  const rounds = await tx.round.findMany({
    where: { AND: [{ projectId: id }, see.round] },
    orderBy: { number: 'desc' },
    include: {
      halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] },
      seats: {
        orderBy: { number: 'asc' },
        include: {
          holders: {
            where: { AND: [{ endedAt: null }, see.seatHolder] },
            include: { person: { select: { name: true } } },
          },
        },
      },
      draws: { where: see.draw, orderBy: { number: 'asc' } },
      samples: { where: see.sampleItem, orderBy: { number: 'asc' } },
      findings: { where: { AND: [{ void: false }, see.finding] }, orderBy: { at: 'asc' } },
      sheets: { where: { AND: [{ void: false }, see.sheetIn] }, distinct: ['seatId'], select: { seatId: true } },
      ballots: { where: see.ballotIn, select: { seatId: true } },
      result: true,
      checkIns: { where: see.checkIn, select: { halfDayId: true, seatId: true } },
      departures: { where: see.departure, orderBy: { leftAt: 'asc' } },
      absences: { where: see.ballotAbsence, orderBy: { sitting: 'asc' } },
      opinions: {
        where: see.opinion,
        orderBy: { version: 'desc' },
        include: { signatures: { where: see.opinionSignature } },
      },
    },
  });
  const counts = await countsOf(
    tx,
    rounds.map(({ id }) => id),
  );
  return rounds.map((each) => {
    const named = onlyId === null || OPEN_STEPS.includes(each.step);
    const order = new Map(each.seats.map(({ id, number }) => [id, number]));
    const bySeat = (a: { seatId: string }, b: { seatId: string }) => order.get(a.seatId)! - order.get(b.seatId)!;
    return {
      ...each,
      sampleReport: each.sampleReport as unknown as SampleReport | null,
      endedAt: each.endedAt?.toISOString() ?? null,
      halfDays: each.halfDays.map((half) => ({ ...half, date: toLocalDate(half.date) })),
      seats: each.seats.map((one) => ({ ...one, holder: shownHolder(one.holders[0], named, onlyId) })),
      samples: each.samples.map((item) => ({
        ...item,
        requestedAt: item.requestedAt?.toISOString() ?? null,
        producedAt: item.producedAt?.toISOString() ?? null,
        inspected: item.inspectedAt !== null,
      })),
      checkIns: each.checkIns.sort(bySeat),
      departures: each.departures.map((left) => ({
        ...left,
        leftAt: left.leftAt.toISOString(),
        confirmed: left.confirmedById !== null,
      })),
      ballotAbsences: each.absences.sort(bySeat).map((absence) => ({
        ...absence,
        confirmed: absence.confirmedById !== null,
      })),
      sheetsIn: each.sheets.sort(bySeat).map(({ seatId }) => seatId),
      ballotsIn: each.ballots.sort(bySeat).map(({ seatId }) => seatId),
      counts: counts.get(each.id) ?? null,
      formerOpinions: each.opinions.slice(1).map((former) => ({ ...former, signed: former.signatures.length })),
      opinion: each.opinions[0] ? { ...each.opinions[0], signatures: each.opinions[0].signatures.sort(bySeat) } : null,
    };
  });
}

interface Counts {
  sheets: number;
  ballots: number;
  seats: number;
}

/** The one thing that members hear of each other before the opening; the database says to whom. */
async function countsOf(tx: Tx, roundIds: string[]): Promise<Map<string, Counts>> {
  const rows = await tx.$queryRaw<(Counts & { id: string })[]>`
    SELECT r.id, c.sheets, c.ballots, c.seats FROM unnest(${roundIds}::uuid[]) AS r (id), access.count_in(r.id) AS c
    WHERE c.seats IS NOT NULL`;
  return new Map(rows.map(({ id, sheets, ballots, seats }) => [id, { sheets, ballots, seats }]));
}

function shownHolder(
  holder: { id: string; personId: string; person: { name: string }; via: string; answer: string | null } | undefined,
  named: boolean,
  onlyId: string | null,
) {
  if (!holder || !(named || holder.personId === onlyId)) return null;
  return { ...holder, name: holder.person.name };
}

export const ROUND_ROUTES: readonly Route[] = [readRounds];
