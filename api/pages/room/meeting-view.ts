import { localTimeOf } from '../../../domain/calendar/local-time';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { pointsText } from '../../../domain/scoring/points';
import { sheetPlace } from '../acts/score-sheet';
import { stepsBar } from './meeting-steps';
import { type Attendance, awaited, type Room, roomPath, type Volume } from './room';
import { sheetOf } from './sheet-of';

/** The day and the minute in the room. */
export interface Now {
  today: string;
  instant: string;
}

/** By when an adjourned meeting goes on, and why it adjourned. */
export interface Resumption {
  dueOn: string | null;
  note: string | null;
}

type HalfDay = Attendance['halfDays'][number];

/** The half-day to which people come now: of today's the one that is not over yet. */
export function halfDayNow({ attendance, rules }: Room, { today, instant }: Now): HalfDay | null {
  const todays = attendance?.halfDays.filter(({ date }) => date === today) ?? [];
  const time = localTimeOf(instant);
  return todays.find(({ half }) => time < rules.meeting.hours[half].to) ?? todays.at(-1) ?? null;
}

/** Acts of a meeting that have a form of their own, in the order in which they come. */
const LINKED: readonly ActKind[] = [
  'notice.send',
  'notice.waive',
  'meeting.open_short',
  'sample.commit',
  'sample.add',
  'volume.reassign',
  'sections.share',
  'sample.propose_void',
  'sample.decide_void',
  'deliberation.close',
  'ballot_absence.record',
  'result.announce',
  'recusal.declare',
  'meeting.resume',
];

/** Acts after which the meeting is somewhere else: the one to come is the page's filled button. */
const FIRST: readonly ActKind[] = [
  'notice.send',
  'sample.commit',
  'deliberation.close',
  'result.announce',
  'meeting.resume',
];

/** How a step looks among the others. */
const LOOKS = { done: 'is-done', current: 'is-now', 'to-come': 'is-shut' } as const;

/**
 * All that the meeting's page shows, of what its reader may know.
 *
 * @param resumption what is to be done of an adjourned meeting, for the bureau
 * @param halfDayId another half-day than that of the moment
 */
