import { APPLICATION_CORRECTIONS, REFUSAL_REASONS } from '../content/application';
import { personName, phoneNumber } from '../content/names';
import { ownerOf } from '../content/owner-name';
import { REGISTRATION_CORRECTIONS } from '../content/registration';
import { VISIT } from '../content/reports';
import { daysFor } from './delays';
import type { Occasion } from './occasion';
import { submitOpinion } from './opinion';
import { drawAgain, fillSeat, freeze, planMeeting, resumeMeeting, sendNotice } from './organiser';
import { comeToCounter } from './owner-on-paper';
import { takeOver } from './take-over';
import type { Task } from './tasks';

type Duty = (on: Occasion, task: Task) => Promise<void>;

/** What the case's officer does about each kind of task; of what is not listed he only takes note. */
export const OFFICER_DUTIES: Record<string, Duty> = {
  'find-contact': findContact,
  invite: invite,
  'find-date': async () => undefined,
  'confirm-registration': confirmRegistration,
  'read-report': readReport,
  'review-application': reviewApplication,
  'plan-meeting': planMeeting,
  'fill-seats': freeze,
  'fill-seat': fillSeat,
  'draw-again': drawAgain,
  'send-notice': sendNotice,
  'resume-meeting': resumeMeeting,
  'verify-finding': verifyFindings,
  'verify-item': verifyItems,
  'serve-paper': servePaper,
  phone: telephone,
  'close-open-items': async () => undefined,
};

async function findContact(on: Occasion, task: Task): Promise<void> {
  const { dossier, scenario, today } = on;
  if (task.subject !== 'owner' || today < dossier.inviteOn) return;
  if (scenario.ownerUnknown && !on.isTime('find contact', 18)) return;
  if (!on.once('contact')) return;
  const { number, name, owner } = dossier.about;
  const email = `owner${number}@jsdw.example.cn`;
  const parties = await on.part('parties');
  const known = parties.find(({ role, until }) => role === 'owner' && until === null);
  const { personId } = await on.act('contact.record', {
    organisation: known ? { id: known.organisationId } : { name: owner ?? ownerOf(name) },
    person: {
      name: personName(number),
      title: '综合部档案主管',
      phone: phoneNumber(number),
      email: scenario.paperOnly ? undefined : email,
    },
    paperOnly: scenario.paperOnly,
  });
  dossier.ownerId = personId as string;
  if (scenario.ownerUnknown) on.troupe.world.happened('owner_unknown', on.code);
  // Mail of a project taken over is held until then, the owner's first one too.
  if (dossier.project.takenOver) await takeOver(on);
  if (scenario.paperOnly) {
    on.troupe.world.happened('paper_only', on.code);
    comeToCounter(on);
  } else dossier.owner = await on.troupe.world.welcome(email);
  await invite(on);
}

async function invite(on: Occasion): Promise<void> {
  if (await on.may('invitation.send')) await on.act('invitation.send');
}

async function confirmRegistration(on: Occasion): Promise<void> {
  if (!(await on.may('registration.confirm'))) return;
  if (on.scenario.registration === 'corrected' && on.once('registration corrections')) {
    await on.act('registration.request_corrections', { items: REGISTRATION_CORRECTIONS.items });
    return;
  }
  if (!on.isTime('confirm', daysFor(on.scenario, 'confirm_registration', 1))) return;
  const { bureau, receiver, about } = on.dossier;
  await on.act('registration.confirm', { route: on.scenario.route ?? 'own', caseOfficerId: on.person.personId });
  const organisation = { id: receiver.organisationId };
  const reason = `${bureau.name}确认登记时确定接收单位。`;
  await on.act('parties.change', { role: 'receiver', change: 'join', organisation, reason });
  if (about.insidePlanningArea) {
    await on.act('parties.change', { role: 'archives', change: 'join', organisation, reason });
  }
  on.troupe.onReached(on.dossier, 'tracking');
  await officer(on);
}

async function readReport(on: Occasion, task: Task): Promise<void> {
  if (!(await on.may('report.read'))) return;
  const report = (await on.part('reports')).find(({ period }) => period === task.subject);
  if (report) await on.act('report.read', { reportId: report.id });
}

async function reviewApplication(on: Occasion): Promise<void> {
  if (!(await on.may('application.propose'))) return;
  const [application] = await on.part('applications');
  if (application?.state !== 'submitted') return;
  const { number } = application;
  const { application: fate } = on.scenario;
  if (number === 1 && (fate === 'corrected' || fate === 'returned') && on.once('application corrections')) {
    await on.act('application.request_corrections', { items: APPLICATION_CORRECTIONS.items });
    return;
  }
  // The owner who means to withdraw does so while it is under review.
  if (number === 1 && fate === 'withdrawn') return;
  if (!on.isTime(`review ${application.id}`, daysFor(on.scenario, 'reply_application', 3))) return;
  const refused = number === 1 && fate === 'refused';
  const proposals = await on.part('proposals');
  if (proposals.some(({ kind, state }) => kind === 'application' && state === 'open')) return;
  await on.act('application.propose', {
    reply: refused ? { decision: 'refuse', reasons: REFUSAL_REASONS } : { decision: 'accept' },
    reason: refused ? '不具备验收条件，建议不予受理。' : '申请材料齐全，符合验收条件，建议受理。',
  });
  if (refused) on.troupe.world.happened('application_refused', on.code);
}

async function verifyFindings(on: Occasion): Promise<void> {
  const findings = (await on.part('visits')).flatMap((visit) => visit.findings);
  for (const { id, state } of findings) {
    if (state === 'reported') await on.act('visit_finding.verify', { findingId: id, accepted: true });
  }
}

async function verifyItems(on: Occasion): Promise<void> {
  for (const { id, state } of await on.part('items')) {
    if (state !== 'reported' || !on.isTime(`verify ${id}`, daysFor(on.scenario, 'verify_item', 3))) continue;
    await on.act('item.verify', { itemId: id, accepted: true, verdict: '经核对整改到位，予以销号。' });
  }
}

async function servePaper(on: Occasion, task: Task): Promise<void> {
  if (!on.isTime(`serve ${task.subject}`, 1)) return;
  const scanSha256 = await on.scan('送达回证');
  await on.act('service.record', { serviceId: task.subject }, { channel: 'counter', scanSha256 });
}

/** He telephones whom a clock concerns; who was slow acts soon after. */
async function telephone(on: Occasion, task: Task): Promise<void> {
  const { number } = on.dossier.about;
  await on.act('call.log', {
    spokeWith: personName(number),
    number: phoneNumber(number),
    words: '已电话提醒，对方表示尽快办理。',
    taskId: task.id,
  });
}

/** Looks at a project that he follows: makes a visit that he meant to make, hands in the opinion that all have signed. */
export async function officer(on: Occasion): Promise<void> {
  await visitSite(on);
  await submitOpinion(on);
}

async function visitSite(on: Occasion): Promise<void> {
  const { visit } = on.scenario;
  if (!visit || !(await on.may('visit.record')) || !on.isTime('visit', 10) || !on.once('visited')) return;
  await on.act('visit.record', { minutes: VISIT.minutes, findings: VISIT.findings });
}
