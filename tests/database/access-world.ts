import { randomUUID } from 'node:crypto';
import { createDatabase } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import type { Role } from '../../prisma/generated/client';
import type { TestDatabase } from '../support/database';

/** A city over two districts, which know nothing of each other. */
export const PLACES = ['city', 'a', 'b'] as const;
export type Place = (typeof PLACES)[number];

/** What people are to the place's one project. `seated` voted and is known since check-in, `invitee` did not answer yet. */
export const PARTS = [
  'officer',
  'director',
  'recorder',
  'owner',
  'department',
  'receiver',
  'member',
  'seated',
  'invitee',
  'declined',
  'witness',
] as const;
export type Part = (typeof PARTS)[number];

/** Everybody with a part in the bureau's own work. */
const STAFF: Part[] = ['officer', 'director', 'recorder'];
const OWNER: Part[] = ['owner'];
const BODIES: Part[] = ['department', 'receiver'];
const PANEL: Part[] = ['member', 'seated'];
const HELD: Part[] = [...PANEL, 'invitee', 'declined'];
const ALL: Part[] = [...OWNER, ...BODIES, ...HELD, 'witness'];

/** A row and who beside the bureau's staff may see it; `admin` stands for the admin. */
export interface Placed {
  model: string;
  id: string;
  place: Place;
  parts: (Part | 'admin')[];
}

export const TODAY = '2026-11-24';
const AT = new Date('2026-11-24T02:00:00.000Z');

export interface AccessWorld {
  placed: Placed[];
  /** Persons by `<place> <part>`, and `admin`, `stranger`, `unconfirmed a`, `former a`, `deputy a`. */
  people: Map<string, string>;
  rounds: Map<Place, string>;
  projects: Map<Place, string>;
}

/** Fills a database with one row at least of every table for each place. */
export async function createAccessWorld(database: TestDatabase): Promise<AccessWorld> {
  const db = createDatabase({ url: database.urls.owner, poolSize: 1 });
  try {
    return await db.transaction((tx) => fill(tx as unknown as Writer));
  } finally {
    await db.close();
  }
}

// Every delegate alike: the fixture writes 60 tables by name.
type Writer = Record<string, { create(args: { data: object }): Promise<{ id: string }> }>;

