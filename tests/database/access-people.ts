import { toDate } from '../../activities/database/dates';
import { ALL, HELD, OWNER, PANEL, type Place, type Placed, TODAY } from './access-parts';
import type { AccessRows } from './access-rows';

/** A place's project and the people who have a part in it. */
export interface PlacePeople {
  place: Place;
  jurisdictionId: string;
  projectId: string;
  /** By role. */
  staff: Record<string, string>;
  /** Organisations by the role of their contact. */
  bodies: Record<string, string>;
  /** Whoever holds or held a seat, by part. */
  mates: Record<string, string>;
  witness: string;
}

export async function addPeople(rows: AccessRows, place: Place, jurisdictionId: string): Promise<PlacePeople> {
  const { note, put, putAs } = rows.of(place);
  const day = toDate(TODAY);
  const staff: Record<string, string> = {};
  for (const role of ['officer', 'director', 'recorder'] as const) {
    staff[role] = await rows.person(`${place} ${role}`);
    const parts: Placed['parts'] = role === 'officer' ? ['admin', ...ALL] : ['admin'];
    note('person', parts, staff[role]!);
    note('grant', ['admin'], await rows.grant(staff[role]!, role, { jurisdictionId }));
  }
  const projectId = await put('project', ALL, {
    ...{ code: `P-${place}`, name: `${place}工程`, industry: '公路', jurisdictionId },
    caseOfficerId: staff.officer,
    stage: 'inspecting',
  });

  const bodies: Record<string, string> = {};
  for (const role of ['owner', 'department', 'receiver'] as const) {
    const organisationId = await rows.add('organisation', { kinds: [role] });
    bodies[role] = organisationId;
    const contact = await rows.person(`${place} ${role}`);
    await put('projectParty', ALL, { projectId, organisationId, role });
    note('grant', [role, 'admin'], await rows.grant(contact, role, { organisationId }));
    note('person', [role, 'admin'], contact);
    await put('membership', [role, 'admin'], { personId: contact, organisationId, kind: 'contact' });
    await putAs('personDetails', [role], contact, { personId: contact, phone: `139-${place}-${role}` });
    await put('emailAddress', [role, 'admin'], { personId: contact, address: `${role}@${place}.cn` });
  }
  const mates: Record<string, string> = {};
  for (const part of HELD) {
    mates[part] = await rows.person(`${place} ${part}`);
    const known: Placed['parts'] = part === 'member' || part === 'seated' ? [...OWNER, ...PANEL] : [part];
    note('person', [...known, 'admin'], mates[part]!);
    await put('poolMembership', [part], {
      ...{ personId: mates[part], jurisdictionId, specialties: ['transport'], titleLevel: 'senior' },
      ...{ yearsInField: 10, joinedOn: day },
    });
    await putAs('personDetails', [part], mates[part]!, { personId: mates[part], phone: `138-${place}-${part}` });
    await put('emailAddress', [part, 'admin'], { personId: mates[part], address: `${part}@${place}.cn` });
    await put('declaredRelation', [part], { personId: mates[part], kind: 'employment', declaredOn: day });
    await put('absence', [part], { personId: mates[part], from: day, until: day });
  }
  const witness = await rows.person(`${place} witness`);
  note('person', ['witness', 'admin'], witness);
  note('grant', ['witness', 'admin'], await rows.grant(witness, 'witness', { jurisdictionId }));

  return { place, jurisdictionId, projectId, staff, bodies, mates, witness };
}
