import { phoneNumber } from '../content/names';
import { daysFor } from './delays';
import { Occasion } from './occasion';

/** Somebody who was asked onto a panel: answers, signs for the notice, and signs the opinion. */
export async function member(on: Occasion): Promise<void> {
  await answerInvitation(on);
  await signForNotice(on);
  await signOpinion(on);
}

async function answerInvitation(on: Occasion): Promise<void> {
  if (!(await on.may('panel_invitation.accept'))) return;
  const round = await on.round();
  const seat = round?.seats.find(({ holder }) => holder?.personId === on.person.personId);
  if (!round || !seat?.holder || seat.holder.answer !== null) return;
  const first = round.seats.find(({ role }) => role === 'expert')?.id === seat.id;
  if (first && round.number === 1 && (await actOut(on))) return;
  await on.act('panel_invitation.accept', { relations: [] });
}

/** What the member drawn first does other than accept; each story has it once. @returns whether it was that */
async function actOut(on: Occasion): Promise<boolean> {
  const { drawn, byPhone } = on.scenario;
  const { happened } = on.troupe.world;
  if (drawn === 'declines' && on.once('declined')) {
    await on.act('panel_invitation.decline', { reason: '当日在外地出差，无法参加。' });
    happened('expert_declined', on.code);
    return true;
  }
  if (drawn === 'silent' && silent(on)) {
    if (on.once('silent')) happened('expert_silent', on.code);
    return true;
  }
  if (byPhone && on.once('phoned')) {
    await acceptByPhone(on);
    return true;
  }
  return false;
}

/** He who does not answer never does; the next in order does. */
function silent(on: Occasion): boolean {
  on.dossier.silentMember ??= on.person.personId;
  return on.dossier.silentMember === on.person.personId;
}

/** The officer enters what a member told him on the telephone. */
async function acceptByPhone(on: Occasion): Promise<void> {
  const entering = { onBehalfOfId: on.person.personId, channel: 'phone' } as const;
  const officer = new Occasion(on.troupe, on.dossier.caseOfficer, on.dossier, entering);
  await officer.act('panel_invitation.accept', {
    relations: [],
    call: {
      number: phoneNumber(on.dossier.about.number),
      at: `${on.today}T10:00:00+08:00`,
      words: '同意参加，没有需要回避的情形。',
    },
  });
  on.troupe.world.happened('phone_entered', on.code);
}

async function signForNotice(on: Occasion): Promise<void> {
  if (!(await on.may('service.record')) || (await recuse(on))) return;
  for (const { id, subjectKind, personId, servedOn } of await on.part('services')) {
    if (subjectKind !== 'panel_notice' || personId !== on.person.personId || servedOn !== null) continue;
    await on.act('service.record', { serviceId: id });
    const late = on.scenario.late?.includes('meeting_notice');
    if (late && (await on.may('notice.waive'))) await on.act('notice.waive');
  }
}

/** Only the notice names who designed and built the project: the first drawn member sees that he must stay out. */
async function recuse(on: Occasion): Promise<boolean> {
  if (on.scenario.drawn !== 'recused' || on.dossier.done.has('recused')) return false;
  if (!(await on.may('recusal.declare')) || (await on.view()).round?.step !== 'full') return false;
  const seat = (await on.round())?.seats.find(({ role }) => role === 'expert');
  if (seat?.holder?.personId !== on.person.personId || !on.once('recused')) return false;
  await on.act('recusal.declare', { kind: 'kinship', reason: '配偶在本项目监理单位任职。' });
  on.troupe.world.happened('recused_late', on.code);
  return true;
}

async function signOpinion(on: Occasion): Promise<void> {
  if (!(await on.may('opinion.sign'))) return;
  const opinion = (await on.round())?.opinion;
  if (opinion?.state !== 'signing' || on.dossier.done.has(`signed ${opinion.id} ${on.person.personId}`)) return;
  const slow = on.person.personId === on.dossier.deputy.personId;
  if (slow && !on.isTime(`sign ${opinion.id}`, daysFor(on.scenario, 'sign_opinion', 1))) return;
  const { complete } = await on.act('opinion.sign', { opinionId: opinion.id });
  on.once(`signed ${opinion.id} ${on.person.personId}`);
  if (complete) on.troupe.comeBack(on.troupe.workingDay(1), on.dossier.caseOfficer, on.dossier);
}
