import type { TestProject, World } from './process';

export interface AnnouncedRound {
  roundId: string;
  /** Members by seat: leader, deputy, department, two experts. */
  members: [leader: string, ...others: string[]];
}

export interface Announced {
  passed: boolean;
  againstScore?: boolean;
  /** What the panel made of its findings. */
  marks?: ('must_fix' | 'fix' | 'advice')[];
}

/**
 * Puts a project where its panel has announced a result: stage `concluding`, five members, findings that were marked. For
 * tests of what follows; how it comes to this is tested with the meeting.
 */
export async function announcedRound(
  world: World,
  project: TestProject,
  { passed, againstScore = false, marks = [] }: Announced,
): Promise<AnnouncedRound> {
  const { db } = world;
  const now = new Date('2026-03-02T02:00:00Z');
  const fact = await db.fact.findFirstOrThrow({ where: { projectId: project.id } });
  const ruleSet = await db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  const catalogue = await db.catalogue.create({
    data: {
      projectId: project.id,
      version: 1,
      sha256: '0'.repeat(64),
      uploadedById: world.people.owner,
      uploadedAt: now,
    },
  });
  const application = await db.application.create({
    data: {
      projectId: project.id,
      number: 1,
      state: 'accepted',
      form: {},
      report: '',
      conditions: {},
      selfScore: {},
      catalogueId: catalogue.id,
      catalogueSha256: catalogue.sha256,
      ruleSetId: ruleSet.id,
      receivedOn: now,
      submittedFactId: fact.id,
    },
  });
  const round = await db.round.create({
    data: {
      projectId: project.id,
      number: 1,
      kind: 'acceptance',
      step: 'announced',
      applicationId: application.id,
      ruleSetId: ruleSet.id,
    },
  });
  const members: string[] = [];
  for (const [index, role] of (['leader', 'deputy', 'department', 'expert', 'expert'] as const).entries()) {
    const personId = await world.person(`成员${index + 1}`);
    members.push(personId);
    await db.seat.create({
      data: {
        roundId: round.id,
        number: index + 1,
        role,
        state: 'confirmed',
        holders: {
          create: { personId, via: role === 'expert' ? 'draw' : 'appointment', since: now, answer: 'accepted' },
        },
      },
    });
  }
  for (const [index, mark] of marks.entries()) {
    await db.finding.create({
      data: {
        roundId: round.id,
        code: 'W-01',
        evidence: `第${index + 1}处缺件`,
        severity: 'serious',
        mark,
        at: new Date(now.getTime() + index * 60_000),
      },
    });
  }
  await db.result.create({
    data: {
      roundId: round.id,
      panelSize: 5,
      pass: passed ? 4 : 1,
      fail: passed ? 1 : 4,
      abstain: 0,
      absent: 0,
      passed,
      againstScore,
      announcedOn: new Date('2026-03-02'),
      announcedFactId: fact.id,
    },
  });
  await project.place('concluding');
  return { roundId: round.id, members: members as AnnouncedRound['members'] };
}
