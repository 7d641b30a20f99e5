import type { Rubric } from '../../domain/scoring/rubric';
import { rubricItems } from '../../domain/scoring/rubric';
import type { FullPanel } from './full-panel';
import type { World } from './process';

/** Twenty dice. */
export const DICE = '38215 90467 12853 66094';

export type Vote = 'pass' | 'fail' | 'abstain';

/** Drives a meeting from check-in to the announcement, one part after the other. */
export interface Meeting extends FullPanel {
  step(): Promise<string>;
  checkIn(seats?: number[], halfDay?: number): Promise<void>;
  /** The same to the first half-day of a meeting that was resumed. */
  checkInAnew(seats?: number[]): Promise<void>;
  /** Commitment and dice. */
  sample(): Promise<void>;
  /** Hands in whatever is assigned to a member, without findings. */
  inspect(seat: number): Promise<void>;
  /** Full marks, less `deducted` points on the first item. */
  scores(deducted: number): Promise<{ item: string; points: number; reason?: string }[]>;
  sheet(seat: number, deducted?: number): Promise<void>;
  /** All members inspect and hand in their sheets. */
  inspectAndScore(seats?: number[]): Promise<void>;
  /** Marks every open finding and opens the ballot. */
  deliberate(): Promise<void>;
  vote(seat: number, vote: Vote): Promise<void>;
  /** Recorder and presiding member record that a seat does not vote. */
  absent(seat: number, confirming?: number): Promise<void>;
  /** Recorder and presiding member record that a member leaves. */
  leave(seat: number, confirming?: number): Promise<void>;
}

export function meetingOf(world: World, panel: FullPanel): Meeting {
  const { project, roundId, seats, members, halfDays, witness } = panel;
  const { db, people } = world;
  const everybody = seats.map((_, at) => at);

  const step = async () => (await db.round.findUniqueOrThrow({ where: { id: roundId } })).step;

  async function inspect(seat: number) {
    const own = await db.sampleItem.findMany({
      where: { roundId, seatId: seats[seat], inspectedAt: null, notProduced: false },
    });
    if (own.length === 0) return;
    const volumes = own.map(({ id }) => ({ itemId: id, findings: [] }));
    await project.act(members[seat]!, 'volumes.inspect', { volumes });
  }

  async function scores(deducted: number) {
    const round = await db.round.findUniqueOrThrow({ where: { id: roundId }, include: { ruleSet: true } });
    const { rubric } = round.ruleSet.body as unknown as { rubric: Rubric };
    return rubricItems(rubric).map(({ code, maximum }, at) =>
      at === 0 && deducted > 0
        ? { item: code, points: maximum - deducted, reason: '制度未及时更新' }
        : { item: code, points: maximum },
    );
  }

  async function sheet(seat: number, deducted = 0) {
    await project.act(members[seat]!, 'sheet.submit', { scores: await scores(deducted) });
  }

  return {
    ...panel,
    step,
    async checkIn(asked = everybody, halfDay = 0) {
      const seatIds = asked.map((at) => seats[at]!);
      await project.act(people.officer, 'check_in.record', { halfDayId: halfDays[halfDay], seatIds });
    },
    async checkInAnew(asked = everybody) {
      const halfDay = await db.meetingHalfDay.findFirstOrThrow({
        where: { roundId },
        orderBy: [{ sitting: 'desc' }, { date: 'asc' }, { half: 'asc' }],
      });
      const seatIds = asked.map((at) => seats[at]!);
      await project.act(people.officer, 'check_in.record', { halfDayId: halfDay.id, seatIds });
    },
    async sample() {
      await project.act(people.officer, 'sample.commit', { witnessId: witness });
      await project.act(witness, 'sample.reveal', { first: DICE, second: DICE });
    },
    inspect,
    scores,
    sheet,
    async inspectAndScore(asked = everybody) {
      for (const at of asked) await inspect(at);
      for (const at of asked) await sheet(at);
    },
    async deliberate() {
      const open = await db.finding.findMany({ where: { roundId, mark: null, void: false } });
      const decisions = open.map(({ id }) => ({ as: 'fix', findingId: id }));
      if (decisions.length > 0) await project.act(members[0]!, 'finding.mark', { decisions });
      await project.act(members[0]!, 'deliberation.close');
    },
    async vote(seat, vote) {
      await project.act(members[seat]!, 'ballot.cast', { vote });
    },
    async absent(seat, confirming = 0) {
      const { absenceId } = await project.act(people.officer, 'ballot_absence.record', {
        seatId: seats[seat],
        reason: '因急事离场',
      });
      await project.act(members[confirming]!, 'ballot_absence.confirm', { absenceId });
    },
    async leave(seat, confirming = 0) {
      const { departureId } = await project.act(people.officer, 'member.leave', {
        seatId: seats[seat],
        reason: '身体不适',
      });
      await project.act(members[confirming]!, 'member.leave_confirm', { departureId });
    },
  };
}
