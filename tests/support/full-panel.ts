import { randomUUID } from 'node:crypto';
import { toDate } from '../../activities/database/dates';
import type { SeatRole } from '../../prisma/generated/client';
import type { TestProject, World } from './process';

/** A project whose panel is full and meets today, with everybody who is in the room. */
export interface FullPanel {
  project: TestProject;
  roundId: string;
  applicationId: string;
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
  const today = toDate(await world.today());
  const round = await db.round.create({
    data: {
      projectId: project.id,
      number: 1,
      kind,
      step: 'full',
      applicationId: application.id,
      ruleSetId: rules.id,
      place: '禅城区档案馆三楼会议室',
      halfDays: {
        create: [
          { date: today, half: 'morning' },
          { date: today, half: 'afternoon' },
        ],
      },
    },
    include: { halfDays: { orderBy: { half: 'asc' } } },
  });
  const roles: SeatRole[] = ['leader', 'deputy', 'department', ...Array<SeatRole>(size - 3).fill('expert')];
  const seats: string[] = [];
  const members: string[] = [];
  for (const [at, role] of roles.entries()) {
    const personId = await world.person(`成员${at + 1}`);
    if (role === 'expert') {
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
    const via = role === 'expert' ? 'draw' : 'appointment';
    const holders = { create: { personId, via, since: new Date(), answer: 'accepted', asked: 1 } } as const;
    const seat = await db.seat.create({
      data: { roundId: round.id, number: at + 1, role, state: 'confirmed', holders },
    });
    seats.push(seat.id);
    members.push(personId);
  }
  const noticeFactId = randomUUID();
  await db.round.update({ where: { id: round.id }, data: { noticeFactId, noticeSequence: 1 } });
  const notice = { projectId: project.id, subjectKind: 'panel_notice', subjectId: noticeFactId, sentAt: new Date() };
  await db.service.createMany({
    data: members.map((personId) => ({ ...notice, personId, waivedFactId: randomUUID() })),
  });
  return {
    project,
    roundId: round.id,
    applicationId: application.id,
    seats,
    members,
    halfDays: round.halfDays.map(({ id }) => id),
    witness: await world.person('见证人', 'witness', { jurisdictionId: world.district.id }),
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