export function meetingView(room: Room, now: Now, resumption: Resumption | null, halfDayId?: string) {
  const { project, round, attendance, volumes, rules, own, staff, path, can } = room;
  const { code } = project;
  const here = { code, number: round.number };
  const chosen = attendance?.halfDays.find(({ id }) => id === halfDayId) ?? halfDayNow(room, now);
  const acts = `/projects/${code}/acts`;
  const sitting = !['days', 'seats', 'frozen', 'inviting', 'full', 'adjourned'].includes(round.step);
  const over = ['tallied', 'announced', 'ended'].includes(round.step);
  const mine = own ? volumes.filter(({ seatId }) => seatId === own.id) : [];
  const sheet = own ? sheetOf(room, own.id) : 'none';
  const allowed = LINKED.filter((kind) => can(kind) && (kind !== 'sample.commit' || round.step === 'sampling')).map(
    (kind) => ({ kind, path: `${acts}/${kind}` }),
  );
  const bar = stepsBar(room);
  const seats = seatsOf(room, now, chosen);
  const first = allowed.find(({ kind }) => FIRST.includes(kind)) ?? null;
  return {
    project,
    round,
    path,
    live: `/live/projects/${code}`,
    resumption,
    goesOn: goesOnAt(room),
    bar,
    looks: Object.fromEntries(bar.steps.map(({ step, state }) => [step, LOOKS[state]])),
    hours: rules.meeting.hours,
    attendance,
    quorum: attendance && quorumOf(attendance, sitting, over, round.step),
    chosen,
    halves: attendance?.halfDays.map((half) => ({ ...half, current: half.id === chosen?.id })) ?? [],
    checksIn: can('check_in.record') && chosen?.date === now.today,
    leaves: can('member.leave'),
    seats,
    absentees: seats.filter(({ holder, came }) => holder !== null && !came).length,
    departures: round.departures
      .filter(({ confirmed }) => !confirmed)
      .map((each) => ({
        ...each,
        name: nameOf(room, each.seatId),
        path: can('member.leave_confirm') && `${acts}/member.leave_confirm?departureId=${each.id}`,
      })),
    absences: round.ballotAbsences
      .filter(({ confirmed }) => !confirmed)
      .map((each) => ({
        ...each,
        name: nameOf(room, each.seatId),
        path: can('ballot_absence.confirm') && `${acts}/ballot_absence.confirm?absenceId=${each.id}`,
      })),
    samples: round.draws
      .filter(({ purpose }) => purpose === 'sample')
      .map((each) => ({ ...each, waits: each.state === 'committed' })),
    throws: can('sample.reveal'),
    dice: rules.sampling.dice,
    strata: strataOf(volumes),
    volumes: volumes.map((each) => ({
      ...each,
      state: volumeState(each, round.step),
      seat: each.seatId ? nameOf(room, each.seatId) : null,
    })),
    produces: can('volume.produce'),
    fetching: volumes.some((each) => volumeState(each, round.step) === 'requested'),
    unasked: can('volume.produce')
      ? volumes.filter(({ requestedAt, notProduced }) => !requestedAt && !notProduced).length
      : 0,
    produced: volumes.filter(({ producedAt }) => producedAt !== null).length,
    inspected: volumes.filter(({ inspected }) => inspected).length,
    fetchMinutes: rules.findings.fetchMinutes,
    progress: staff && volumes.length > 0 ? progressOf(room) : [],
    counts: round.step === 'full' ? null : round.counts,
    sheetsOf: rules.scoring.mode,
    mine: own && {
      volumes: mine.length,
      inspected: mine.length - awaited(mine).length,
      volumesPath: mine.length > 0 ? roomPath(here, 'volumes') : null,
      sheet,
      sheetPath: can('sheet.submit') && sheet === 'out' ? `${acts}/sheet.submit` : null,
      sheetWaits: awaited(mine).length > 0,
      forget: sheet === 'in' && own.holder ? sheetPlace(round.id, own.holder.personId) : null,
      ballotPath: can('ballot.cast') && !round.ballotsIn.includes(own.id) ? `${acts}/ballot.cast` : null,
      ballotIn: round.ballotsIn.includes(own.id),
    },
    deliberates:
      ['deliberating', 'voting', 'tallied', 'announced', 'ended'].includes(round.step) && (staff || own !== null),
    deliberationPath: roomPath(here, 'deliberation'),
    paperPath:
      staff && ['sampling', 'inspecting', 'deliberating', 'voting'].includes(round.step)
        ? roomPath(here, 'paper')
        : null,
    findings: round.findings.length,
    result: resultOf(room),
    opinion: opinionOf(room),
    first,
    more: allowed.filter((each) => each !== first),
  };
}

/** The half-days on which an adjourned meeting goes on, once they are fixed and until somebody has come. */
function goesOnAt({ round, attendance }: Room): HalfDay[] {
  const halfDays = round.step === 'adjourned' ? (attendance?.halfDays ?? []) : [];
  const begun = halfDays.some(({ id }) => round.checkIns.some(({ halfDayId }) => halfDayId === id));
  return begun ? [] : halfDays;
}

/** The light and its reason: whether it may open, go on, or has to adjourn. */
function quorumOf(attendance: Attendance, sitting: boolean, over: boolean, step: string) {
  const { present, appointed, minimum, maySit, opening } = attendance;
  const light = over
    ? 'over'
    : step === 'adjourned'
      ? (opening ?? 'resumes')
      : sitting
        ? maySit
          ? 'sits'
          : 'lost'
        : (opening ?? 'opens');
  const good = ['over', 'sits', 'opens', 'resumes'].includes(light);
  return { present: present.length, appointed, minimum, light, good, missing: appointed - present.length };
}

const nameOf = ({ round }: Room, seatId: string): string | null =>
  round.seats.find(({ id }) => id === seatId)?.holder?.name ?? null;

