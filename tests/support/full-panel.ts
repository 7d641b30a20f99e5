import { randomUUID } from 'node:crypto';
import { toDate } from '../../activities/database/dates';
import type { Round, SeatRole } from '../../prisma/generated/client';
import type { TestProject, World } from './process';

/** A project whose panel is full and meets today, with everybody who is in the room. */
export interface FullPanel {
  project: TestProject;
  roundId: string;
  /** Ids of seats by number from 0: leader, deputy, department, experts. */
  seats: string[];
  /** Who holds them. */
  members: string[];
  /** Ids of today's half-days. */
  halfDays: string[];
  witness: string;
}

export interface FullPanelOrder {
  size?: number;
  volumes?: number;
  classified?: number;
  ruleSet?: string;
  kind?: 'acceptance' | 'reinspection';
}

const STRATA = ['preliminary', 'concealed', 'as_built', 'quality', 'contracts', 'other'];

/** Writes the rows that the formation of a panel leaves behind. */
export async function fullPanel(world: World, order: FullPanelOrder = {}): Promise<FullPanel> {
  const { size = 5, volumes = 30, classified = 0, ruleSet = 'default', kind = 'acceptance' } = order;
  const { db } = world;
  const project = await world.project({ industry: '水利' });
  await project.place(kind === 'acceptance' ? 'convening' : 'reinspecting');
  const rules = await db.ruleSetVersion.findFirstOrThrow({ where: { code: ruleSet } });
  const catalogue = await db.catalogue.create({
    data: {
      projectId: project.id,
      version: 1,
      sha256: 'c'.repeat(64),
      uploadedById: world.people.owner,
      uploadedAt: new Date(),
      volumes: {
        create: Array.from({ length: volumes }, (_, at) => ({
          code: `V-${String(at + 1).padStart(4, '0')}`,
          title: `第${at + 1}卷`,
          pages: 20,
          retention: 'permanent' as const,
          phase: '施工',
          stratum: STRATA[at % STRATA.length]!,
        })),
      },
      classified: classified > 0 ? { create: { stratum: 'concealed', count: classified } } : undefined,
    },
  });
  const application = await db.application.create({
    data: {
      projectId: project.id,
      number: 1,
      state: 'accepted',
      form: {},
      report: '申请报告',
      conditions: {},
      selfScore: {},
      catalogueId: catalogue.id,
      catalogueSha256: catalogue.sha256,
      ruleSetId: rules.id,
      receivedOn: toDate('2026-02-02'),
      submittedFactId: randomUUID(),
    },
  });
  const roles: SeatRole[] = ['leader', 'deputy', 'department', ...Array<SeatRole>(size - 3).fill('expert')];
  const members: Member[] = [];
  for (const [at, role] of roles.entries()) {
    const personId = await world.person(`成员${at + 1}`);
    members.push({ role, personId });
    if (role !== 'expert') continue;
    await db.poolMembership.create({
      data: {
        personId,
        jurisdictionId: world.district.id,
        specialties: [at % 2 === 1 ? 'archives' : 'water'],
        titleLevel: 'senior',
        yearsInField: 20,
        joinedOn: toDate('2020-01-01'),
      },
    });
  }
  const round = { projectId: project.id, number: 1, kind, applicationId: application.id, ruleSetId: rules.id };
  const witness = await world.person('见证人', 'witness', { jurisdictionId: world.district.id });
  return { project, witness, ...(await convene(world, round, members)) };
}

/** The re-inspection of a project whose panel failed it: the same members meet again today. */
export async function reinspectionOf(world: World, { project, roundId, witness }: FullPanel): Promise<FullPanel> {
  const failed = await world.db.round.update({
    where: { id: roundId },
    data: { step: 'ended', endedAt: new Date(), endReason: 'failed' },
    include: { seats: { orderBy: { number: 'asc' }, include: { holders: true } } },
  });
  await project.place('reinspecting');
  const { projectId, number, applicationId, ruleSetId } = failed;
  const members = failed.seats.map(({ role, holders }) => ({ role, personId: holders[0]!.personId }));
  const round = { projectId, number: number + 1, kind: 'reinspection' as const, applicationId, ruleSetId };
  return { project, witness, ...(await convene(world, round, members)) };
}

interface Member {
  role: SeatRole;
  personId: string;
}

/** A round whose seats are confirmed and whose notice was waived. */
async function convene(
  { db, today }: World,
  round: Pick<Round, 'projectId' | 'number' | 'kind' | 'applicationId' | 'ruleSetId'>,
  members: readonly Member[],
): Promise<Omit<FullPanel, 'project' | 'witness'>> {
  const date = toDate(await today());
  const noticeFactId = randomUUID();
  const created = await db.round.create({
    data: {
      ...round,
      step: 'full',
      place: '禅城区档案馆三楼会议室',
      noticeFactId,
      noticeSequence: 1,
      halfDays: {
        create: [
          { date, half: 'morning' },
          { date, half: 'afternoon' },
        ],
      },
    },
    include: { halfDays: { orderBy: { half: 'asc' } } },
  });
  const seats: string[] = [];
  for (const [at, { role, personId }] of members.entries()) {
    const via = role === 'expert' ? 'draw' : 'appointment';
    const holders = { create: { personId, via, since: date, answer: 'accepted', asked: 1 } } as const;
    const seat = await db.seat.create({
      data: { roundId: created.id, number: at + 1, role, state: 'confirmed', holders },
    });
    seats.push(seat.id);
  }
  const notice = { projectId: round.projectId, subjectKind: 'panel_notice', subjectId: noticeFactId, sentAt: date };
  await db.service.createMany({
    data: members.map(({ personId }) => ({ ...notice, personId, waivedFactId: randomUUID() })),
  });
  return {
    roundId: created.id,
    seats,
    members: members.map(({ personId }) => personId),
    halfDays: created.halfDays.map(({ id }) => id),
  };
}

/** Another rule set: the default one with some rules of its sections changed. @returns its code */
export async function ruleSetWith(world: World, changes: Record<string, object>): Promise<string> {
  const { body, ...row } = await world.db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  const sections = body as Record<string, object>;
  const changed = Object.entries(changes).map(([name, change]) => [name, { ...sections[name], ...change }]);
  const code = randomUUID();
  await world.db.ruleSetVersion.create({
    // Not approved, so that no other project falls under it.
    data: { ...row, id: code, code, approvedById: null, body: { ...sections, ...Object.fromEntries(changed) } },
  });
  return code;
}

/** Who sits on the panel of a project's round under way, however it was formed. */
export async function panelInRoom({ db }: World, project: TestProject, witness: string): Promise<FullPanel> {
  const round = await db.round.findFirstOrThrow({
    where: { projectId: project.id, endedAt: null },
    include: {
      seats: { orderBy: { number: 'asc' }, include: { holders: { where: { endedAt: null } } } },
      halfDays: { orderBy: [{ sitting: 'desc' }, { date: 'asc' }, { half: 'asc' }] },
    },
  });
  return {
    project,
    witness,
    roundId: round.id,
    seats: round.seats.map(({ id }) => id),
    members: round.seats.map(({ holders }) => holders[0]!.personId),
    halfDays: round.halfDays.map(({ id }) => id),
  };
}