async function fill(tx: Writer): Promise<AccessWorld> {
  const placed: Placed[] = [];
  const people = new Map<string, string>();
  const rounds = new Map<Place, string>();
  const projects = new Map<Place, string>();
  const day = toDate(TODAY);

  async function add(model: string, data: object): Promise<string> {
    const id = randomUUID();
    const row = await tx[model]!.create({ data: { id, ...data } });
    return row.id ?? id;
  }

  await tx.installation!.create({ data: { mode: 'real' } });
  const city = await add('jurisdiction', jurisdiction('city', null));
  const places: Record<Place, string> = {
    city,
    a: await add('jurisdiction', jurisdiction('a', city)),
    b: await add('jurisdiction', jurisdiction('b', city)),
  };
  const ruleSet = await add('ruleSetVersion', {
    ...{ code: 'default', version: 1, name: 'test', sha256: '', effectiveFrom: day, approvedById: randomUUID() },
    body: { scoring: { mode: 'each' } },
  });

  async function person(name: string): Promise<string> {
    const id = await add('person', { name });
    people.set(name, id);
    return id;
  }
  async function grant(personId: string, role: Role, where: object, confirmed = true): Promise<string> {
    const confirmation = confirmed ? { confirmedById: randomUUID(), confirmedAt: AT } : {};
    return add('grant', { personId, role, from: toDate('2026-01-01'), ...confirmation, ...where });
  }

  const admin = await person('admin');
  await grant(admin, 'admin', {});
  await person('stranger');

  for (const place of PLACES) {
    const jurisdictionId = places[place];
    const put = async (model: string, parts: Placed['parts'], data: object, key?: (id: string) => string) => {
      const id = await add(model, data);
      placed.push({ model, id: key ? key(id) : id, place, parts });
      return id;
    };
    const put2 = async (model: string, parts: Placed['parts'], id: string, data: object) => {
      await tx[model]!.create({ data });
      placed.push({ model, id, place, parts });
    };

    const staff: Record<string, string> = {};
    for (const role of ['officer', 'director', 'recorder'] as const) {
      staff[role] = await person(`${place} ${role}`);
      const parts: Placed['parts'] = role === 'officer' ? ['admin', ...ALL] : ['admin'];
      placed.push({ model: 'person', id: staff[role]!, place, parts });
      placed.push({
        model: 'grant',
        id: await grant(staff[role]!, role, { jurisdictionId }),
        place,
        parts: ['admin'],
      });
    }
    const projectId = await put('project', ALL, {
      ...{ code: `P-${place}`, name: `${place}工程`, industry: '公路', jurisdictionId },
      caseOfficerId: staff.officer,
      stage: 'inspecting',
    });
    projects.set(place, projectId);

    const bodies: Record<string, string> = {};
    for (const role of ['owner', 'department', 'receiver'] as const) {
      const organisationId = await add('organisation', { kinds: [role] });
      bodies[role] = organisationId;
      const contact = await person(`${place} ${role}`);
      await put('projectParty', ALL, { projectId, organisationId, role });
      placed.push({
        model: 'grant',
        id: await grant(contact, role, { organisationId }),
        place,
        parts: [role, 'admin'],
      });
      placed.push({ model: 'person', id: contact, place, parts: [role, 'admin'] });
      await put('membership', [role, 'admin'], { personId: contact, organisationId, kind: 'contact' });
      await put2('personDetails', [role], contact, { personId: contact, phone: `139-${place}-${role}` });
      await put('emailAddress', [role, 'admin'], { personId: contact, address: `${role}@${place}.cn` });
    }
    const mates: Record<string, string> = {};
    for (const part of HELD) {
      mates[part] = await person(`${place} ${part}`);
      const known: Placed['parts'] = part === 'member' || part === 'seated' ? [...OWNER, ...PANEL] : [part];
      placed.push({ model: 'person', id: mates[part]!, place, parts: [...known, 'admin'] });
      await put('poolMembership', [part], {
        ...{ personId: mates[part], jurisdictionId, specialties: ['transport'], titleLevel: 'senior' },
        ...{ yearsInField: 10, joinedOn: day },
      });
      await put2('personDetails', [part], mates[part]!, { personId: mates[part], phone: `138-${place}-${part}` });
      await put('emailAddress', [part, 'admin'], { personId: mates[part], address: `${part}@${place}.cn` });
      await put('declaredRelation', [part], { personId: mates[part], kind: 'employment', declaredOn: day });
      await put('absence', [part], { personId: mates[part], from: day, until: day });
    }
    const witness = await person(`${place} witness`);
    placed.push({ model: 'person', id: witness, place, parts: ['witness', 'admin'] });
    placed.push({
      model: 'grant',
      id: await grant(witness, 'witness', { jurisdictionId }),
      place,
      parts: ['witness', 'admin'],
    });

    // The case.
    const fact = (kind: string, parts: Placed['parts'], more: object = {}) =>
      put('fact', parts, { projectId, kind, occurredOn: day, actedAt: AT, channel: 'web', detail: {}, ...more });
    const factId = await fact('registration.submit', OWNER);
    await fact('application.propose', []);
    await fact('seat.appoint', []);
    await fact('ballot.cast', ['member'], { recordedById: mates.member });
    await fact('hand_over.refuse', ['receiver', 'owner'], { recordedById: people.get(`${place} receiver`) });
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
      ...{ projectId, version: 1, sha256: '', uploadedById: people.get(`${place} owner`), uploadedAt: AT },
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
    await put2('classifiedCount', [...OWNER, ...PANEL, ...BODIES], catalogueId, {
      catalogueId,
      stratum: 'other',
      count: 1,
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
    await put('service', [...OWNER, 'department'], {
      ...{
        projectId,
        subjectKind: 'x',
        subjectId: randomUUID(),
        sentAt: AT,
        personId: people.get(`${place} department`),
      },
    });
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
    await put2('annualPlanItem', [], planId, { planId, projectId });
    const mail = { kind: 'x', data: {}, queuedAt: AT, notBefore: AT };
    await put('outboxMail', ['member'], { projectId, personId: mates.member, eventKey: 'x', ...mail });
    await put('outboxMail', OWNER, { projectId, personId: people.get(`${place} owner`), eventKey: 'x', ...mail });
    await put('draft', [], { projectId, personId: staff.officer, kind: 'x', body: {}, savedAt: AT });
    placed.pop(); // a draft is its author's alone; the matrix tests it by itself

    // The panel.
    const roundId = await put('round', ALL, {
      ...{ projectId, number: 1, kind: 'acceptance', step: 'inspecting', applicationId, ruleSetId: ruleSet },
    });
    rounds.set(place, roundId);
    const halfDayId = await put('meetingHalfDay', ALL, { roundId, date: day, half: 'morning' });
    const seats: Record<string, string> = {};
    for (const [index, part] of HELD.entries()) {
      const seatId = await put('seat', ALL, {
        roundId,
        number: index + 1,
        role: part === 'member' ? 'leader' : 'expert',
      });
      seats[part] = seatId;
      const present = part === 'member' || part === 'seated';
      await put('seatHolder', present ? [...OWNER, ...PANEL] : [part], {
        ...{ seatId, personId: mates[part], via: 'draw', since: AT },
        answer: present ? 'accepted' : part === 'declined' ? 'declined' : null,
        endedAt: part === 'declined' ? AT : null,
      });
      if (!present) continue;
      const here = { roundId, seatId, personId: mates[part] };
      await put('checkIn', [...OWNER, ...PANEL], { ...here, halfDayId, at: AT, factId });
      await put('sheetIn', part === 'member' ? ['member'] : PANEL, {
        ...here,
        ...{ sealHash: '', factId },
        // The second member's is open: as after the opening.
        ...(part === 'seated' ? { value: { total: 80 }, salt: '00' } : {}),
      });
      await put('ballotIn', [part], { ...here, sealHash: '', factId });
    }
    await put('sampleItem', [...OWNER, ...PANEL], {
      roundId,
      number: 1,
      via: 'drawn',
      stratum: 'other',
      volumeCode: 'V',
    });
    await put('finding', PANEL, { roundId, seatId: seats.member, code: 'x', evidence: 'x', severity: 'x', at: AT });
    await put('departure', PANEL, {
      roundId,
      seatId: seats.seated,
      personId: mates.seated,
      reason: 'x',
      leftAt: AT,
      factId,
    });
    await put('ballotAbsence', PANEL, {
      roundId,
      seatId: seats.invitee,
      sitting: 1,
      reason: 'x',
      recordedById: staff.recorder,
      factId,
    });
    await put2('result', PANEL, roundId, {
      roundId,
      panelSize: 5,
      pass: 3,
      fail: 1,
      abstain: 1,
      absent: 0,
      passed: true,
    });
    const draftOpinion = await put('opinion', PANEL, {
      projectId,
      roundId,
      version: 1,
      text: {},
      passed: true,
      draftFactId: factId,
    });
    await put('opinionSignature', PANEL, {
      opinionId: draftOpinion,
      seatId: seats.member,
      personId: mates.member,
      factId,
    });
    const issued = await put('opinion', [...PANEL, ...OWNER], {
      ...{ projectId, roundId, version: 2, text: {}, passed: true, draftFactId: factId, state: 'issued' },
    });
    await put('opinionSignature', [...PANEL, ...OWNER], {
      opinionId: issued,
      seatId: seats.member,
      personId: mates.member,
      factId,
    });
    const itemId = await put('rectificationItem', [...OWNER, ...PANEL], {
      projectId,
      roundId,
      number: 1,
      text: 'x',
      mark: 'must_fix',
    });
    await put('rectificationAnswer', [...OWNER, ...PANEL], { itemId, number: 1, text: 'x', reportedFactId: factId });
    const ceremonyId = await put('ceremony', ['witness'], {
      ...{ jurisdictionId, startsAt: AT, source: {}, witnessId: witness, operatorId: staff.officer },
    });
    const drawId = await put('draw', ['witness'], {
      ...{ number: PLACES.indexOf(place) + 1, projectId, roundId, purpose: 'panel', ceremonyId, commitment: {} },
      ...{ root: '', secretHash: '', committedFactId: factId },
    });
    await put2('drawExclusion', [], `${drawId}/${mates.declined}`, {
      drawId,
      personId: mates.declined,
      filter: 'x',
      code: 'x',
    });
    const sha256 = `hash-${place}`;
    await tx.storedFile!.create({ data: { sha256, mediaType: 'text/plain', size: 1, content: Buffer.from('x') } });
    const upload = { sha256, name: 'x', projectId };
    await put('fileUpload', [...OWNER, ...PANEL], {
      ...upload,
      uploadedById: people.get(`${place} owner`),
      byOwner: true,
    });
    await put('fileUpload', [], { ...upload, uploadedById: staff.officer });
  }

  // Grants that do not count, and one that counts through another person.
  const unconfirmed = await person('unconfirmed a');
  await grant(unconfirmed, 'officer', { jurisdictionId: places.a }, false);
  const former = await person('former a');
  await grant(former, 'officer', { jurisdictionId: places.a, until: toDate('2026-11-23') });
  const deputy = await person('deputy a');
  await add('absence', { personId: people.get('a director'), deputyId: deputy, from: day, until: day });
  return { placed, people, rounds, projects };
}

function jurisdiction(code: string, parentId: string | null) {
  return { code, name: code, bureauName: `${code}档案局`, paperCode: code, parentId };
}

export { STAFF };