function seatsOf({ round, attendance, rules }: Room, now: Now, chosen: HalfDay | null) {
  const came = (halfDayId: string, seatId: string) =>
    round.checkIns.some((each) => each.halfDayId === halfDayId && each.seatId === seatId);
  const began = ({ date, half }: HalfDay) =>
    date < now.today || (date === now.today && localTimeOf(now.instant) >= rules.meeting.hours[half].from);
  return round.seats.map((seat) => ({
    ...seat,
    reasonName: `reason-${seat.id}`,
    present: attendance?.present.includes(seat.id) ?? false,
    presides: attendance?.presiding === seat.id,
    leaving: round.departures.some(({ seatId, confirmed }) => seatId === seat.id && !confirmed),
    came: chosen !== null && came(chosen.id, seat.id),
    left: round.departures.filter(({ seatId, confirmed }) => seatId === seat.id && confirmed).at(-1) ?? null,
    days: (attendance?.halfDays ?? []).map((half) => ({
      ...half,
      state: came(half.id, seat.id) ? 'in' : began(half) ? 'missing' : 'to-come',
    })),
  }));
}

/** Volumes in and all, by stratum in the order of the list. */
function strataOf(volumes: readonly Volume[]) {
  const strata = new Map<string, { title: string; all: number; inspected: number }>();
  for (const { stratum, inspected, notProduced } of volumes) {
    const found = strata.get(stratum.code) ?? { title: stratum.title, all: 0, inspected: 0 };
    found.all += 1;
    if (inspected || notProduced) found.inspected += 1;
    strata.set(stratum.code, found);
  }
  return [...strata.values()];
}

function volumeState({ requestedAt, producedAt, notProduced, inspected }: Volume, step: string): string {
  if (inspected) return 'inspected';
  if (notProduced) return 'missing';
  if (producedAt) return 'produced';
  if (requestedAt) return 'requested';
  return step === 'inspecting' ? 'unasked' : 'left';
}

/** By member: in or not in, and nothing else. */
function progressOf({ round, volumes, attendance }: Room) {
  return round.seats.map(({ id, number, role, holder }) => ({
    ...{ number, role, name: holder?.name ?? null, present: attendance?.present.includes(id) ?? false },
    volumes: awaited(volumes, id).length === 0,
    sheet: round.sheetsIn.includes(id),
    ballot: round.ballotsIn.includes(id),
  }));
}

/** Where the opinion is read and how many have signed it, for the bureau and the panel. */
function opinionOf({ project, round, own, staff }: Room) {
  if (!['announced', 'ended'].includes(round.step) || (!staff && !own)) return null;
  return {
    path: roomPath({ code: project.code, number: round.number }, 'opinion'),
    state: round.opinion?.state ?? null,
    signed: round.opinion?.signatures.length ?? 0,
    of: round.seats.filter(({ holder }) => holder !== null).length,
  };
}

interface ResultRow {
  panelSize: number;
  pass: number;
  fail: number;
  abstain: number;
  absent: number;
  passed: boolean;
  scoreHundredths: number | null;
  grade: keyof Room['rules']['scoring']['gradeNames'] | null;
  grounds: { code: string; section?: string }[];
  againstScore: boolean;
  announcedOn: string | Date | null;
}

/** The result with its score and grounds in words; null before there is one. */
export function resultOf({ round, rules }: Room) {
  const row = round.result as ResultRow | null;
  if (!row) return null;
  return {
    ...row,
    score: row.scoreHundredths === null ? null : pointsText(row.scoreHundredths),
    maximum: rules.rubric.maximum,
    gradeName: row.grade && rules.scoring.gradeNames[row.grade],
    grounds: row.grounds.map(({ code, section }) => ({
      code,
      section: rules.rubric.sections.find((each) => each.code === section)?.title ?? section,
    })),
    announcedOn: row.announcedOn === null ? null : new Date(row.announcedOn).toISOString().slice(0, 10),
  };
}
