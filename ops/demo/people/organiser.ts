import { BRING, PLACE, PREPARE, WITNESS_BRINGS } from '../content/meeting';
import { ApiRefusal } from '../person-client';
import { directorOf } from './director';
import { holdMeeting } from './meeting-day';
import { Occasion } from './occasion';
import type { Round } from './project-view';

/** From a planned meeting until it takes place: naming, drawing, asking, a member who declines, and the term of notice. */
const DAYS_TO_MEETING = 15;
const DAYS_TO_LATE_MEETING = 22;
/** An adjourned meeting goes on within ten working days. */
const DAYS_TO_RESUME = 5;

/** Fixes the meeting and fills the seats that are appointed; bodies are asked for their members by letter. */
export async function planMeeting(on: Occasion): Promise<void> {
  if (!(await on.may('meeting.plan'))) return;
  if ((await on.view()).round?.kind === 'reinspection' && !on.isTime('plan reinspection', reinspectionDays(on))) return;
  const planned = await on.act('meeting.plan', fixed(on)).catch(async (error: unknown) => {
    // An industry without a specialty group has no template: the officer proposes one, and the director approves.
    if (!(error instanceof ApiRefusal) || error.code !== 'NO_SPECIALTY_MAP') throw error;
    await proposeSpecialty(on);
    return null;
  });
  if (planned === null) return;
  if (on.once('paneling')) on.troupe.onReached(on.dossier, 'paneling');
  const round = (await on.round())!;
  expectMeeting(on, round.halfDays[0]!.date);
  const { leader, deputy, bureau } = on.dossier;
  const vacant = (role: string) => round.seats.some((seat) => seat.role === role && seat.holder === null);
  if (vacant('leader')) await on.act('seat.appoint', { role: 'leader', personId: leader.personId });
  if (vacant('deputy')) await on.act('seat.appoint', { role: 'deputy', personId: deputy.personId });
  await on.act('seat.appoint', { role: 'recorder', personId: bureau.recorder.personId });
  for (const role of ['department', 'archives']) if (vacant(role)) await on.act('seat.request_member', { role });
}

const reinspectionDays = ({ scenario }: Occasion): number => (scenario.late?.includes('reinspection') ? 12 : 0);

function fixed(on: Occasion) {
  const late = on.scenario.late?.includes('name_member') === true;
  return meetingIn(on, late ? DAYS_TO_LATE_MEETING : DAYS_TO_MEETING);
}

function meetingIn({ troupe, dossier }: Occasion, days: number) {
  const date = troupe.meetingDay(dossier.bureau.code, days);
  const halfDays = [
    { date, half: 'morning' },
    { date, half: 'afternoon' },
  ];
  return { halfDays, place: PLACE };
}

async function proposeSpecialty(on: Occasion): Promise<void> {
  if (!on.once('specialty')) return;
  await on.act('departure.propose', {
    change: { kind: 'specialty-group', group: 'building' },
    reason: '项目行业未列入专业对应表，工程内容以房屋建筑为主，建议按建筑专业组抽取。',
  });
}

/** With every appointed seat filled the pool is frozen; the dice are thrown on the next working day. */
export async function freeze(on: Occasion): Promise<void> {
  if (!(await on.may('draw.freeze'))) return;
  const round = (await on.round())!;
  const appointed = round.seats.filter(({ role }) => role !== 'expert');
  if (appointed.every(({ holder }) => holder !== null)) await throwTomorrow(on, round);
}

/** No alternate is left: the vacant seats are drawn anew. */
export async function drawAgain(on: Occasion): Promise<void> {
  if (await on.may('draw.freeze')) await throwTomorrow(on, (await on.round())!);
}

async function throwTomorrow(on: Occasion, round: Round): Promise<void> {
  if (!round.seats.some(({ role, holder }) => role === 'expert' && holder === null)) return;
  const randomness = {
    kind: 'dice',
    startsAt: `${on.troupe.workingDay(1)}T09:30:00+08:00`,
    place: `${on.dossier.bureau.name}二楼会议室`,
    witnessId: on.dossier.bureau.witness.personId,
    bring: WITNESS_BRINGS,
  };
  await on.act('draw.freeze', { randomness }).catch(async (error: unknown) => {
    if (!(error instanceof ApiRefusal) || error.code !== 'POOL_TOO_NARROW') throw error;
    await proposeNarrowPool(on);
  });
}

