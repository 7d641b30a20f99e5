import { Refusal } from '../../../domain/errors';
import type { PaperFacts } from '../../../domain/papers/fill-template';
import { pointsText } from '../../../domain/scoring/points';
import type { Prisma } from '../../../prisma/generated/client';
import { sessionsOf } from '../../acts/meeting/sessions';
import { toLocalDate } from '../../database/dates';
import { chineseDate, chineseSpan } from '../../mail/chinese-date';
import { word } from '../../mail/words';
import type { PaperSource } from './paper-source';

const ROUND = {
  seats: {
    orderBy: { number: 'asc' },
    include: {
      holders: {
        where: { endedAt: null },
        include: {
          person: {
            include: {
              memberships: {
                where: { kind: 'employment', until: null },
                include: { organisation: { include: { names: { where: { until: null } } } } },
              },
            },
          },
        },
      },
    },
  },
  halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] },
  result: true,
  samples: { orderBy: { number: 'asc' } },
  application: true,
} satisfies Prisma.RoundInclude;

export type PaperRound = Prisma.RoundGetPayload<{ include: typeof ROUND }>;

export function paperRound({ tx }: Pick<PaperSource, 'tx'>, roundId: string): Promise<PaperRound> {
  return tx.round.findUniqueOrThrow({ where: { id: roundId }, include: ROUND });
}

/** The round that is under way or was last. @throws Refusal NO_ROUND */
export async function requireLastRound({ tx, project }: PaperSource): Promise<PaperRound> {
  const round = await tx.round.findFirst({
    where: { projectId: project.id },
    orderBy: { number: 'desc' },
    include: ROUND,
  });
  if (!round) throw new Refusal('NO_ROUND', { stage: project.stage });
  return round;
}

/** Who sits on the panel, with what a list of them shows. */
export function membersOf({
  seats,
}: PaperRound): Record<'number' | 'name' | 'unit' | 'title' | 'role' | 'seatId', string>[] {
  return seats.flatMap(({ id, number, role, holders }) =>
    holders.slice(0, 1).map(({ person }) => ({
      seatId: id,
      number: String(number),
      name: person.name,
      unit: person.memberships[0]?.organisation.names[0]?.name ?? '',
      title: person.title ?? '',
      role: word('seat', role),
    })),
  );
}

/** When and where a panel meets or met, who it is, and what it found. */
export function roundFacts(source: PaperSource, round: PaperRound): PaperFacts {
  const { result } = round;
  const latest = Math.max(0, ...round.halfDays.map(({ sitting }) => sitting));
  const sessions = sessionsOf(
    source,
    round.halfDays.filter(({ sitting }) => sitting === latest),
  );
  const members = membersOf(round);
  const leader = members.find(({ role }) => role === word('seat', 'leader'));
  const others = members.filter((member) => member !== leader).map(({ name }) => name);
  return {
    meetingTime: sessions.map(({ startsAt, endsAt }) => chineseSpan(startsAt, endsAt)).join('，'),
    meetingPlace: round.place ?? '',
    meetingOn: result?.announcedOn ? chineseDate(toLocalDate(result.announcedOn)) : '',
    round: String(round.number),
    reinspection: round.kind === 'reinspection' ? word('conclusion', 'reinspection') : '',
    meetingName: word('conclusion', `meeting_${round.kind}`),
    panelSize: String(result?.panelSize ?? round.seats.length),
    leader: leader?.name ?? '',
    otherMembers: others.join('、'),
    samples: String(round.samples.length),
    conclusion: result ? word('conclusion', result.passed ? 'passed' : 'failed') : '',
    passed: result?.passed ? word('conclusion', 'passed') : '',
    votesPass: String(result?.pass ?? ''),
    votesFail: String(result?.fail ?? ''),
    votesAbstain: result?.abstain ? String(result.abstain) : '',
    votesAbsent: result?.absent ? String(result.absent) : '',
    score: result?.scoreHundredths == null ? '' : pointsText(result.scoreHundredths),
    grade: result?.grade ? gradeName(source, result.grade) : '',
  };
}

function gradeName({ rules }: PaperSource, grade: string): string {
  const names = rules.body.scoring.gradeNames as Readonly<Record<string, string>>;
  return names[grade] ?? grade;
}
