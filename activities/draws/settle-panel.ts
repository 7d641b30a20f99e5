import type { DrawBundle } from '../../domain/draw/draw-bundle';
import type { PanelEvent, VacancyCode } from '../../domain/draw/refill';
import { seatMembers } from '../../domain/draw/seat-members';
import { entryObjections } from '../../domain/eligibility/entry-objections';
import type { Recusals } from '../../domain/eligibility/recusal';
import { ask } from '../acts/panel-invitation/ask';
import type { ProcessContext } from '../process/process-context';
import { type RoundWithPanel, requireRound } from '../process/require-round';
import { ensureTask, settleTasks } from '../tasks/ensure-task';
import { type OpenDraw, withEvents } from './draw-in-force';
import { expertHolders, vacantExpertSeats } from './filter-pool-for';
import { loadsOfBatch } from './loads-of-batch';
import { halfDayOf, poolPeople, poolsInReach, tiedPerson } from './pool-people';
import { recusalsFor } from './recusals-for';

/**
 * Brings the drawn seats in line with their draw after these events: vacancies are filled in ticket order, and whoever
 * enters is seated and asked. Who can't sit any more by now (booked, absent, recused since the freeze, or loaded by earlier
 * draws of the batch) is passed over by an event of his own, so that the public record shows it.
 *
 * @returns the record as it stands now
 */
export async function settlePanel(
  ctx: ProcessContext,
  draw: OpenDraw,
  events: readonly PanelEvent[],
): Promise<DrawBundle> {
  const round = await requireRound(ctx);
  const seated = new Set(expertHolders(round).map(({ personId }) => personId));
  const recused = await recusalsFor(ctx);
  let { text, bundle } = withEvents(draw.bundle, events);
  for (;;) {
    const entering = bundle.members.filter((id) => !seated.has(draw.personIds.get(id)!));
    const objections = await objectionsTo(ctx, round, draw, entering, recused);
    const unfit = entering.flatMap((id): PanelEvent[] => {
      const code = objections.get(draw.personIds.get(id)!);
      return code ? [{ kind: 'vacancy', id, code }] : [];
    });
    if (unfit.length > 0) {
      ({ text, bundle } = withEvents(bundle, unfit));
      continue;
    }
    await ctx.tx.draw.update({ where: { id: draw.row.id }, data: { bundle: text } });
    await seat(ctx, round, draw, bundle, entering, recused);
    if ((bundle.refills.at(-1)?.vacant ?? 0) === 0) await settleTasks(ctx, 'draw-again');
    return bundle;
  }
}

/** What speaks by now, by person, against those who are to enter. */
async function objectionsTo(
  ctx: ProcessContext,
  round: RoundWithPanel,
  draw: OpenDraw,
  entering: readonly string[],
  recused: Recusals,
): Promise<Map<string, VacancyCode>> {
  const halfDays = round.halfDays.map(halfDayOf);
  const loadOf = await loadsOfBatch(ctx, draw);
  const asked = loadOf ? draw.bundle.document.candidates.map(({ id }) => id) : entering;
  const ids = asked.map((id) => draw.personIds.get(id)!);
  const rows = await poolPeople(ctx, poolsInReach(ctx), { roundId: round.id, halfDays }, ids);
  // Whoever is in two pools may come from either; who is in none any more is not active.
  const people = ids.flatMap((id) => {
    const own = rows.filter((row) => row.id === id);
    return own.find(({ status }) => status === 'active') ?? own[0] ?? [];
  });
  const meetingOn = halfDays.map((half) => half.slice(0, 10)).sort()[0] ?? ctx.today;
  return entryObjections(people, { rule: ctx.rules.body.panel.eligibility, recused, meetingOn, loadOf });
}

async function seat(
  ctx: ProcessContext,
  round: RoundWithPanel,
  draw: OpenDraw,
  { document, result }: DrawBundle,
  entering: readonly string[],
  recused: Recusals,
): Promise<void> {
  const order = [...result.drawn, ...result.alternates];
  const people = entering.map((id) => document.candidates.find((candidate) => candidate.id === id)!);
  const seats = vacantExpertSeats(round).slice(0, people.length);
  const planned = seats.map(({ number, quota }) => ({ number, quota, role: 'expert' as const, from: 'draw' as const }));
  for (const { number, id } of seatMembers(planned, people)) {
    const { id: seatId, role } = seats.find((vacant) => vacant.number === number)!;
    const personId = draw.personIds.get(id)!;
    const holder = await ctx.tx.seatHolder.create({
      data: {
        seatId,
        personId,
        via: result.drawn.includes(id) ? 'draw' : 'replacement',
        drawId: draw.row.id,
        ticketRank: order.indexOf(id) + 1,
        since: ctx.now,
        factId: ctx.factId,
      },
    });
    await ask(ctx, round, { id: seatId, role }, holder);
    if (recused.sameGroup(await tiedPerson(ctx, personId)).length > 0) {
      await ensureTask(ctx, { kind: 'check-same-group', subject: holder.id });
    }
  }
}
