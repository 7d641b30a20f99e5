import { addDays, addMonths } from '../../../domain/calendar/local-date';
import { APPLICATION_CORRECTIONS, applicationFormOf } from '../content/application';
import { catalogueOf } from '../content/catalogue';
import { REGISTRATION_CORRECTIONS, registrationFormOf } from '../content/registration';
import { reportOf, VISIT } from '../content/reports';
import { daysFor } from './delays';
import { handOver } from './hand-over';
import type { Occasion } from './occasion';

/** The owner's contact signs for what was sent, and does on the project's page what is his to do and due. */
export async function owner(on: Occasion): Promise<void> {
  await signForNotices(on);
  await register(on);
  await answerCorrections(on);
  await report(on);
  await apply(on);
  await withdraw(on);
  await answerFindings(on);
  await rectify(on);
  await recordCompletion(on);
  await handOver(on);
}

/** Notices that go to an owner; the rest of the project's are for others. */
const TO_OWNERS = [
  'invitation',
  'corrections',
  'return',
  'visit',
  'reply',
  'opinion',
  'rectification_notice',
  'correction',
  'owner_notice',
];

async function signForNotices(on: Occasion): Promise<void> {
  if (on.entering) return;
  for (const { id, subjectKind, servedOn } of await on.part('services')) {
    if (servedOn !== null || !TO_OWNERS.includes(subjectKind)) continue;
    if (!on.isTime(`sign ${subjectKind}`, daysFor(on.scenario, 'service', 0))) continue;
    await on.act('service.record', { serviceId: id });
  }
}

async function register(on: Occasion): Promise<void> {
  if (!(await on.may('registration.submit'))) return;
  const [latest] = await on.part('registrations');
  if (latest && latest.state !== 'returned') return;
  if (!on.isTime('register', daysFor(on.scenario, 'register', 3))) return;
  await on.act('registration.submit', { form: registrationFormOf(on.dossier.about) });
}

async function answerCorrections(on: Occasion): Promise<void> {
  const { stage } = await on.view();
  if (stage !== 'registering' && stage !== 'reviewing') return;
  const [request] = await on.part('corrections');
  const open = request?.items.filter(({ answer }) => answer === null) ?? [];
  if (!request || open.length === 0) return;
  // Corrections that nobody answers send the application back; the owner then applies anew.
  if (request.subject === 'application' && on.scenario.application === 'returned') return;
  if (!on.isTime(`answer ${request.id}`, daysFor(on.scenario, 'answer_corrections', 4))) return;
  const { answers } = request.subject === 'registration' ? REGISTRATION_CORRECTIONS : APPLICATION_CORRECTIONS;
  await on.act(`${request.subject}.answer_corrections`, {
    answers: open.map(({ id, field }) => ({ itemId: id, ...answers[field] })),
  });
  if (on.once(`corrected ${request.subject}`)) on.troupe.world.happened(`${request.subject}_corrected`, on.code);
}

/** The last day of a period: `2026Q2`, `2026H1`. */
function endOf(period: string): string {
  const months = (period[4] === 'Q' ? 3 : 6) * Number(period[5]);
  return addDays(addMonths(`${period.slice(0, 4)}-01-01`, months), -1);
}

async function report(on: Occasion): Promise<void> {
  if (!(await on.may('report.submit'))) return;
  for (const { kind, subject: period, state } of await on.part('clocks')) {
    if (kind !== 'periodic_report' || state === 'stopped' || endOf(period) >= on.today) continue;
    // Who lets a report pass is late with one of them, and the reminder after the term moves him.
    if (!on.isTime(`report ${period}`, on.scenario.late?.includes('periodic_report') ? 14 : 0)) continue;
    await on.act('report.submit', reportOf(period, on.dossier.about.number + Number(period[5])));
  }
}

async function apply(on: Occasion): Promise<void> {
  const { dossier, scenario, today } = on;
  if (scenario.route || today < dossier.applyOn || !(await on.may('application.submit'))) return;
  const applications = await on.part('applications');
  const refused = applications.length > 0 && !on.isTime(`apply ${applications.length}`, 15);
  if (refused) return;
  const { acts } = await on.view();
  // A failed project rectifies before it applies again.
  if (acts.includes('item.report') && (await on.part('items')).some(({ state }) => state !== 'closed')) return;
  const catalogue = await catalogueFor(on, applications.length + 1);
  const { items } = await on.troupe.rulesFor(on.person, dossier.about.industry);
  const form = applicationFormOf({ about: dossier.about, catalogue, volumes: dossier.volumes, items });
  await on.act('application.submit', { form });
}

async function catalogueFor(on: Occasion, version: number): Promise<{ id: string; sha256: string }> {
  const [newest] = await on.part('catalogues');
  if (newest && version > 1) return newest;
  const volumes = catalogueOf(on.code.replace(/-\d{4}-/, '·'), on.dossier.volumes);
  return on.person.send('post', `/api/v1/projects/${on.code}/catalogues`, { volumes });
}

async function withdraw(on: Occasion): Promise<void> {
  if (on.scenario.application !== 'withdrawn' || !(await on.may('application.withdraw'))) return;
  if (!on.isTime('withdraw', 2) || !on.once('withdrawn')) return;
  await on.act('application.withdraw', { reason: '试运行考核未完成，待考核后重新申请。' });
  on.troupe.world.happened('application_withdrawn', on.code);
}

async function answerFindings(on: Occasion): Promise<void> {
  if (!on.scenario.visit || !(await on.may('visit_finding.answer'))) return;
  const findings = (await on.part('visits')).flatMap((visit) => visit.findings);
  for (const { id, state } of findings) {
    if (state !== 'open' || !on.isTime(`finding ${id}`, daysFor(on.scenario, 'inspection_finding', 8))) continue;
    await on.act('visit_finding.answer', {
      findingId: id,
      answer: VISIT.answer,
      evidence: [await on.scan('整改照片')],
    });
  }
}

async function rectify(on: Occasion): Promise<void> {
  if (!(await on.may('item.report'))) return;
  // The terms of the items begin when their notice was signed for.
  for (const { id, state } of await on.part('items')) {
    if (state !== 'open' || !on.isTime(`item ${id}`, daysFor(on.scenario, 'rectification_item', 10))) continue;
    await on.act('item.report', {
      itemId: id,
      text: '已按要求补充、更正并重新核对，相关案卷已调整。',
      evidence: [await on.scan('整改材料')],
    });
  }
}

async function recordCompletion(on: Occasion): Promise<void> {
  if (!(await on.may('completion.record')) || !on.isTime('complete', 15)) return;
  await on.act('completion.record', {
    heldOn: on.today,
    document: `${on.dossier.about.name}竣工验收鉴定书`,
    documentSha256: await on.scan('竣工验收鉴定书'),
  });
}
