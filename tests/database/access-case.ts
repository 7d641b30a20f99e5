import { randomUUID } from 'node:crypto';
import { toDate } from '../../activities/database/dates';
import { ALL, AT, BODIES, OWNER, PANEL, type Placed, TODAY } from './access-parts';
import type { PlacePeople } from './access-people';
import type { AccessRows } from './access-rows';

/** The case between owner and bureau, and what rests on it. */
export async function addCase(
  rows: AccessRows,
  { place, jurisdictionId, projectId, staff, bodies, mates }: PlacePeople,
  ruleSet: string,
): Promise<{ factId: string; applicationId: string }> {
  const { put, putAs } = rows.of(place);
  const day = toDate(TODAY);
  const fact = (kind: string, parts: Placed['parts'], more: object = {}) =>
    put('fact', parts, { projectId, kind, occurredOn: day, actedAt: AT, channel: 'web', detail: {}, ...more });
  const factId = await fact('registration.submit', OWNER);
  await fact('application.propose', []);
  await fact('seat.appoint', []);
  await fact('ballot.cast', ['member'], { recordedById: mates.member });
  await fact('hand_over.refuse', ['receiver', 'owner'], { recordedById: rows.people.get(`${place} receiver`) });
  await put('stageChange', ALL, { projectId, to: 'planned', at: AT });
  await put('listing', ALL, { projectId, year: 2026, level: place, category: 'continued', number: '1', text: {} });
  await put('projectDate', ALL, { projectId, kind: 'completion' });
  await put('registration', OWNER, { projectId, version: 1, form: {}, submittedFactId: factId });
  const requestId = await put('correctionRequest', OWNER, {
    ...{ projectId, subject: 'registration', subjectId: randomUUID(), number: 1, sentFactId: factId },
  });
  await put('correctionItem', OWNER, { requestId, number: 1, field: 'name', code: 'X', text: 'x' });
  await put('periodicReport', OWNER, { projectId, period: '2026Q3', noChange: true, content: {}, factId });
  const visitId = await put('visit', OWNER, { projectId, visitedOn: day, minutes: 'x', factId });
  await put('visitFinding', OWNER, { visitId, number: 1, text: 'x', days: 5 });
  await put('suspension', OWNER, { projectId, reason: 'x', document: 'x', from: day, beganFactId: factId });
  await put('factCorrection', OWNER, {
    ...{ projectId, correctedFactId: factId, field: 'x', reason: 'x', touchedPapers: [], touchedClocks: [], factId },
  });
  const catalogueId = await put('catalogue', [...OWNER, ...PANEL, ...BODIES], {
    ...{ projectId, version: 1, sha256: '', uploadedById: rows.people.get(`${place} owner`), uploadedAt: AT },
  });
  await put('volume', [...OWNER, ...PANEL, ...BODIES], {
    ...{
      catalogueId,
      code: `V-${place}`,
      title: 'x',
      pages: 1,
      retention: 'permanent',
      phase: 'x',
      stratum: 'other',
    },
  });
  await putAs('classifiedCount', [...OWNER, ...PANEL, ...BODIES], catalogueId, {
    catalogueId,
    stratum: 'other',
    count: 1,
  });
  const batchId = await put('importBatch', [], {
    ...{
      kind: 'catalogue',
      projectId,
      jurisdictionId,
      fileName: 'x',
      fileSha256: '',
      options: {},
    },
    ...{ state: 'cancelled', uploadedById: randomUUID(), uploadedAt: AT },
  });
  await put('importCourse', [], { batchId, kind: 'undoing', actorId: randomUUID(), acts: [], total: 0, begunAt: AT });
  await putAs('listingDecision', [], `line ${place}`, {
    ...{
      jurisdictionId,
      line: `line ${place}`,
      projectId,
      decidedById: randomUUID(),
      decidedAt: AT,
    },
  });
  const applicationId = await put('application', [...OWNER, ...PANEL], {
    ...{ projectId, number: 1, state: 'accepted', form: {}, report: 'x', conditions: {}, selfScore: {}, catalogueId },
    ...{ catalogueSha256: '', ruleSetId: ruleSet, receivedOn: day, submittedFactId: factId },
  });
  const clock = (workflow: string, subject: string, parts: Placed['parts']) =>
    put('clock', parts, {
      ...{ projectId, workflow, kind: 'x', subject, ruleSetId: ruleSet, state: 'running', provisional: false },
      ...{ approximate: false, calendar: 'x', version: 1, countsFrom: day, countsTo: day, row: {} },
    });
  await clock('projectAcceptance', 'life', ALL);
  await clock('panelFormation', 'formation', BODIES);
  await put('handOver', [...OWNER, 'receiver'], {
    ...{ projectId, receiverId: bodies.receiver, attempt: 1, counts: {}, differences: [], submittedFactId: factId },
  });
  const service = (subjectKind: string, parts: Placed['parts'], to?: string) =>
    put('service', parts, { projectId, subjectKind, subjectId: randomUUID(), sentAt: AT, personId: to });
  await service('opinion', OWNER);
  await service('panel_notice', ['member'], mates.member);
  await service('member_letter', ['department'], rows.people.get(`${place} department`));
  await service('member_letter', BODIES);
  await put('paper', [...OWNER, ...BODIES, ...PANEL], {
    projectId,
    jurisdictionId,
    kind: 'opinion',
    content: {},
    issuedOn: day,
  });
  await put('paper', [], { projectId, jurisdictionId, kind: 'draw_record', content: {}, issuedOn: day });
  await put('paper', [], { projectId, jurisdictionId, kind: 'reply', content: {} });
  await put('proposal', [], {
    projectId,
    kind: 'x',
    reason: 'x',
    content: {},
    proposedById: staff.officer,
    proposedAt: AT,
  });
  await put('task', [], { projectId, jurisdictionId, role: 'officer', kind: 'x', subject: '1', createdAt: AT });
  await put('task', OWNER, { projectId, jurisdictionId, role: 'owner', kind: 'x', subject: '2', createdAt: AT });
  await put('task', BODIES, { projectId, jurisdictionId, role: 'receiver', kind: 'x', subject: '3', createdAt: AT });
  const planId = await put('annualPlan', [], { jurisdictionId, year: 2026 });
  await putAs('annualPlanItem', [], planId, { planId, projectId });
  const mail = { kind: 'x', data: {}, queuedAt: AT, notBefore: AT };
  await put('outboxMail', ['member'], { projectId, personId: mates.member, eventKey: 'x', ...mail });
  await put('outboxMail', OWNER, { projectId, personId: rows.people.get(`${place} owner`), eventKey: 'x', ...mail });
  // A draft is its author's alone; the matrix tests it by itself.
  await rows.add('draft', { projectId, personId: staff.officer, kind: 'x', body: {}, savedAt: AT });

  return { factId, applicationId };
}
