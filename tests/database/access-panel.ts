import { toDate } from '../../activities/database/dates';
import { ALL, AT, HELD, OWNER, PANEL, PLACES, TODAY } from './access-parts';
import type { PlacePeople } from './access-people';
import type { AccessRows } from './access-rows';

/** A round whose panel sits, what it did and concluded, its draw, and files. @returns the round */
export async function addPanel(
  rows: AccessRows,
  { place, jurisdictionId, projectId, staff, mates, witness }: PlacePeople,
  { factId, applicationId, ruleSet }: { factId: string; applicationId: string; ruleSet: string },
): Promise<string> {
  const { put, putAs } = rows.of(place);
  const day = toDate(TODAY);
  const roundId = await put('round', ALL, {
    ...{ projectId, number: 1, kind: 'acceptance', step: 'inspecting', applicationId, ruleSetId: ruleSet },
  });
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
  await putAs('result', PANEL, roundId, {
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
  await putAs('drawExclusion', [], `${drawId}/${mates.declined}`, {
    drawId,
    personId: mates.declined,
    filter: 'x',
    code: 'x',
  });
  const sha256 = `hash-${place}`;
  await rows.tx.storedFile!.create({ data: { sha256, mediaType: 'text/plain', size: 1, content: Buffer.from('x') } });
  const upload = { sha256, name: 'x', projectId };
  await put('fileUpload', [...OWNER, ...PANEL], {
    ...upload,
    uploadedById: rows.people.get(`${place} owner`),
    byOwner: true,
  });
  await put('fileUpload', [], { ...upload, uploadedById: staff.officer });
  return roundId;
}