/** Few know the trade, so that somebody is appointed in fact: the director is asked before the commitment. */
async function proposeNarrowPool(on: Occasion): Promise<void> {
  const isOpen = ({ kind, state }: { kind: string; state: string }) => kind === 'departure' && state === 'open';
  if ((await on.part('proposals')).some(isOpen)) return;
  await on.act('departure.propose', {
    change: { kind: 'narrow-pool' },
    reason: '本级专家库中该专业专家人数有限，其余人员因回避、日程等原因不能参加。',
  });
}

/** An appointed member has fallen out: the bureau sends another of its staff, a body is asked again. */
export async function fillSeat(on: Occasion): Promise<void> {
  if (!(await on.may('seat.appoint'))) return;
  const round = (await on.round())!;
  for (const { role, holder, state } of round.seats) {
    if (holder !== null || state !== 'vacant' || role === 'expert') continue;
    if (role === 'department' || role === 'archives') {
      if (on.once(`letter ${round.id} ${role}`)) await on.act('seat.request_member', { role });
    } else {
      const seated = round.seats.map((seat) => seat.holder?.personId);
      const other = on.dossier.bureau.officers.find(
        ({ personId }) => !seated.includes(personId) && personId !== on.person.personId,
      );
      if (other) await on.act('seat.appoint', { role, personId: other.personId });
    }
  }
}

/** Gives notice of the meeting, or has the director postpone it. */
export async function sendNotice(on: Occasion): Promise<void> {
  if (!(await on.may('notice.send'))) return;
  const round = (await on.round())!;
  const day = round.halfDays[0]!.date;
  const { dossier, scenario, troupe } = on;
  if (scenario.meeting === 'postponed' && on.once('postponed')) {
    const director = new Occasion(troupe, directorOf(dossier), dossier);
    await postpone(director, '防汛应急响应，会议改期。');
    return;
  }
  // Notice too late for its term: the members do without.
  const lastMinute = scenario.late?.includes('meeting_notice') && troupe.workingDay(2) < day;
  if (lastMinute) return;
  await on.act('notice.send', { bring: BRING, prepare: PREPARE });
}

async function postpone(director: Occasion, reason: string): Promise<void> {
  const meeting = meetingIn(director, DAYS_TO_MEETING);
  await director.act('meeting.postpone', { reason, meeting });
  expectMeeting(director, meeting.halfDays[0]!.date);
}

/** On its day the meeting is held, or put off when the panel is not full by then. */
function expectMeeting({ troupe, dossier, code }: Occasion, day: string): void {
  const come = async (): Promise<void> => {
    const director = new Occasion(troupe, directorOf(dossier), dossier);
    const round = await director.round();
    if (!round?.halfDays.some(({ date }) => date === day)) return;
    const full = round.step === 'full' || round.step === 'adjourned';
    if (full && day === troupe.world.today()) await holdMeeting(troupe, dossier);
    else if (full || round.step === 'inviting') await postpone(director, '验收组成员未能全部确认，会议改期。');
    // A draw has been committed to: it is held first.
    else if (round.step === 'seats' || round.step === 'frozen') troupe.diary.at(troupe.workingDay(1), code, come);
  };
  troupe.diary.at(day, code, come);
}

/** Fixes when an adjourned meeting goes on; until then the task stands open. */
export async function resumeMeeting(on: Occasion): Promise<void> {
  if (!(await on.may('meeting.resume'))) return;
  if ((await on.round())?.halfDays.some(({ date }) => date > on.today)) return;
  const { halfDays } = meetingIn(on, DAYS_TO_RESUME);
  await on.act('meeting.resume', { halfDays, reason: '上次会议未形成结论，定期续会。' });
  expectMeeting(on, halfDays[0]!.date);
}
