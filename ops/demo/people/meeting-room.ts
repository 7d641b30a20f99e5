import type { RoundStep } from '../../../domain/lifecycle/stage';
import { EVIDENCE, OPINION } from '../content/meeting';
import type { PersonClient } from '../person-client';
import { Occasion } from './occasion';
import type { Round } from './project-view';
import { decidedBefore, type Verdict, verdictOf } from './verdict';
import { throwDice } from './witness';

type Seat = Round['seats'][number];

/** Experts seldom hand in a volume at a time. */
const PILE = 1_000;

/** The people of a panel in one room, with the recorder and the witness. */
export class MeetingRoom {
  constructor(
    private readonly recorder: Occasion,
    private round: Round,
  ) {}

  async step(): Promise<RoundStep> {
    this.round = (await this.recorder.round())!;
    return this.round.step;
  }

  async checkIn(halfDayId: string): Promise<void> {
    await this.recorder.act('check_in.record', { halfDayId, seatIds: this.round.seats.map(({ id }) => id) });
  }

  async drawSample(): Promise<void> {
    const { troupe, code, dossier } = this.recorder;
    const { witness } = dossier.bureau;
    const before = this.round.draws.length;
    await this.recorder.act('sample.commit', { witnessId: witness.personId });
    const digits = throwDice(troupe, `dice in the room ${code} ${before}`);
    await witness.act(code, 'sample.reveal', { first: digits, second: digits });
  }

  /** Members inspect what fell to them and hand in their sheets; one may find that he must stay out. */
  async inspect(): Promise<void> {
    const verdict = await this.verdict();
    const findings = this.round.findings.length > 0 ? [] : [...verdict.findings];
    // All at their tables at the same time.
    const inspections = this.round.seats.map(async (seat) => {
      const own = this.round.samples.filter(({ seatId, inspected, notProduced }) => {
        return seatId === seat.id && !inspected && !notProduced;
      });
      const volumes = own.slice(0, PILE).map(({ id }) => {
        const found = findings.shift();
        return { itemId: id, findings: found ? [{ code: found.code, evidence: EVIDENCE[found.code] }] : [] };
      });
      if (volumes.length > 0) await this.as(seat).act('volumes.inspect', { volumes });
    });
    await Promise.all(inspections);
    if (await this.recuse()) return;
    const scores = await this.scores(verdict);
    const without = this.round.seats.filter(({ id }) => !this.round.sheetsIn.includes(id));
    await Promise.all(without.map((seat) => this.as(seat).act('sheet.submit', { scores })));
  }

  /** The leader notes what the panel makes of its findings. */
  async deliberate(): Promise<void> {
    await this.leave();
    const verdict = await this.verdict();
    const marks = new Map(verdict.findings.map(({ code, mark }) => [code, mark]));
    const decisions = this.round.findings
      .filter(({ mark }) => mark === null)
      .map(({ id, code }) => ({ as: marks.get(code) ?? 'advice', findingId: id }));
    if ((await this.step()) !== 'deliberating') return;
    if (decisions.length > 0) await this.leader.act('finding.mark', { decisions });
    await this.leader.act('deliberation.close');
  }

  async vote(): Promise<void> {
    const { passes } = await this.verdict();
    const { seats, ballotsIn } = this.round;
    const split = this.recorder.scenario.meeting === 'absent_vote' && this.recorder.once('split vote');
    const voting = seats.filter(({ id }) => !ballotsIn.includes(id) && id !== this.gone);
    const absent = split ? voting.pop() : undefined;
    // As many for as against, so that the one who is absent would decide.
    const voteAt = (at: number) => ((split ? at % 2 === 0 : passes) ? 'pass' : 'fail');
    await Promise.all(voting.map((seat, at) => this.as(seat).act('ballot.cast', { vote: voteAt(at) })));
    if (absent) await this.recordAbsence(absent);
    if (split) this.recorder.troupe.world.happened('absent_vote_decides', this.recorder.code);
  }

  /** The leader announces the result and writes the opinion, which everybody then signs. */
  async announce(): Promise<void> {
    const { result } = this.round;
    await this.leader.act('result.announce');
    const { againstScoreReason, ...text } = OPINION;
    await this.leader.act('opinion.draft', result?.againstScore ? { ...text, againstScoreReason } : text);
    if (result?.againstScore) this.recorder.troupe.world.happened('score_against_vote', this.recorder.code);
  }

  /** Somebody who left this sitting. */
  private gone: string | null = null;

  private get leader(): Occasion {
    return this.as(this.round.seats.find(({ role }) => role === 'leader')!);
  }

  private get lastExpert(): Seat {
    return this.round.seats.findLast(({ role }) => role === 'expert')!;
  }

  private as({ holder }: Seat): Occasion {
    const { troupe, dossier } = this.recorder;
    const person: PersonClient = troupe.world.person(holder!.personId);
    return new Occasion(troupe, person, dossier);
  }

  private async verdict(): Promise<Verdict> {
    return verdictOf(this.recorder.scenario, decidedBefore(await this.recorder.part('rounds')));
  }

  private async scores({ share }: Verdict) {
    const { items } = await this.recorder.troupe.rulesFor(this.recorder.person, this.recorder.dossier.about.industry);
    return items.map(({ code, maximum }) => {
      const points = share === 1 ? maximum : Math.floor(maximum * share * 2) / 2;
      return points === maximum ? { item: code, points } : { item: code, points, reason: '抽查发现问题，按标准扣分。' };
    });
  }

  private async recordAbsence(seat: Seat): Promise<void> {
    const reason = '因急事离场，未参加表决。';
    const { absenceId } = await this.recorder.act('ballot_absence.record', { seatId: seat.id, reason });
    await this.leader.act('ballot_absence.confirm', { absenceId });
  }

  /** One member leaves before the vote: with seven the meeting goes on, with five it adjourns. */
  private async leave(): Promise<void> {
    const { meeting } = this.recorder.scenario;
    if ((meeting !== 'member_leaves' && meeting !== 'quorum_lost') || !this.recorder.once('member left')) return;
    const seat = this.lastExpert;
    const { departureId } = await this.recorder.act('member.leave', { seatId: seat.id, reason: '突发身体不适。' });
    await this.leader.act('member.leave_confirm', { departureId });
    this.gone = seat.id;
    this.recorder.troupe.world.happened('member_left', this.recorder.code);
  }

  /** A member sees in the volumes that he is tied to the project. @returns whether he left for it */
  private async recuse(): Promise<boolean> {
    if (this.recorder.scenario.drawn !== 'recused_in_meeting' || !this.recorder.once('recused')) return false;
    await this.as(this.lastExpert).act('recusal.declare', {
      kind: 'advice',
      reason: '查卷时发现曾参与本项目施工图审查。',
    });
    this.recorder.troupe.world.happened('recused_late', this.recorder.code);
    return true;
  }
}
